package simulation;

import java.io.PrintStream;
import java.util.TreeMap;

/**
 * The command line of the simulation: {@code FIRST COUNT} runs so many seeds, {@code replay SEED} tells the story of one,
 * {@code hunt COUNT} stops at the first that breaks a promise.
 */
public final class Simulate {

    private Simulate() {}

    public static void main(String[] arguments) {
        if (arguments[0].equals("replay")) {
            replay(Long.parseLong(arguments[1]), System.out);
        } else if (arguments[0].equals("hunt")) {
            hunt(Long.parseLong(arguments[1]), System.out);
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

    /** Prints the seed and the check, or nothing. */
    private static void hunt(long count, PrintStream out) {
        for (long seed = 1; seed <= count; seed++) {
            var broken = Run.of(seed).violation();
            if (broken.isPresent()) {
                out.println(seed + " " + broken.get().check());
                return;
            }
        }
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
