package database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;

/**
 * A PostgreSQL server of our own in a data directory, as a child process, for as long as this object is open. The next
 * start after a kill stops what was left and starts anew; {@link #close} stops it in order and is to be the last thing
 * a process does. It neither creates tables nor pools connections: see {@link Database}.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final String DATABASE = "muniment";

    /** PostgreSQL's own limit of 1,023 bytes, less the longest name that it appends. */
    private static final int PATH_LIMIT_BYTES = 850;

    private final DataDirectory held;
    private final PostgresServer server;
    private final LeftoverProcesses processes;
    private final String password;

    private EmbeddedPostgres(DataDirectory held, PostgresServer server, LeftoverProcesses processes, String password) {
        this.held = held;
        this.server = server;
        this.processes = processes;
        this.password = password;
    }

    /**
     * Starts the server, creating everything it needs at the first start. Takes under a second when warm, some seconds
     * at first. The directory must stay locked until {@link #close} has returned.
     *
     * @throws DatabaseUnavailable with a sentence that says what to do
     */
    public static EmbeddedPostgres start(DataDirectory data) {
        try {
            return startIn(data, data.path().resolve("postgres"));
        } catch (IOException | SQLException e) {
            throw new DatabaseUnavailable(
                    "The embedded PostgreSQL in " + data.path() + " could not be started: " + e.getMessage(), e);
        }
    }

    private static EmbeddedPostgres startIn(DataDirectory data, Path directory) throws IOException, SQLException {
        if (!data.isHeld()) {
            throw new IllegalStateException(data.path() + " is not locked any more");
        }
        refuseLongPath(directory);
        createPrivate(directory);
        createPrivate(directory.resolve("log"));
        FileOwner.requireOurs(directory);
        var programs = PostgresPrograms.at(PostgresBinaries.unpack(directory), directory);
        var processes = new LeftoverProcesses(directory, programs);
        processes.end(PostgresCluster.pathBelow(directory));
        removeRemains(directory);
        var cluster = PostgresCluster.open(directory, programs);
        // No process of this cluster runs any more, but its number may by now be somebody else's, at whose sight the
        // server would refuse to start.
        Files.deleteIfExists(cluster.files().resolve("postmaster.pid"));
        var server = PostgresServer.start(cluster.files(), directory.resolve("log"), programs);
        var started = new EmbeddedPostgres(data, server, processes, cluster.password());
        try {
            started.createDatabase(DATABASE);
            return started;
        } catch (SQLException | RuntimeException e) {
            started.close();
            throw e;
        }
    }

    private static void refuseLongPath(Path directory) {
        var length = directory.toUri().getRawPath().replaceAll("%..", "x").length();
        if (length > PATH_LIMIT_BYTES) {
            throw new DatabaseUnavailable("The path of the data directory is too long for PostgreSQL (" + length
                    + " bytes, at most " + PATH_LIMIT_BYTES + "). Choose a shorter one.");
        }
    }

    private static void createPrivate(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    // What was being made when an earlier run was killed, and the programs of an earlier release.
    private static void removeRemains(Path directory) throws IOException {
        try (var remains = Files.newDirectoryStream(directory, "{new-*,bin-*}")) {
            for (var remain : remains) {
                if (!remain.endsWith(PostgresBinaries.PREFIX + PostgresBinaries.VERSION)) {
                    Trees.delete(remain);
                }
            }
        }
    }

    private void createDatabase(String name) throws SQLException {
        try (var connection = named("postgres").connect();
                var query = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?");
                var create = connection.createStatement()) {
            query.setString(1, name);
            if (!query.executeQuery().next()) {
                create.execute("CREATE DATABASE " + name);
            }
        }
    }

    /** How to reach the database in which Muniment keeps its tables. */
    public Database database() {
        return named(DATABASE);
    }

    /** How to reach another database of this server, which need not exist yet. */
    public Database named(String name) {
        return new Database(server.url(name), PostgresCluster.USER, password);
    }

    /** Where the server writes its log. */
    public Path log() {
        return held.path().resolve("postgres").resolve("log").resolve("postgres.log");
    }

    /** Stops the server, at first in order, and returns when no process of it is left. May be called again. */
    @Override
    public void close() {
        try {
            if (server.handle().isAlive()) {
                processes.stop(server.handle());
            }
            processes.kill();
        } catch (IOException e) {
            throw new DatabaseUnavailable("The embedded PostgreSQL could not be stopped: " + e.getMessage(), e);
        }
    }
}
