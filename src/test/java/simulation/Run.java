package simulation;

import java.util.List;
import java.util.Optional;

/** One run: the same seed does the same. */
record Run(long seed, Optional<Violation> violation, List<String> trace, long steps) {

    /** Virtual time after which nothing may be owed any more. */
    private static final long LIMIT = Timeline.seconds(90 + 600);

    private static final long STEPS_MAX = 2_000_000;

    static Run of(long seed) {
        return of(seed, false);
    }

    /** With a trace, for a person. */
    static Run traced(long seed) {
        return of(seed, true);
    }

    /** Lets it go on to its end; answers how many steps it took. */
    static long run(World world) {
        long steps = 0;
        while (!world.isDone() && world.time.now() < LIMIT && steps < STEPS_MAX && world.time.step()) {
            steps++;
        }
        return steps;
    }

    private static Run of(long seed, boolean traced) {
        var world = new World(seed, traced);
        long steps = 0;
        try {
            steps = run(world);
            world.checks.atTheEnd();
            return new Run(seed, Optional.empty(), world.trace.lines(), steps);
        } catch (Violation broken) {
            return new Run(seed, Optional.of(broken), world.trace.lines(), steps);
        } catch (RuntimeException crash) {
            var broken = new Violation("NothingThrows", crash.toString());
            broken.initCause(crash);
            return new Run(seed, Optional.of(broken), world.trace.lines(), steps);
        }
    }

    /** The end of what happened, and how to see all of it. */
    String story() {
        int from = Math.max(0, trace.size() - 80);
        return String.join("\n", trace.subList(from, trace.size()))
                + violation.map(broken -> "\nBROKEN " + broken.getMessage()).orElse("")
                + "\nall of it: .ci/simulate replay " + seed;
    }
}
