package bench.cluster;

import database.DataDirectory;
import database.Database;
import database.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * How long a transfer of three files takes beside a very large one, compared with alone. Arguments: scratch directory, files of
 * the large one, trials.
 */
final class Fairness {

    private static final long LIMIT_SECONDS = 300;
    private static final int SMALL = 3;
    private static final int WARMING = 3;

    /** Of so many times the usual time. */
    private static final double FACTOR = 2;

    private static final double SECONDS_MORE = 1;

    private final Database database;
    private final Path data;
    private final int files;
    private final List<Double> alone = new ArrayList<>();
    private final List<Double> early = new ArrayList<>();
    private final List<Double> beside = new ArrayList<>();

    private Fairness(Database database, Path data, int files) {
        this.database = database;
        this.data = data;
        this.files = files;
    }

    public static void main(String[] arguments) throws Exception {
        Locale.setDefault(Locale.ROOT);
        var scratch = Path.of(arguments[0]);
        int trials = Integer.parseInt(arguments[2]);
        boolean met;
        try (var directory = DataDirectory.lock(scratch, "a benchmark", Instant.now());
                var server = EmbeddedPostgres.start(directory)) {
            var data = scratch.resolve("node");
            met = new Fairness(server.database(), data, Integer.parseInt(arguments[1])).run(trials);
        }
        System.exit(met ? 0 : 1);
    }

    private boolean run(int trials) throws Exception {
        System.out.printf("%d files beside %,d, tasks of 1 to 200 ms; seconds until the end%n", SMALL, files);
        System.out.printf("  %-6s %10s %22s %22s%n", "trial", "alone", "beside its beginning", "beside its tasks");
        try (var node = MunimentNode.alone(data, database, List.of()).ready();
                var connection = database.connect()) {
            var watch = new JournalWatch(connection);
            for (int time = 0; time < WARMING; time++) {
                small(node, watch);
            }
            for (int trial = 1; trial <= trials; trial++) {
                alone.add(small(node, watch));
                var large = submit(node, files);
                watch.await("transfer|" + large, "transfer.job-opened", LIMIT_SECONDS);
                early.add(small(node, watch));
                watch.await("job|" + large + "|nothing|0", JournalWatch.ENDED, LIMIT_SECONDS);
                beside.add(small(node, watch));
                node.cancel(large);
                watch.await("transfer|" + large, "transfer.ended", LIMIT_SECONDS);
                System.out.printf("  %-6d %10.2f %22.2f %22.2f%n", trial, last(alone), last(early), last(beside));
            }
        }
        return judge();
    }

    private boolean judge() {
        double usual = alone.stream().sorted().toList().get(alone.size() / 2);
        double worst = Math.max(Collections.max(early), Collections.max(beside));
        double goal = FACTOR * usual + SECONDS_MORE;
        boolean met = worst <= goal;
        System.out.printf(
                "fairness: worst of %d beside: %.2f s, alone %.2f s (goal <= %.0f x alone + %.0f s = %.2f s): %s%n",
                early.size() + beside.size(), worst, usual, FACTOR, SECONDS_MORE, goal, met ? "met" : "missed");
        return met;
    }

    private static double last(List<Double> of) {
        return of.get(of.size() - 1);
    }

    private double small(MunimentNode node, JournalWatch watch) throws IOException, SQLException {
        long began = System.nanoTime();
        var id = submit(node, SMALL);
        return (watch.await("transfer|" + id, "transfer.ended", LIMIT_SECONDS) - began)
                / (double) TimeUnit.SECONDS.toNanos(1);
    }

    private String submit(MunimentNode node, int count) throws IOException {
        var id = UUID.randomUUID().toString();
        MunimentNode.configure(data, count, "take-time", "");
        node.submit(id);
        return id;
    }
}
