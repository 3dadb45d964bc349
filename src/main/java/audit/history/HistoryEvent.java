package audit.history;

import java.time.Instant;
import java.util.Optional;

/**
 * One event in the history of a transfer.
 *
 * @param number its place in this history, from 1: the transfer's own events and those of its jobs in the order in which they
 *     were written
 * @param sequence its number in its own journal
 * @param kind the stable name of its kind, such as {@code job.handed-out}
 * @param by who asked for it, where somebody did
 * @param text a sentence that a person reads
 */
public record HistoryEvent(
        long number, Instant at, String persistenceId, long sequence, String kind, Optional<String> by, String text) {}
