package preservation.attempt;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import model.JobId;
import model.Time;

/** The highest epoch of each job, and the attempts of it that must never be begun here (again). Whoever holds it guards it. */
final class Fences {

    /** A late Assign can hardly be older; what it would do is refused by the journal all the same. */
    private static final long UNUSED_NANOS = Duration.ofHours(1).toNanos();

    private final Time time;
    private final Map<JobId, Fence> fences = new HashMap<>();

    Fences(Time time) {
        this.time = time;
    }

    private static final class Fence {
        private final Set<Long> refused = new HashSet<>();
        private long epoch;
        private long usedNanos;
    }

    /** Whether it is an order of a job's former incarnation. One of a new incarnation makes all others former ones. */
    boolean isStale(JobId job, long epoch) {
        var fence = of(job);
        if (epoch < fence.epoch) {
            return true;
        }
        fence.epoch = epoch;
        return false;
    }

    void refuse(AttemptKey key) {
        of(key.job()).refused.add(key.attempt());
    }

    boolean isRefused(AttemptKey key) {
        return of(key.job()).refused.contains(key.attempt());
    }

    /** Forgets those of jobs that have been silent for long, but for those that something is held of. */
    void forgetUnused(Predicate<JobId> isHeld) {
        long now = time.nanos();
        fences.entrySet()
                .removeIf(fence -> now - fence.getValue().usedNanos > UNUSED_NANOS && !isHeld.test(fence.getKey()));
    }

    private Fence of(JobId job) {
        var fence = fences.computeIfAbsent(job, missing -> new Fence());
        fence.usedNanos = time.nanos();
        return fence;
    }
}
