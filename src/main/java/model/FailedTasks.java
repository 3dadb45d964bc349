package model;

import java.util.Optional;

/**
 * Which of a transfer's failed tasks are meant.
 *
 * @param job the job in which they failed last; empty for all that are failed now
 * @param tasks their places in that job's plan; none for all of the job
 */
public record FailedTasks(Optional<JobId> job, Ordinals tasks) {

    /** Whatever is failed now. */
    public static final FailedTasks ALL = new FailedTasks(Optional.empty(), Ordinals.NONE);
}
