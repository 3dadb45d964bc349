package bench.cluster;

import database.DataDirectory;
import database.Database;
import database.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** What a second worker process brings where tasks need a processor. Arguments: scratch directory, tasks, pairs. */
final class Scale {

    private static final double GOAL = 1.85;
    private static final double TASK_SECONDS = 0.6;
    private static final int TRIAL_ROUNDS = 400;
    private static final int CEILING_TASKS = 10;
    private static final long LIMIT_SECONDS = 600;

    /** Of half a minute and more. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** A cluster of its own: a coordinator and some workers of one slot. */
    private record Side(Database database, Path coordinator, List<MunimentNode> nodes) implements AutoCloseable {

        static Side of(Path scratch, Database database, int workers) throws Exception {
            int port = MunimentNode.freePort();
            var coordinator = scratch.resolve("coordinator");
            var nodes = new ArrayList<MunimentNode>();
            nodes.add(MunimentNode.coordinator(coordinator, database, port, List.of())
                    .ready());
            for (int worker = 1; worker <= workers; worker++) {
                nodes.add(MunimentNode.worker(scratch.resolve("worker-" + worker), port, 1, List.of())
                        .ready());
            }
            return new Side(database, coordinator, nodes);
        }

        /** Seconds from the first hand-out to the end of the job. */
        double run(int tasks, int rounds) throws Exception {
            MunimentNode.configure(coordinator, tasks, "compute", "rounds: " + rounds);
            var id = UUID.randomUUID().toString();
            try (var connection = database.connect()) {
                var watch = new JournalWatch(connection, LOOK_NANOS);
                nodes.get(0).submit(id);
                var job = "job|" + id + "|nothing|0";
                long began = watch.await(job, "job.handed-out", LIMIT_SECONDS);
                return (watch.await(job, "job.closed", LIMIT_SECONDS) - began) / 1e9;
            }
        }

        @Override
        public void close() {
            for (int last = nodes.size() - 1; last >= 0; last--) {
                nodes.get(last).close();
            }
        }
    }

    private Scale() {}

    public static void main(String[] arguments) throws Exception {
        Locale.setDefault(Locale.ROOT);
        var scratch = Path.of(arguments[0]);
        int tasks = Integer.parseInt(arguments[1]);
        int pairs = Integer.parseInt(arguments[2]);
        double figure;
        try (var directory = DataDirectory.lock(scratch, "a benchmark", Instant.now());
                var server = EmbeddedPostgres.start(directory);
                var one = Side.of(scratch.resolve("one"), server.database(), 1);
                var two = Side.of(scratch.resolve("two"), another(server.database()), 2)) {
            int rounds = rounds();
            System.out.printf(
                    "%d tasks of some %.1f s of one processor (%d MB of SHA-256 each)%n", tasks, TASK_SECONDS, rounds);
            System.out.printf(
                    "two threads instead of one, doing the same without Muniment: %.2f times, what this machine gives%n",
                    ceiling(rounds));
            System.out.printf("  %-8s %12s %12s %8s%n", "round", "1 worker, s", "2 workers, s", "times");
            var ratios = new ArrayList<Double>();
            for (int pair = 0; pair <= pairs; pair++) {
                double alone = one.run(tasks, rounds);
                double both = two.run(tasks, rounds);
                System.out.printf(
                        "  %-8s %12.2f %12.2f %8.2f%n", pair == 0 ? "cold" : "" + pair, alone, both, alone / both);
                if (pair > 0) {
                    ratios.add(alone / both);
                }
            }
            var sorted = ratios.stream().sorted().toList();
            figure = sorted.get(sorted.size() / 2);
        }
        boolean met = figure >= GOAL;
        System.out.printf(
                "scale: %.2f times with a second worker (goal >= %.2f): %s%n", figure, GOAL, met ? "met" : "missed");
        System.exit(met ? 0 : 1);
    }

    private static Database another(Database database) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE other");
        }
        return new Database(
                database.url().replaceFirst("/[^/?]+([?]|$)", "/other$1"), database.user(), database.password());
    }

    /** Processors share what they hang on: two do less than twice as much as one. */
    private static double ceiling(int rounds) throws Exception {
        double alone = Compute.digest(CEILING_TASKS * rounds);
        var threads = Executors.newFixedThreadPool(2);
        try {
            long began = System.nanoTime();
            var one = threads.submit(() -> Compute.digest(CEILING_TASKS * rounds));
            var two = threads.submit(() -> Compute.digest(CEILING_TASKS * rounds));
            one.get();
            two.get();
            return 2 * alone / ((System.nanoTime() - began) / 1e9);
        } finally {
            threads.shutdownNow();
        }
    }

    private static int rounds() {
        Compute.digest(TRIAL_ROUNDS);
        double seconds = Compute.digest(TRIAL_ROUNDS);
        return (int) Math.ceil(TRIAL_ROUNDS * TASK_SECONDS / seconds);
    }
}
