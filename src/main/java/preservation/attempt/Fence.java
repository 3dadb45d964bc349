package preservation.attempt;

import java.util.HashSet;
import java.util.Set;

/** The highest epoch of a job, and the attempts of it that must never be begun here (again). */
final class Fence {

    private final Set<Long> refused = new HashSet<>();
    long epoch;
    long usedNanos;

    void refuse(long attempt) {
        refused.add(attempt);
    }

    boolean isRefused(long attempt) {
        return refused.contains(attempt);
    }
}
