package audit.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What of a transfer's history stands out.
 *
 * @param events how many there are
 * @param head the link of the transfer's own last event, and its sequence number
 * @param marks in their order
 */
public record Timeline(long events, Instant begin, Instant end, Head head, List<Mark> marks) {

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
        var marks = new Marks(journal);
        var head = new Head("", 0, "");
        Optional<Instant> begin = Optional.empty();
        var end = Instant.EPOCH;
        for (var stretch : outline.stretches()) {
            if (stretch.own().isPresent()) {
                var own = stretch.own().get();
                end = EventTime.of(own).orElse(end);
                begin = begin.or(() -> EventTime.of(own));
                head = new Head(stretch.persistenceId(), stretch.sequence(), stretch.link());
                marks.own(stretch.number(), own, end);
            } else {
                marks.job(stretch);
            }
        }
        return new Timeline(outline.events(), begin.orElse(end), end, head, marks.all());
    }
}
