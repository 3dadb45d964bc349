package audit.history;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * A moment in the history of a transfer: after the event of a number, or after the last event before the first of the
 * transfer's own, or of the job that was open then, that is later than a time. Times of several machines need not be in order,
 * numbers are.
 */
public record Moment(long number, Optional<Instant> time) {

    /** After everything. */
    public static final Moment END = new Moment(Long.MAX_VALUE, Optional.empty());

    public static Moment after(long number) {
        return new Moment(number, Optional.empty());
    }

    /** A number, or a time such as 2026-01-31T09:14:03Z; empty where it is neither. */
    public static Optional<Moment> parse(String text) {
        if (text.matches("[0-9]{1,18}")) {
            return Optional.of(after(Long.parseLong(text)));
        }
        try {
            return Optional.of(new Moment(Long.MAX_VALUE, Optional.of(Instant.parse(text))));
        } catch (DateTimeException neither) {
            return Optional.empty();
        }
    }

    boolean isBefore(Instant event) {
        return time.isPresent() && event.isAfter(time.get());
    }
}
