package bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Runs the whole product beside the least that must be done, and says how far they are apart. */
public final class EndToEnd {

    private static final double FLOOR_GOAL = 0.3;
    private static final double RATE_GOAL = 150;
    private static final double MEMORY_GOAL = 1.3;

    private final Path scratch;
    private final List<String> verdicts = new ArrayList<>();
    private final List<String> goals = new ArrayList<>();
    private boolean met = true;

    private EndToEnd(Path scratch) {
        this.scratch = scratch;
    }

    /** An empty directory, {@code true} for a small run, and the parts wanted: {@code integrity}, {@code standard}, {@code memory}. */
    public static void main(String[] arguments) throws Exception {
        Locale.setDefault(Locale.ROOT);
        var bench = new EndToEnd(Path.of(arguments[0]).toAbsolutePath());
        boolean quick = Boolean.parseBoolean(arguments[1]);
        var parts = List.of(arguments).subList(2, arguments.length);
        bench.workflows(quick, parts);
        if (parts.contains("memory")) {
            bench.memory(quick);
        }
        System.out.printf(
                "end-to-end: %s (goal %s): %s%n",
                String.join(", ", bench.verdicts), String.join(", ", bench.goals), bench.met ? "met" : "missed");
        System.exit(bench.met ? 0 : 1);
    }

    private void workflows(boolean quick, List<String> parts) throws Exception {
        var small = new DataSet("small", quick ? 2_000 : 10_000, 4 << 10);
        var large = new DataSet("large", 4, (quick ? 64 : 256) << 20);
        double worst = Double.MAX_VALUE;
        for (var set : List.of(small, large)) {
            if (parts.contains("integrity")) {
                worst = Math.min(worst, compare(set, "integrity"));
            }
            if (parts.contains("standard")) {
                compare(set, "automated");
            }
        }
        if (parts.contains("integrity")) {
            judge("%.2f of the floor", worst, ">= %.2f of the floor", FLOOR_GOAL, worst >= FLOOR_GOAL);
        }
        if (parts.contains("standard")) {
            judge("%.0f files/s", standardRate, ">= %.0f files/s", RATE_GOAL, standardRate >= RATE_GOAL);
        }
    }

    private double standardRate;

    private double compare(DataSet set, String configuration) throws Exception {
        var source = set.in(scratch);
        var floor = Floor.of(source, scratch);
        var run = ProductRun.of(source, configuration, scratch, "", pid -> {});
        double rate = set.files() / run.work();
        if (configuration.equals("automated") && standardRate == 0) {
            standardRate = rate;
        }
        double ratio = floor.total() / run.work();
        System.out.printf("%n%s, configuration \"%s\"%n", set.sentence(), configuration);
        var parts = new StringBuilder();
        floor.seconds().forEach((name, seconds) -> parts.append(", %s %.2f".formatted(name, seconds)));
        System.out.printf("  floor      %7.2f s%s%n", floor.total(), parts);
        System.out.printf(
                "  start      %7.2f s  (JVM, database made new, actor system; not in the ratio)%n", run.start());
        System.out.printf(
                "  work       %7.2f s  %.2f of the floor, %.0f files/s, %.1f MB/s%n",
                run.work(), ratio, rate, (double) set.files() * set.bytesEach() / run.work() / 1e6);
        System.out.printf("  stop       %7.2f s  (not in the ratio)%n", run.stop());
        System.out.printf("  all        %7.2f s  %.2f of the floor%n", run.total(), floor.total() / run.total());
        actions(run);
        return ratio;
    }

    private static void actions(ProductRun run) {
        System.out.printf(
                "  %-32s %7s %8s   CPU seconds: %7s %8s %7s%n",
                "action", "tasks", "seconds", "program", "database", "tools");
        row("(start)", 0, run.start(), run.samples().at(run.story().submitted()));
        var begin = run.samples().at(run.story().submitted());
        for (var job : run.story().jobs()) {
            var cpu = run.samples().at(job.until()).minus(run.samples().at(job.opened()));
            row(job.step(), job.tasks(), job.seconds(), cpu);
        }
        row(
                "all but the start",
                0,
                run.work(),
                run.samples().at(run.story().ended()).minus(begin));
    }

    private static void row(String name, int tasks, double seconds, ProcessSamples.Cpu cpu) {
        System.out.printf(
                "  %-32s %7s %8.2f   %12s %7.2f %8.2f %7.2f%n",
                name, tasks == 0 ? "" : tasks, seconds, "", cpu.java(), cpu.database(), cpu.tools());
    }

    private void memory(boolean quick) throws Exception {
        var few = new DataSet("few", quick ? 1_000 : 10_000, 4 << 10);
        var many = new DataSet("many", 10 * few.files(), 4 << 10);
        System.out.printf("%nmemory with %s, configuration \"integrity\"%n", MemoryRun.HEAP);
        System.out.printf("  %-24s %18s %12s %8s%n", "", "heap after GC, MB", "RSS, MB", "looks");
        var between = Duration.ofSeconds(quick ? 2 : 4);
        var first = memory(few, between);
        var second = memory(many, between);
        double heap = (double) second.heapBytes() / first.heapBytes();
        double resident = (double) second.residentBytes() / first.residentBytes();
        System.out.printf("  %-24s %17.2fx %11.2fx%n", "ten times the files", heap, resident);
        double worst = Math.max(heap, resident);
        judge("memory %.2f times", worst, "<= %.2f times", MEMORY_GOAL, worst <= MEMORY_GOAL);
    }

    private MemoryRun memory(DataSet set, Duration between) throws Exception {
        var run = MemoryRun.of(set, scratch, between);
        System.out.printf(
                "  %-24s %18d %12d %8d%n",
                set.sentence(), run.heapBytes() >> 20, run.residentBytes() >> 20, run.collections());
        return run;
    }

    private void judge(String figure, double found, String goal, double wanted, boolean isMet) {
        verdicts.add(figure.formatted(found));
        goals.add(goal.formatted(wanted));
        met &= isMet;
    }
}
