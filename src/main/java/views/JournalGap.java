package views;

/** A persistence id of the journal lacks a sequence number, so nothing after it may be applied. */
public final class JournalGap extends IllegalStateException {

    private static final long serialVersionUID = 1;

    JournalGap(String persistenceId, long expected, long found) {
        super("The journal of " + persistenceId + " lacks event " + expected + ": the next one there is " + found
                + ". Its views stand still at " + (expected - 1) + "; restore the journal from a backup.");
    }
}
