package database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of our own in a data directory, as a child process, for as long as this object is open. The next
 * start after a kill stops what was left and starts anew; {@link #close} stops it in order and is to be the last thing
 * a process does. It neither creates tables nor pools connections: see {@link Database}.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String DATABASE = "muniment";

    /** PostgreSQL's own limit of 1,023 bytes, less the longest name that it appends. */
    private static final int PATH_LIMIT_BYTES = 850;

    /** Between tries to start a server that died, so that a full disk does not make a busy loop. */
    private static final long REVIVAL_PAUSE_SECONDS = 2;

    private final Path directory;
    private final PostgresPrograms programs;
    private final LeftoverProcesses processes;
    private final PostgresCluster cluster;
    private PostgresServer server;
    private boolean closed;

    private EmbeddedPostgres(
            Path directory, PostgresPrograms programs, LeftoverProcesses processes, PostgresCluster cluster)
            throws IOException {
        this.directory = directory;
        this.programs = programs;
        this.processes = processes;
        this.cluster = cluster;
        this.server = PostgresServer.start(cluster.files(), directory.resolve("log"), programs);
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

    private static EmbeddedPostgres startIn(DataDirectory data, Path below) throws IOException, SQLException {
        if (!data.isHeld()) {
            throw new IllegalStateException(data.path() + " is not locked any more");
        }
        refuseLongPath(below);
        createPrivate(below);
        FileOwner.requireOurs(below);
        // It may be a symbolic link to another disk; the processes of this directory are known by their real paths.
        var directory = below.toRealPath();
        createPrivate(directory.resolve("log"));
        var programs = PostgresPrograms.at(PostgresBinaries.unpack(directory), directory);
        var processes = new LeftoverProcesses(directory, programs);
        processes.end(PostgresCluster.pathBelow(directory));
        removeRemains(directory);
        try {
            return launch(directory, programs, processes);
        } catch (IOException | SQLException | RuntimeException e) {
            processes.kill();
            throw e;
        }
    }

    private static EmbeddedPostgres launch(Path directory, PostgresPrograms programs, LeftoverProcesses processes)
            throws IOException, SQLException {
        var cluster = PostgresCluster.open(directory, programs);
        var started = new EmbeddedPostgres(directory, programs, processes, cluster);
        started.createDatabase(DATABASE);
        started.watch();
        return started;
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

    // The server may be killed by itself (by the machine when memory runs short, say). Its clients wait and connect
    // again at the same address, so it is started there again.
    private synchronized void watch() {
        var unused = server.ended().thenRunAsync(this::revive);
    }

    private synchronized void revive() {
        if (closed) {
            return;
        }
        try {
            LOG.error("PostgreSQL ended by itself; it is started again at the same address");
            processes.kill();
            server = server.startAgain(cluster.files(), directory.resolve("log"), programs);
            watch();
        } catch (IOException | DatabaseUnavailable e) {
            LOG.error("PostgreSQL could not be started again; next try in {} s", REVIVAL_PAUSE_SECONDS, e);
            CompletableFuture.delayedExecutor(REVIVAL_PAUSE_SECONDS, TimeUnit.SECONDS)
                    .execute(this::revive);
        }
    }

    /** How to reach the database in which Muniment keeps its tables. */
    public Database database() {
        return named(DATABASE);
    }

    /** How to reach another database of this server, which need not exist yet. */
    public synchronized Database named(String name) {
        return new Database(server.url(name), PostgresCluster.USER, cluster.password());
    }

    /** Where the server writes its log. */
    public Path log() {
        return directory.resolve("log").resolve("postgres.log");
    }

    /** Stops the server, at first in order, and returns when no process of it is left. May be called again. */
    @Override
    public synchronized void close() {
        closed = true;
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
