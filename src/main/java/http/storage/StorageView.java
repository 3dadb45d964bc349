package http.storage;

import java.util.List;
import java.util.Optional;

/**
 * The database and the disks at a moment, as this node sees them, as the API gives it.
 *
 * @param database empty when it does not answer
 * @param checks what must be well for the node to be ready
 */
public record StorageView(Optional<Database> database, List<Disk> disks, List<Check> checks) {

    /**
     * The database.
     *
     * @param version of the server
     * @param bytes that it takes on disk
     * @param milliseconds that it took to answer
     */
    public record Database(String version, long bytes, int connections, int connectionsMax, long milliseconds) {}

    /**
     * A directory that the node needs, and the disk that it lies on.
     *
     * @param what it is for
     * @param complaint why nothing is known of it
     */
    public record Disk(String what, String path, long freeBytes, long totalBytes, Optional<String> complaint) {

        /** How much of it is in use, in whole percent. */
        public int percent() {
            return totalBytes == 0 ? 0 : (int) Math.round(100.0 * (totalBytes - freeBytes) / totalBytes);
        }

        /** Whether somebody should make room. */
        public boolean scarce() {
            return complaint.isPresent() || freeBytes * 10 < totalBytes;
        }
    }

    /** One thing that must be well; the complaint says what is not. */
    public record Check(String name, Optional<String> complaint) {}
}
