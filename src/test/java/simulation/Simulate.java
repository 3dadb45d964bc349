package simulation;

import java.io.PrintStream;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * The command line of the simulation: {@code FIRST COUNT} runs so many seeds, {@code replay SEED} tells the story of one.
 */
public final class Simulate {

    private Simulate() {}

    public static void main(String[] arguments) {
        if (arguments[0].equals("replay")) {
            replay(Long.parseLong(arguments[1]), System.out);
        } else {
            run(Long.parseLong(arguments[0]), Long.parseLong(arguments[1]), System.out);
        }
    }

    static void replay(long seed, PrintStream out) {
        var run = Run.traced(seed);
        run.trace().forEach(out::println);
        run.violation()
                .ifPresentOrElse(
                        broken -> {
                            out.println("BROKEN " + broken.getMessage());
                            if (broken.getCause() != null) {
                                broken.getCause().printStackTrace(out);
                            }
                        },
                        () -> out.println("kept every promise"));
    }

    /** Looks at a likely seed, then at so many, until one breaks a promise: that one and the check; or nothing. */
    public static String hunt(long count, long likely) {
        return LongStream.concat(LongStream.of(likely), LongStream.rangeClosed(1, count))
                .mapToObj(Simulate::broken)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("");
    }

    private static Optional<String> broken(long seed) {
        return Run.of(seed).violation().map(broken -> seed + " " + broken.check());
    }

    private static void run(long first, long count, PrintStream out) {
        long began = System.nanoTime();
        var found = new TreeMap<String, Integer>();
        long steps = 0;
        for (long seed = first; seed < first + count; seed++) {
            var run = Run.of(seed);
            steps += run.steps();
            if (run.violation().isPresent()) {
                var broken = run.violation().get();
                if (found.merge(broken.check(), 1, Integer::sum) <= 3) {
                    out.println("seed " + seed + ": " + broken.getMessage());
                }
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        out.printf(
                "%d seeds, %d steps, %.1f s, %.0f seeds a minute; broken: %s%n",
                count, steps, seconds, count * 60 / seconds, found);
    }
}
