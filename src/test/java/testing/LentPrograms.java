package testing;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Spares a database server of its own, in a data directory that is new, the seconds of unpacking its programs. */
public final class LentPrograms {

    private LentPrograms() {}

    /** Links those of a server of the tests, if there has been one; the product unpacks what is missing. */
    public static void to(Path dataDirectory) throws IOException {
        var theirs = dataDirectory.resolve("postgres");
        if (Files.exists(theirs)) {
            return;
        }
        try (var ours = Files.newDirectoryStream(Path.of("target"), PostgresExtension.DIRECTORY + "*")) {
            for (var lender : ours) {
                lend(lender.resolve("postgres"), theirs);
            }
        }
    }

    private static void lend(Path ours, Path theirs) throws IOException {
        if (!Files.isDirectory(ours)) {
            return;
        }
        // A directory of this name is whole: it was renamed when it was.
        try (var programs = Files.newDirectoryStream(ours, "bin-*")) {
            for (var version : programs) {
                var target = theirs.resolve(version.getFileName());
                if (!Files.exists(target)) {
                    Files.createDirectories(theirs);
                    Files.setPosixFilePermissions(theirs, PosixFilePermissions.fromString("rwx------"));
                    link(version, target);
                }
            }
        }
    }

    private static void link(Path source, Path target) throws IOException {
        try (var all = Files.walk(source)) {
            for (var file : all.toList()) {
                var to = target.resolve(source.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    linkOrCopy(file, to);
                }
            }
        }
    }

    private static void linkOrCopy(Path file, Path to) throws IOException {
        try {
            Files.createLink(to, file);
        } catch (FileSystemException e) {
            Files.copy(file, to, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }
}
