package audit;

import java.util.List;

/**
 * What a verification came to.
 *
 * @param journals how many were followed from their beginning to their end
 * @param bytes of their events, as stored
 * @param blobs how many pieces of stored output were compared with their digests
 * @param anchors how many heads from outside were looked for
 * @param aips how many AIPs were compared with the journal
 * @param premisEvents how many PREMIS events their METS documents hold
 * @param found how many things do not agree
 * @param discrepancies the first of them
 */
public record Report(
        long transfers,
        long journals,
        long events,
        long bytes,
        long blobs,
        long anchors,
        long aips,
        long premisEvents,
        long found,
        List<Discrepancy> discrepancies) {

    /** Whether everything agrees. */
    public boolean isClean() {
        return found == 0;
    }
}
