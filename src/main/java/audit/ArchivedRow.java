package audit;

import java.util.Base64;
import java.util.Optional;

/**
 * A row of the journal as it lies in a file, a line of JSON.
 *
 * @param ordering of all rows of the database, which tells the history of a transfer and its jobs
 * @param name of the event's kind
 * @param payload previous link, number and event, exactly as they were stored, in Base64
 * @param serializer which program wrote them
 * @param writer which incarnation of an actor
 * @param written when, in milliseconds of the epoch
 * @param adapter what the event went through before it was stored: an empty text where an actor wrote it
 */
record ArchivedRow(
        long sequence,
        long ordering,
        String name,
        String payload,
        int serializer,
        String writer,
        Optional<Long> written,
        Optional<String> adapter) {

    static String text(byte[] stored) {
        return Base64.getEncoder().encodeToString(stored);
    }

    /** What was stored; fails with {@link IllegalArgumentException} where the file holds something else. */
    byte[] stored() {
        return Base64.getDecoder().decode(payload);
    }
}
