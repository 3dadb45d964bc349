package app.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The machine's own name, without asking any name server. */
final class HostName {

    private HostName() {}

    static String ofThisMachine() {
        try {
            var name = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
            return name.isEmpty() ? "node" : name.replaceAll("[^A-Za-z0-9._-]", "-");
        } catch (IOException hidden) {
            return "node";
        }
    }
}
