package bench.cluster;

import database.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The product: one or more transfers of many tasks, by a coordinator and two workers. */
final class MunimentSide implements AutoCloseable {

    private static final long LIMIT_SECONDS = 600;

    /**
     * One transfer's job.
     *
     * @param seconds from the first hand-out to the job's end in the database
     * @param whole from the first submission, with listing and planning
     */
    record Ended(String persistenceId, int outcomes, double seconds, double whole) {}

    private final List<MunimentNode> nodes = new ArrayList<>();
    private final Database database;
    private final Path coordinator;

    MunimentSide(Path scratch, Database database, int workers, List<String> options) throws IOException {
        this.database = database;
        this.coordinator = scratch.resolve("coordinator");
        int port = MunimentNode.freePort();
        nodes.add(MunimentNode.coordinator(coordinator, database, port, options).ready());
        for (int worker = 1; worker <= workers; worker++) {
            nodes.add(MunimentNode.worker(scratch.resolve("worker-" + worker), port, 1, List.of())
                    .ready());
        }
    }

    /** What the coordinator's heap holds after a full collection, in MB. */
    double heap() throws IOException, InterruptedException {
        return HeapOf.process(nodes.get(0).pid());
    }

    /** Submits so many transfers of so many tasks at once and waits for all. */
    List<Ended> run(int transfers, int tasks) throws SQLException, IOException {
        MunimentNode.configure(coordinator, tasks);
        try (var connection = database.connect()) {
            var watch = new JournalWatch(connection);
            var jobs = new ArrayList<String>();
            long submitted = System.nanoTime();
            for (int i = 0; i < transfers; i++) {
                var id = UUID.randomUUID().toString();
                nodes.get(0).submit(id);
                jobs.add("job|" + id + "|nothing|0");
            }
            long began = watch.await(jobs.get(0), "job.handed-out", LIMIT_SECONDS);
            var ended = new ArrayList<Ended>();
            for (var job : jobs) {
                long end = watch.await(job, "job.closed", LIMIT_SECONDS);
                ended.add(new Ended(
                        job, watch.outcomes(job).cardinality(), (end - began) / 1e9, (end - submitted) / 1e9));
            }
            return ended;
        }
    }

    @Override
    public void close() {
        for (int last = nodes.size() - 1; last >= 0; last--) {
            nodes.get(last).close();
        }
    }
}
