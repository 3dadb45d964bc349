package views;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import model.TransferStatus;

/**
 * Which transfers are asked for, and in which order.
 *
 * @param status only those in one of these; all when empty
 * @param name only those whose name has this text in it, whatever its case; all when empty
 * @param text only those whose name or accession number has this text in it, whatever its case, or whose id it is; all
 *     when empty
 * @param type only those of this type; all when empty
 * @param since only those submitted then or later
 * @param until only those submitted before
 */
public record TransferQuery(
        Set<TransferStatus> status,
        String name,
        String text,
        String type,
        Optional<Instant> since,
        Optional<Instant> until,
        Sort sort,
        boolean descending,
        Paging paging) {

    /** What a list of transfers can be sorted by. Equals come in the order of their submission. */
    public enum Sort {
        SUBMITTED("t.submitted_at"),
        NAME("lower(t.name)"),
        STATUS("t.status"),
        /** When the first job was opened; those that have none come last, or first when turned around. */
        STARTED("t.started_at"),
        /** How many files are part of the package now. */
        FILES("coalesce(e.files, 0)"),
        /** The bytes that are part of the package now. */
        SIZE("coalesce(e.bytes, 0)");

        private final String column;

        Sort(String column) {
            this.column = column;
        }

        String column() {
            return column;
        }

        /** Whether it is no matter of the transfer's own row. */
        boolean isOfExtent() {
            return this == FILES || this == SIZE;
        }
    }

    /** Without {@code text}, {@code type} and {@code until}. */
    public TransferQuery(
            Set<TransferStatus> status,
            String name,
            Optional<Instant> since,
            Sort sort,
            boolean descending,
            Paging paging) {
        this(status, name, "", "", since, Optional.empty(), sort, descending, paging);
    }

    /** The same, but of those submitted between these moments. */
    public TransferQuery between(Optional<Instant> from, Optional<Instant> before) {
        return new TransferQuery(status, name, text, type, from, before, sort, descending, paging);
    }

    /** All, the youngest first. */
    public static TransferQuery all(Paging paging) {
        return new TransferQuery(Set.of(), "", Optional.empty(), Sort.SUBMITTED, true, paging);
    }
}
