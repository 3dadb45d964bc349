package audit.history;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import model.TaskOutcome;
import pipeline.job.JobEvent;
import pipeline.transfer.TransferEvent;

/** When an event happened, by whoever wrote it. */
final class EventTime {

    private EventTime() {}

    /** Empty for a piece of a plan, which has the time of the plan that follows. */
    static Optional<Instant> of(Object event) {
        if (event instanceof JobEvent job) {
            return of(job);
        }
        return Optional.of(((TransferEvent) event).at());
    }

    private static Optional<Instant> of(JobEvent event) {
        if (event instanceof JobEvent.Attached attached) {
            return Optional.of(attached.at());
        }
        if (event instanceof JobEvent.Planned planned) {
            return Optional.of(planned.at());
        }
        if (event instanceof JobEvent.HandedOut handOut) {
            return Optional.of(handOut.at());
        }
        if (event instanceof JobEvent.AttemptLost lost) {
            return Optional.of(lost.at());
        }
        if (event instanceof JobEvent.Closed closed) {
            return Optional.of(closed.at());
        }
        if (event instanceof JobEvent.TasksEnded ended) {
            return ended.outcomes().stream().map(TaskOutcome::endedAt).max(Comparator.naturalOrder());
        }
        return Optional.empty();
    }
}
