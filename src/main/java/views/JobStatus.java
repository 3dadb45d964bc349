package views;

import java.util.Locale;
import java.util.Optional;

/** Where a job stands, as people see it. */
public enum JobStatus {
    /** Opened; its tasks are not known yet. */
    WAITING,
    PROCESSING,
    COMPLETED,
    /** Some tasks failed, and the transfer went on all the same. */
    COMPLETED_WITH_FAILURES,
    FAILED,
    CANCELLED;

    /** Lower case with hyphens, as the API and the command line write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static JobStatus of(Optional<String> outcome, boolean planned) {
        return outcome.map(JobStatus::valueOf).orElse(planned ? PROCESSING : WAITING);
    }
}
