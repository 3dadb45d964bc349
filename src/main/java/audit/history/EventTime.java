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
        return Optional.of(of((TransferEvent) event));
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

    private static Instant of(TransferEvent event) {
        if (event instanceof TransferEvent.Submitted submitted) {
            return submitted.submission().submittedAt();
        }
        if (event instanceof TransferEvent.Attached attached) {
            return attached.at();
        }
        if (event instanceof TransferEvent.ChoiceAwaited awaited) {
            return awaited.at();
        }
        if (event instanceof TransferEvent.ChoiceMade made) {
            return made.at();
        }
        if (event instanceof TransferEvent.JobOpened opened) {
            return opened.at();
        }
        if (event instanceof TransferEvent.JobClosed closed) {
            return closed.at();
        }
        if (event instanceof TransferEvent.Queued queued) {
            return queued.at();
        }
        if (event instanceof TransferEvent.Admitted admitted) {
            return admitted.at();
        }
        return ofOrder(event);
    }

    private static Instant ofOrder(TransferEvent event) {
        if (event instanceof TransferEvent.CancelRequested request) {
            return request.at();
        }
        if (event instanceof TransferEvent.Paused paused) {
            return paused.at();
        }
        if (event instanceof TransferEvent.Resumed resumed) {
            return resumed.at();
        }
        if (event instanceof TransferEvent.PriorityChanged changed) {
            return changed.at();
        }
        if (event instanceof TransferEvent.TasksSkipped skipped) {
            return skipped.at();
        }
        return event instanceof TransferEvent.Ended ended ? ended.at() : ((TransferEvent.Tidied) event).at();
    }
}
