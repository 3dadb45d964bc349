package simulation;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** What happens next. Time stands still while a step is taken, and jumps to the next one. */
final class Timeline {

    private record Step(long at, long order, Runnable action) {}

    private final PriorityQueue<Step> steps =
            new PriorityQueue<>(Comparator.comparingLong(Step::at).thenComparingLong(Step::order));
    private long now;
    private long order;

    static long millis(long count) {
        return count * 1_000_000;
    }

    static long seconds(long count) {
        return count * 1_000_000_000;
    }

    /** Nanoseconds since the run began. */
    long now() {
        return now;
    }

    void after(long nanos, Runnable action) {
        steps.add(new Step(now + Math.max(0, nanos), order++, action));
    }

    /** Takes the next step; false when there is none. */
    boolean step() {
        var next = steps.poll();
        if (next == null) {
            return false;
        }
        now = next.at();
        next.action().run();
        return true;
    }

    @Override
    public String toString() {
        return Duration.ofNanos(now).toString();
    }
}
