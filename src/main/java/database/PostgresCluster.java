package database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * The database files of the embedded server and the password that opens it, made together under a fresh name and then
 * renamed: a cluster is there whole or not at all. It does not run the server.
 */
final class PostgresCluster {

    static final String USER = "muniment";

    private static final Duration INITDB_LIMIT = Duration.ofMinutes(5);

    private final Path root;
    private final String password;

    private PostgresCluster(Path root, String password) {
        this.root = root;
        this.password = password;
    }

    static Path pathBelow(Path directory) {
        return directory.resolve("server-" + PostgresBinaries.MAJOR).resolve("cluster");
    }

    /**
     * Opens the cluster below this directory, making it first if there is none.
     *
     * @throws DatabaseUnavailable if there is one of another major version, or none can be made
     */
    static PostgresCluster open(Path directory, PostgresPrograms programs) throws IOException {
        var root = pathBelow(directory).getParent();
        if (!Files.isDirectory(root)) {
            refuseOtherVersions(directory);
            create(directory, root, programs);
        }
        return new PostgresCluster(
                root, Files.readString(root.resolve("password")).strip());
    }

    private static void refuseOtherVersions(Path directory) throws IOException {
        try (var others = Files.newDirectoryStream(directory, "server-*")) {
            for (var other : others) {
                throw new DatabaseUnavailable(other + " was written by another major version of PostgreSQL than "
                        + PostgresBinaries.MAJOR + ", which this release brings. Go back to the release that wrote it, "
                        + "or set MUNIMENT_DATABASE_URL to a server that holds a dump of it.");
            }
        }
    }

    private static void create(Path directory, Path root, PostgresPrograms programs) throws IOException {
        var fresh = Files.createTempDirectory(directory, "new-server-");
        var password = fresh.resolve("password");
        writePassword(password);
        var initdb = programs.run(
                INITDB_LIMIT,
                "initdb.log",
                "initdb",
                // The built-in C.UTF-8 sorts by code point on every machine, whatever its C library says.
                List.of(
                        "--pgdata=" + fresh.resolve("cluster"),
                        "--username=" + USER,
                        "--pwfile=" + password,
                        "--auth=scram-sha-256",
                        // Many rounds slow down whoever guesses; of 192 random bits nobody guesses any, and each
                        // connection pays.
                        "--set=scram_iterations=1",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--data-checksums",
                        "--no-instructions"));
        if (initdb.exitCode() != 0) {
            throw new DatabaseUnavailable("The embedded database could not be created in " + directory + ": "
                    + initdb.output() + ". Look for a full disk or missing permissions, then start again.");
        }
        // initdb has synced its own files.
        Trees.sync(password);
        Trees.sync(fresh);
        Files.move(fresh, root, StandardCopyOption.ATOMIC_MOVE);
        Trees.sync(directory);
    }

    private static void writePassword(Path file) throws IOException {
        var random = new byte[24];
        new SecureRandom().nextBytes(random);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, HexFormat.of().formatHex(random) + "\n");
    }

    Path files() {
        return root.resolve("cluster");
    }

    String password() {
        return password;
    }
}
