package simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Goal: no schedule of crashes, losses and delays breaks a promise. Method: thousands of seeded runs of the product's own
 * protocol in a simulated world. {@code docs/simulation.md} says how to run more of them and how to replay one.
 */
class SimulationTest {

    private static final long FIRST = Long.getLong("simulation.first", 1);
    private static final long COUNT = Long.getLong("simulation.count", 4000);

    /** So that a busy machine gets through fewer seeds rather than the build taking longer. */
    private static final Duration LIMIT = Duration.ofSeconds(Long.getLong("simulation.seconds", 15));

    /** Even the busiest machine gets this far. */
    private static final long LEAST = 200;

    @Test
    void every_promise_is_kept_whatever_goes_wrong() {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        for (long seed = FIRST; seed < FIRST + COUNT; seed++) {
            var run = Run.of(seed);
            if (run.violation().isPresent()) {
                throw new AssertionError(
                        Run.traced(seed).story(), run.violation().get());
            }
            if (System.nanoTime() > deadline && seed - FIRST >= LEAST) {
                return;
            }
        }
    }

    @Test
    void the_same_seed_does_the_same() {
        var first = Run.traced(17);

        assertThat(Run.traced(17).trace()).isEqualTo(first.trace()).hasSizeGreaterThan(100);
    }
}
