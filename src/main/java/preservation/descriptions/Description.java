package preservation.descriptions;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One row of descriptive metadata as it was submitted.
 *
 * @param list the file it stands in, as received, such as {@code metadata/metadata.csv}
 * @param line where the row begins, counted from 1
 * @param filename what it says it describes, word for word
 * @param entry the register entry of that name; empty when the transfer has none, which was reported
 * @param values column and value in the order given; no value is empty, and a column may come again
 */
public record Description(String list, long line, String filename, Optional<UUID> entry, List<Value> values) {

    /** A column's name, such as {@code dc.title} or {@code shelfmark}, and what the row has in it. */
    public record Value(String name, String value) {}

    /** The row, now that it is known what it describes. */
    public Description about(Optional<UUID> found) {
        return new Description(list, line, filename, found, values);
    }
}
