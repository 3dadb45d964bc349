package testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.spi.ToolProvider;

/** A jar of a directory of classes, made anew when one of them is newer. */
record PackedClasses(Path directory, Path jar) {

    boolean isStale() throws IOException {
        if (!Files.exists(jar)) {
            return true;
        }
        var made = Files.getLastModifiedTime(jar);
        try (var files = Files.walk(directory)) {
            return files.anyMatch(file -> isNewer(file, made));
        }
    }

    private static boolean isNewer(Path file, FileTime than) {
        try {
            return Files.getLastModifiedTime(file).compareTo(than) > 0;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void pack() {
        var tool = ToolProvider.findFirst("jar").orElseThrow();
        int exit = tool.run(
                System.out, System.err, "--create", "--no-compress", "--file=" + jar, "-C", directory.toString(), ".");
        if (exit != 0) {
            throw new IllegalStateException("no jar was made of " + directory);
        }
    }
}
