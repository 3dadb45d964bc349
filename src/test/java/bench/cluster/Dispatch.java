package bench.cluster;

import database.DataDirectory;
import database.Database;
import database.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How many tasks a second are handed out, carried out and stored, beside what else could be picked and beside what the
 * database could do at most. Arguments: scratch directory, tasks, pairs, and options for the coordinator's JVM.
 */
final class Dispatch {

    private static final int WORKERS = 2;
    private static final int TASKS_OF_OTHER = 10_000;
    private static final int AT_ONCE = 8;

    private static final double OTHER_GOAL = 20;
    private static final double OTHER_GOAL_SMALL = 10;
    private static final double RAW_GOAL = 0.5;
    private static final double AT_ONCE_GOAL = 1.2;

    private final MunimentSide muniment;
    private final RawJdbcSide raw;
    private final DbSchedulerSide scheduler;
    private final Optional<GearmanSide> gearman;
    private final int tasks;
    private double mainFigure;
    private boolean met = true;

    private Dispatch(MunimentSide muniment, Database database, Optional<GearmanSide> gearman, int tasks)
            throws SQLException {
        this.muniment = muniment;
        this.raw = new RawJdbcSide(database);
        this.scheduler = new DbSchedulerSide(database);
        this.gearman = gearman;
        this.tasks = tasks;
    }

    public static void main(String[] arguments) throws Exception {
        Locale.setDefault(Locale.ROOT);
        var scratch = Path.of(arguments[0]);
        int tasks = Integer.parseInt(arguments[1]);
        int pairs = Integer.parseInt(arguments[2]);
        var options = Arrays.asList(arguments).subList(3, arguments.length);
        boolean met;
        try (var directory = DataDirectory.lock(scratch, "a benchmark", Instant.now());
                var server = EmbeddedPostgres.start(directory);
                var muniment = new MunimentSide(scratch, server.database(), WORKERS, options)) {
            var database = server.database();
            var gearman = GearmanSide.start(database);
            var run = new Dispatch(muniment, database, gearman, tasks);
            try {
                run.besideOthers(pairs);
                run.atOnce(pairs);
            } finally {
                gearman.ifPresent(GearmanSide::close);
            }
            System.out.printf(
                    "dispatch: %.1f times db-scheduler (goal >= %.0f): %s%n",
                    run.mainFigure, OTHER_GOAL, run.mainFigure >= OTHER_GOAL ? "met" : "missed");
            met = run.met;
        }
        System.exit(met ? 0 : 1);
    }

    /** One round of each in turn; the first is cold, and shown but not counted. */
    private void besideOthers(int pairs) throws Exception {
        System.out.printf(
                "one transfer of %,d tasks; the same rows by JDBC alone; %,d tasks by db-scheduler; one of %,d;"
                        + " the first by gearmand in batches%n",
                tasks, TASKS_OF_OTHER, TASKS_OF_OTHER);
        System.out.printf(
                "  %-8s %12s %12s %12s %12s %12s   tasks a second%n",
                "round", "muniment", "JDBC", "db-sched.", "10,000", "gearmand");
        var besideOther = new ArrayList<Double>();
        var besideRaw = new ArrayList<Double>();
        var small = new ArrayList<Double>();
        for (int pair = 0; pair <= pairs; pair++) {
            var ended = muniment.run(1, tasks).get(0);
            require(ended.outcomes(), tasks);
            double rate = tasks / ended.seconds();
            double ceiling = tasks / raw.run(ended.persistenceId());
            double other = TASKS_OF_OTHER / scheduler.run(TASKS_OF_OTHER);
            double few = TASKS_OF_OTHER / muniment.run(1, TASKS_OF_OTHER).get(0).seconds();
            var unsafe = gearman.isEmpty()
                    ? "-"
                    : "%,.0f".formatted(tasks / gearman.get().run(tasks));
            System.out.printf(
                    "  %-8s %,12.0f %,12.0f %,12.0f %,12.0f %12s%n",
                    pair == 0 ? "cold" : "" + pair, rate, ceiling, other, few, unsafe);
            if (pair > 0) {
                besideOther.add(rate / other);
                besideRaw.add(rate / ceiling);
                small.add(few / other);
            }
        }
        mainFigure = median(besideOther);
        say("beside db-scheduler", mainFigure, OTHER_GOAL);
        say("10,000 tasks beside db-scheduler", median(small), OTHER_GOAL_SMALL);
        say("beside JDBC alone", median(besideRaw), RAW_GOAL);
    }

    private void atOnce(int pairs) throws Exception {
        int each = tasks / AT_ONCE;
        System.out.printf("%n%d transfers of %,d tasks at once, from submission to the last end%n", AT_ONCE, each);
        System.out.printf("  %-8s %12s %12s %14s%n", "round", "at once", "one", "heap, MB");
        var ratios = new ArrayList<Double>();
        for (int pair = 1; pair <= pairs; pair++) {
            double one = tasks / muniment.run(1, tasks).get(0).whole();
            var ended = muniment.run(AT_ONCE, each);
            double seconds =
                    ended.stream().mapToDouble(MunimentSide.Ended::whole).max().orElseThrow();
            double together = each * AT_ONCE / seconds;
            System.out.printf("  %-8d %,12.0f %,12.0f %14.1f%n", pair, together, one, muniment.heap());
            ratios.add(together / one);
        }
        say(AT_ONCE + " at once beside one", median(ratios), AT_ONCE_GOAL);
    }

    private static void require(int found, int wanted) {
        if (found != wanted) {
            throw new IllegalStateException("the journal holds " + found + " outcomes of " + wanted);
        }
    }

    private void say(String what, double figure, double goal) {
        boolean reached = figure >= goal;
        met &= reached;
        System.out.printf("  %s: %.2f times (goal >= %.1f): %s%n", what, figure, goal, reached ? "met" : "missed");
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
