package audit.history;

import java.time.Instant;
import java.util.Optional;
import pipeline.job.JobEvent;
import pipeline.job.JobState;
import pipeline.job.RunningJob;
import workflow.ActionStep;

/**
 * A job after one of its events.
 *
 * @param timed the number of the latest event that says when it happened
 * @param time when that was
 * @param latest the latest of all times so far
 */
record JobPoint(long sequence, JobState state, long timed, Optional<Instant> time, Instant latest) {

    private static final int BYTES = 2000;

    static final JobPoint BEGIN = new JobPoint(0, JobState.initial(), 0, Optional.empty(), Instant.MIN);

    JobPoint after(JournalRow row, ActionStep step) {
        var event = (JobEvent) row.event().event();
        var when = EventTime.of(event);
        return new JobPoint(
                row.sequence(),
                state.apply(event, step),
                when.isPresent() ? row.sequence() : timed,
                when.or(() -> time),
                when.filter(latest::isBefore).orElse(latest));
    }

    /** About as much memory as it takes: some bits for each task. */
    long weight() {
        return state instanceof RunningJob running ? BYTES + running.ledger().tasks() / 2L : BYTES;
    }
}
