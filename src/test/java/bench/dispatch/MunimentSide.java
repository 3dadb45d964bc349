package bench.dispatch;

import database.Database;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import pipeline.job.JobEvent;
import pipeline.journal.EventCodec;

/** The product: one or more transfers of many tasks, by a coordinator and two workers. */
final class MunimentSide implements AutoCloseable {

    private static final long LIMIT_SECONDS = 600;
    private static final int ENVELOPE_BYTES = 40;

    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    /** One transfer's job: its tasks, and how long they took from the first hand-out to the job's end in the database. */
    record Ended(String persistenceId, int outcomes, double seconds) {}

    private final List<MunimentNode> nodes = new ArrayList<>();
    private final Database database;
    private final Path coordinator;

    MunimentSide(Path scratch, Database database, int workers, List<String> options) throws IOException {
        this.database = database;
        this.coordinator = scratch.resolve("coordinator");
        int port = freePort();
        nodes.add(MunimentNode.coordinator(coordinator, database, port, options));
        for (int worker = 1; worker <= workers; worker++) {
            nodes.add(MunimentNode.worker(scratch.resolve("worker-" + worker), port, 1, List.of()));
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** What the coordinator's heap holds after a full collection, in MB. */
    double heap() throws IOException, InterruptedException {
        var pid = Long.toString(nodes.get(0).pid());
        new ProcessBuilder("jcmd", pid, "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        var process = new ProcessBuilder("jcmd", pid, "GC.heap_info").start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return USED.matcher(text)
                        .results()
                        .mapToLong(match -> Long.parseLong(match.group(1)))
                        .limit(1)
                        .sum()
                / 1024.0;
    }

    /** Submits so many transfers of so many tasks at once and waits for all. */
    List<Ended> run(int transfers, int tasks) throws SQLException, IOException {
        MunimentNode.configure(coordinator, tasks);
        try (var connection = database.connect()) {
            var watch = new JournalWatch(connection);
            var jobs = new ArrayList<String>();
            for (int i = 0; i < transfers; i++) {
                var id = UUID.randomUUID().toString();
                nodes.get(0).submit(id);
                jobs.add("job|" + id + "|nothing|0");
            }
            long began = watch.await(jobs.get(0), "job.handed-out", LIMIT_SECONDS);
            var ended = new ArrayList<Ended>();
            for (var job : jobs) {
                long end = watch.await(job, "job.closed", LIMIT_SECONDS);
                ended.add(new Ended(job, outcomes(connection, job), (end - began) / 1e9));
            }
            return ended;
        }
    }

    /** Counted in the journal's rows, each task once. */
    private static int outcomes(Connection connection, String job) throws SQLException {
        var done = new BitSet();
        try (var query = connection.prepareStatement("SELECT event_payload FROM event_journal"
                + " WHERE persistence_id = ? AND event_ser_manifest = 'job.tasks-ended'")) {
            query.setString(1, job);
            var rows = query.executeQuery();
            while (rows.next()) {
                var row = rows.getBytes(1);
                var event = EventCodec.decode("job.tasks-ended", Arrays.copyOfRange(row, ENVELOPE_BYTES, row.length));
                ((JobEvent.TasksEnded) event).outcomes().forEach(outcome -> done.set(outcome.ordinal()));
            }
        }
        return done.cardinality();
    }

    @Override
    public void close() {
        for (int last = nodes.size() - 1; last >= 0; last--) {
            nodes.get(last).close();
        }
    }
}
