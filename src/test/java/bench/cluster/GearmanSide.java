package bench.cluster;

import database.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * As Archivematica does it: batches of 128 through gearmand; rows of tasks made by the server a batch at a time, and updated by
 * the worker, a statement a task, here kindly in one transaction a batch. Shown, not judged: nothing of it survives a crash.
 */
final class GearmanSide implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/sbin/gearmand");
    private static final int BATCH = 128;
    private static final int WORKERS = 2;
    private static final int CLIENTS = 4;
    private static final String FUNCTION = "nothing";
    private static final String FINDING = "nothing was done; ".repeat(8);
    private static final long START_SECONDS = 20;

    private final Database database;
    private final Process server;
    private final int port;

    private GearmanSide(Database database, Process server, int port) {
        this.database = database;
        this.server = server;
        this.port = port;
    }

    /** Empty where gearmand is not installed (Debian: gearman-job-server). */
    static Optional<GearmanSide> start(Database database) throws IOException, SQLException {
        if (!Files.isExecutable(PROGRAM)) {
            return Optional.empty();
        }
        int port = MunimentNode.freePort();
        var log = Files.createTempFile("gearmand", ".log");
        var process = new ProcessBuilder(
                        PROGRAM.toString(), "--listen=127.0.0.1", "--port=" + port, "--log-file=" + log)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        awaitListening(port);
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS gearman_task"
                    + " (task text PRIMARY KEY, began timestamptz, ended timestamptz, finding text)");
        }
        return Optional.of(new GearmanSide(database, process, port));
    }

    private static void awaitListening(int port) throws IOException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (true) {
            try {
                new GearmanConnection(port).close();
                return;
            } catch (IOException notYet) {
                if (System.nanoTime() > limit) {
                    throw notYet;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
    }

    /** Seconds until the last task is recorded as ended. */
    double run(int tasks) throws Exception {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("TRUNCATE gearman_task");
        }
        var pool = Executors.newFixedThreadPool(WORKERS + CLIENTS);
        try {
            for (int worker = 0; worker < WORKERS; worker++) {
                var unused = pool.submit(this::work);
            }
            long began = System.nanoTime();
            var clients = new ArrayList<Callable<Void>>();
            int batches = (tasks + BATCH - 1) / BATCH;
            for (int client = 0; client < CLIENTS; client++) {
                int first = client;
                clients.add(() -> {
                    submit(first, batches, tasks);
                    return null;
                });
            }
            for (var ended : pool.invokeAll(clients)) {
                ended.get();
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            require(tasks);
            return seconds;
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    /** Every {@link #CLIENTS}th batch, one after the other, each waited for. */
    private void submit(int first, int batches, int tasks) throws IOException, SQLException {
        try (var gearman = new GearmanConnection(port);
                var connection = database.connect()) {
            connection.setAutoCommit(false);
            for (int batch = first; batch < batches; batch += CLIENTS) {
                var names = new ArrayList<String>();
                for (int task = batch * BATCH; task < Math.min(tasks, (batch + 1) * BATCH); task++) {
                    names.add("task-" + task);
                }
                insert(connection, names);
                gearman.send(GearmanConnection.SUBMIT_JOB, FUNCTION, "batch-" + batch, String.join(",", names));
                while (gearman.receive().type() != GearmanConnection.WORK_COMPLETE) {
                    // it was only created yet
                }
            }
        }
    }

    private static void insert(Connection connection, List<String> names) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT INTO gearman_task (task) VALUES (?)")) {
            for (var name : names) {
                insert.setString(1, name);
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        }
    }

    private Void work() throws IOException, SQLException {
        try (var gearman = new GearmanConnection(port);
                var connection = database.connect()) {
            connection.setAutoCommit(false);
            gearman.send(GearmanConnection.CAN_DO, FUNCTION);
            while (!Thread.currentThread().isInterrupted()) {
                gearman.send(GearmanConnection.GRAB_JOB);
                var packet = gearman.receive();
                while (packet.type() == GearmanConnection.NOOP) {
                    packet = gearman.receive();
                }
                if (packet.type() == GearmanConnection.JOB_ASSIGN) {
                    record(connection, packet.argument(2).split(",", -1));
                    gearman.send(GearmanConnection.WORK_COMPLETE, packet.argument(0), "");
                } else if (packet.type() == GearmanConnection.NO_JOB) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
                }
            }
        }
        return null;
    }

    private static void record(Connection connection, String[] names) throws SQLException {
        var now = OffsetDateTime.now(ZoneOffset.UTC);
        try (var begin = connection.prepareStatement("UPDATE gearman_task SET began = ? WHERE task = ANY (?)");
                var end =
                        connection.prepareStatement("UPDATE gearman_task SET ended = ?, finding = ? WHERE task = ?")) {
            begin.setObject(1, now);
            begin.setArray(2, connection.createArrayOf("text", names));
            begin.executeUpdate();
            for (var name : names) {
                end.setObject(1, now);
                end.setString(2, FINDING);
                end.setString(3, name);
                end.executeUpdate();
            }
            connection.commit();
        }
    }

    private void require(int tasks) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            var row = statement.executeQuery("SELECT count(*) FROM gearman_task WHERE ended IS NOT NULL");
            row.next();
            if (row.getInt(1) != tasks) {
                throw new IllegalStateException(row.getInt(1) + " of " + tasks + " tasks are recorded");
            }
        }
    }

    @Override
    public void close() {
        server.destroy();
    }
}
