package bench.cluster;

import database.DataDirectory;
import database.Database;
import database.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * How soon work goes on after {@code kill -9} of the process that coordinates, half of the tasks done. Arguments: scratch
 * directory, tasks, trials.
 */
final class Recovery {

    private static final long LIMIT_SECONDS = 300;
    private static final int TASKS_OF_FIRST_RUN = 2_000;
    private static final double GOAL_WITH_WORKERS = 5;
    private static final double GOAL_ALONE = 3;

    /** Of one kill. */
    private record Trial(double seconds, int done, int again, int finishedAgain) {}

    /** Starts the process that is killed. */
    private interface Start {
        MunimentNode start() throws IOException;
    }

    private final Database database;
    private final int tasks;
    private final int trials;

    private Recovery(Database database, int tasks, int trials) {
        this.database = database;
        this.tasks = tasks;
        this.trials = trials;
    }

    public static void main(String[] arguments) throws Exception {
        Locale.setDefault(Locale.ROOT);
        var scratch = Path.of(arguments[0]);
        int tasks = Integer.parseInt(arguments[1]);
        int trials = Integer.parseInt(arguments[2]);
        boolean met;
        try (var directory = DataDirectory.lock(scratch, "a benchmark", Instant.now());
                var server = EmbeddedPostgres.start(directory)) {
            var bench = new Recovery(server.database(), tasks, trials);
            System.out.printf(
                    "%,d tasks, kill -9 when half of them are done, seconds from the start of the new process%n",
                    tasks);
            double withWorkers = bench.withWorkers(scratch);
            double alone = bench.alone(scratch);
            met = withWorkers <= GOAL_WITH_WORKERS && alone <= GOAL_ALONE;
            System.out.printf(
                    "recovery: worst of %d: %.1f s with live workers, %.1f s alone (goal <= %.0f s, <= %.0f s): %s%n",
                    trials, withWorkers, alone, GOAL_WITH_WORKERS, GOAL_ALONE, met ? "met" : "missed");
        }
        System.exit(met ? 0 : 1);
    }

    private double withWorkers(Path scratch) throws Exception {
        int port = MunimentNode.freePort();
        var data = scratch.resolve("coordinator");
        var others = List.of(scratch.resolve("worker-1"), scratch.resolve("worker-2"));
        try (var one = MunimentNode.worker(others.get(0), port, 1, List.of());
                var two = MunimentNode.worker(others.get(1), port, 1, List.of())) {
            keepClasses(data, MunimentNode.coordinator(data, database, port, keeping(data)), List.of(one, two));
            var first =
                    MunimentNode.coordinator(data, database, port, kept(data)).ready();
            return trials(
                    "coordinator, workers live",
                    data,
                    first,
                    () -> MunimentNode.coordinator(data, database, port, kept(data)),
                    others);
        }
    }

    private double alone(Path scratch) throws Exception {
        var data = scratch.resolve("alone");
        keepClasses(data, MunimentNode.alone(data, database, keeping(data)), List.of());
        var first = MunimentNode.alone(data, database, kept(data)).ready();
        return trials(
                "one node with all roles",
                data,
                first,
                () -> MunimentNode.alone(data, database, kept(data)),
                List.of(data));
    }

    /** As the launcher does: a first run, which has worked, leaves its classes when it ends, and the others begin with them. */
    private void keepClasses(Path data, MunimentNode node, List<MunimentNode> workers) throws Exception {
        MunimentNode.configure(data, TASKS_OF_FIRST_RUN);
        try (node;
                var connection = database.connect()) {
            node.ready();
            for (var worker : workers) {
                worker.ready();
            }
            var id = UUID.randomUUID().toString();
            node.submit(id);
            new JournalWatch(connection).await("job|" + id + "|nothing|0", "job.closed", LIMIT_SECONDS);
        }
    }

    private static List<String> keeping(Path data) {
        return List.of("-XX:ArchiveClassesAtExit=" + archive(data));
    }

    private static List<String> kept(Path data) {
        return List.of("-XX:SharedArchiveFile=" + archive(data));
    }

    private static Path archive(Path data) {
        return data.resolveSibling(data.getFileName() + ".jsa");
    }

    /** The worst of all. */
    private double trials(String name, Path data, MunimentNode first, Start start, List<Path> workers)
            throws Exception {
        System.out.printf(
                "%n%s%n  %-6s %10s %12s %12s %16s%n",
                name, "trial", "seconds", "done before", "run again", "finished, again");
        MunimentNode.configure(data, tasks, "note-nothing", "");
        var seconds = new ArrayList<Double>();
        var node = first;
        try {
            for (int number = 1; number <= trials; number++) {
                var id = UUID.randomUUID().toString();
                node.submit(id);
                awaitHalf(workers);
                node.kill();
                var job = "job|" + id + "|nothing|0";
                var offsets = new ArrayList<Integer>();
                for (var worker : workers) {
                    offsets.add(Executed.count(worker));
                }
                try (var connection = database.connect()) {
                    var watch = new JournalWatch(connection);
                    var done = watch.outcomes(job);
                    long last = watch.last(job);
                    long began = System.nanoTime();
                    node = start.start();
                    double took = (watch.await(job, JournalWatch.ENDED, last, LIMIT_SECONDS) - began) / 1e9;
                    watch.await(job, "job.closed", LIMIT_SECONDS);
                    node.ready();
                    require(watch.outcomes(job).cardinality());
                    var trial =
                            new Trial(took, done.cardinality(), again(workers, id), again(workers, id, offsets, done));
                    System.out.printf(
                            "  %-6d %10.2f %12d %12d %16d%n",
                            number, trial.seconds(), trial.done(), trial.again(), trial.finishedAgain());
                    if (trial.finishedAgain() > 0) {
                        throw new IllegalStateException("finished tasks were run again");
                    }
                    seconds.add(took);
                }
            }
        } finally {
            node.close();
        }
        var sorted = seconds.stream().sorted().toList();
        System.out.printf(
                "  median %.2f s, worst %.2f s%n", sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
        return sorted.get(sorted.size() - 1);
    }

    private void awaitHalf(List<Path> workers) throws IOException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        int before = total(workers);
        while (total(workers) - before < tasks / 2) {
            if (System.nanoTime() > limit) {
                throw new IllegalStateException(
                        "only " + (total(workers) - before) + " tasks in " + LIMIT_SECONDS + " s");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private static int total(List<Path> workers) throws IOException {
        int total = 0;
        for (var worker : workers) {
            total += Executed.count(worker);
        }
        return total;
    }

    /** How many were carried out more than once. */
    private static int again(List<Path> workers, String transfer) throws IOException {
        var all = IntStream.builder();
        for (var worker : workers) {
            Executed.tasks(worker, transfer, 0).forEach(all::add);
        }
        var tasks = all.build().toArray();
        return tasks.length - (int) IntStream.of(tasks).distinct().count();
    }

    /** How many with an outcome in the journal were carried out after the kill. */
    private static int again(List<Path> workers, String transfer, List<Integer> offsets, BitSet done)
            throws IOException {
        int again = 0;
        for (int i = 0; i < workers.size(); i++) {
            again += (int) Executed.tasks(workers.get(i), transfer, offsets.get(i))
                    .filter(done::get)
                    .count();
        }
        return again;
    }

    private void require(int found) throws SQLException {
        if (found != tasks) {
            throw new IllegalStateException("the journal holds " + found + " outcomes of " + tasks);
        }
    }
}
