package tools;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Whose tools they are: a runner in a process, named so that anybody can tell later whether that process still lives. Its
 * number alone is used again after its death, and means something else in another container.
 *
 * @param runner tells the runners of one process apart
 * @param namespace the kernel's name of the process-number space it is in
 * @param started by the kernel's clock ticks since boot
 */
record Owner(UUID runner, String namespace, long pid, long started) {

    static Owner current() {
        long pid = ProcessHandle.current().pid();
        return new Owner(UUID.randomUUID(), ownNamespace(), pid, started(pid));
    }

    String mark() {
        return namespace + "/" + pid + "/" + started + "/" + runner;
    }

    /** True when the mark names a process of this machine's (or container's) that lives no more. */
    static boolean isDead(String mark) {
        var parts = mark.split("/", -1);
        if (parts.length != 4 || !parts[0].equals(ownNamespace())) {
            return false; // somebody else's to judge
        }
        try {
            return started(Long.parseLong(parts[1])) != Long.parseLong(parts[2]);
        } catch (NumberFormatException notOurs) {
            return false;
        }
    }

    private static String ownNamespace() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
        } catch (IOException | UnsupportedOperationException notLinux) {
            return "none";
        }
    }

    private static long started(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
            return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[19]);
        } catch (IOException gone) {
            return -1;
        }
    }
}
