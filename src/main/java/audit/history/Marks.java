package audit.history;

import audit.history.Timeline.Mark;
import audit.history.Timeline.What;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pipeline.job.JobEvent.AttemptLost;
import pipeline.transfer.TransferEvent;

/** Gathers what of a history stands out, in its order. */
final class Marks {

    private static final int MOST = 200;

    private final JournalParts journal;
    private final List<Mark> all = new ArrayList<>();
    private boolean atWork;
    /** The job of a transfer that was taken up again is so too: that is one thing, and has one mark. */
    private boolean jobFollows;

    Marks(JournalParts journal) {
        this.journal = journal;
    }

    List<Mark> all() {
        return List.copyOf(all);
    }

    /** One of the transfer's own events. */
    void own(long number, TransferEvent own, Instant at) {
        what(own).ifPresent(what -> all.add(new Mark(number, what, at)));
        jobFollows = atWork && (jobFollows || own instanceof TransferEvent.Attached);
        atWork = own instanceof TransferEvent.JobOpened || (atWork && !(own instanceof TransferEvent.JobClosed));
    }

    private Optional<What> what(TransferEvent own) {
        if (own instanceof TransferEvent.Attached && atWork) { // without a job it only rested
            return Optional.of(What.TAKEN_OVER);
        }
        if (own instanceof TransferEvent.JobOpened opened && opened.retry().isPresent()) {
            return Optional.of(What.RETRIED);
        }
        if (own instanceof TransferEvent.Paused) {
            return Optional.of(What.PAUSED);
        }
        if (own instanceof TransferEvent.CancelRequested) {
            return Optional.of(What.CANCELLED);
        }
        if (own instanceof TransferEvent.Ended ended) {
            return Optional.of(ended.failure().isPresent() ? What.FAILED : What.ENDED);
        }
        return Optional.empty();
    }

    /** Some of a job's. */
    void job(Stretch stretch) {
        if (all.size() >= MOST) {
            return;
        }
        long from = stretch.sequence();
        for (var row : journal.interruptions(stretch.persistenceId(), from, stretch.sequenceOf(stretch.last()))) {
            var event = row.event().event();
            boolean lost = event instanceof AttemptLost;
            if (lost || isOfItsOwn(row.sequence())) {
                all.add(new Mark(
                        stretch.number() + row.sequence() - from,
                        lost ? What.LOST : What.TAKEN_OVER,
                        EventTime.of(event).orElseThrow()));
            }
            jobFollows &= lost;
        }
    }

    /** A job is taken up once by its first process, and once whenever its transfer is. */
    private boolean isOfItsOwn(long sequence) {
        return sequence > 1 && !jobFollows;
    }
}
