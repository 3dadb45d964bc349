package audit;

import java.time.DateTimeException;
import java.time.Instant;

/**
 * What a PREMIS event says as far as it follows from the journal.
 *
 * @param at as the document has it
 * @param persistenceId whose event it follows from; empty where a document says it
 * @param sequence of that event
 */
record PremisFact(
        String identifier, String type, String at, String outcome, String note, String persistenceId, long sequence) {

    /** Whether both say the same of the same thing. */
    boolean says(PremisFact other) {
        return type.equals(other.type)
                && outcome.equals(other.outcome)
                && note.equals(other.note)
                && (at.equals(other.at) || instant().equals(other.instant()));
    }

    private Instant instant() {
        try {
            return Instant.parse(at);
        } catch (DateTimeException noTime) {
            return Instant.MIN;
        }
    }

    String text() {
        return type + " at " + at + (outcome.isEmpty() ? "" : ", " + outcome) + (note.isEmpty() ? "" : ": " + note);
    }
}
