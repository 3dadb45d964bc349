package audit;

/**
 * Something in the record that does not agree.
 *
 * @param persistenceId whose journal it is about, such as {@code transfer|UUID} or {@code job|UUID|STEP|TURN}
 * @param sequence of the event that is the first to be wrong; 0 where the journal as a whole is
 * @param message one sentence for a person
 * @param expected what should be there; empty where nothing should
 * @param found what is there; empty where nothing is
 */
public record Discrepancy(String persistenceId, long sequence, String message, String expected, String found) {}
