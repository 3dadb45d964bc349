package audit.history;

import java.util.Optional;
import pipeline.transfer.TransferEvent;

/**
 * A run of events that follow each other in the history of a transfer and in one journal: one event of the transfer's own, or
 * some of a job.
 *
 * @param number of the first of them in the history
 * @param sequence of the first of them in their journal
 * @param own the event itself where it is the transfer's
 * @param link the own event's
 */
record Stretch(long number, String persistenceId, long sequence, long count, Optional<TransferEvent> own, String link) {

    /** The number in the history of the last of them. */
    long last() {
        return number + count - 1;
    }

    /** The sequence number of an event of which the number in the history is known. */
    long sequenceOf(long numberInHistory) {
        return sequence + numberInHistory - number;
    }
}
