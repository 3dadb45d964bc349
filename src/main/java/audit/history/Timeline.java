package audit.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pipeline.job.JobEvent.AttemptLost;
import pipeline.transfer.TransferEvent;

/**
 * What of a transfer's history stands out.
 *
 * @param events how many there are
 * @param head the link of the transfer's own last event, and its sequence number
 * @param marks in their order
 */
public record Timeline(long events, Instant begin, Instant end, Head head, List<Mark> marks) {

    private static final int MARKS_MOST = 200;

    /** The last link of the transfer's own chain. */
    public record Head(String persistenceId, long sequence, String link) {}

    /** What there is to see at a moment. */
    public enum What {
        /** A worker was lost, or gave an attempt up. */
        LOST,
        /** It was taken up again after a crash, a move, or a rest while it waited. */
        TAKEN_OVER,
        /** Somebody had it tried again. */
        RETRIED,
        PAUSED,
        CANCELLED,
        FAILED,
        ENDED
    }

    /**
     * Where the timeline has a mark.
     *
     * @param number of the event in the history
     */
    public record Mark(long number, What what, Instant at) {}

    static Timeline of(Outline outline, JournalParts journal) {
        var marks = new ArrayList<Mark>();
        var head = new Head("", 0, "");
        Optional<Instant> begin = Optional.empty();
        var end = Instant.EPOCH;
        boolean atWork = false;
        for (var stretch : outline.stretches()) {
            if (stretch.own().isPresent()) {
                var own = stretch.own().get();
                end = EventTime.of(own).orElse(end);
                begin = begin.or(() -> EventTime.of(own));
                head = new Head(stretch.persistenceId(), stretch.sequence(), stretch.link());
                var at = end;
                what(own, atWork).ifPresent(what -> marks.add(new Mark(stretch.number(), what, at)));
                atWork = isAtWork(own, atWork);
            } else if (marks.size() < MARKS_MOST) {
                ofJob(stretch, journal, marks);
            }
        }
        return new Timeline(outline.events(), begin.orElse(end), end, head, List.copyOf(marks));
    }

    private static void ofJob(Stretch stretch, JournalParts journal, List<Mark> marks) {
        long from = stretch.sequence();
        for (var row : journal.interruptions(stretch.persistenceId(), from, stretch.sequenceOf(stretch.last()))) {
            var event = row.event().event();
            boolean lost = event instanceof AttemptLost;
            if (lost || row.sequence() > 1) { // a job is taken up once by its first process
                marks.add(new Mark(
                        stretch.number() + row.sequence() - from,
                        lost ? What.LOST : What.TAKEN_OVER,
                        EventTime.of(event).orElseThrow()));
            }
        }
    }

    private static boolean isAtWork(TransferEvent own, boolean before) {
        return own instanceof TransferEvent.JobOpened || (before && !(own instanceof TransferEvent.JobClosed));
    }

    private static Optional<What> what(TransferEvent own, boolean atWork) {
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
}
