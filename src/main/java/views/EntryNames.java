package views;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import model.FilePath;
import model.TransferId;

/** What people call entries of the file register: their paths as they were received, for display. */
public final class EntryNames {

    private final DataSource source;

    public EntryNames(DataSource source) {
        this.source = source;
    }

    /**
     * The names of those that the transfer has.
     *
     * @throws ViewsUnavailable if the database fails
     */
    public Map<UUID, String> of(TransferId transfer, Collection<UUID> entries) {
        var names = new HashMap<UUID, String>();
        Transact.reading(source, connection -> Sql.of(
                        "SELECT id, original_path FROM views.entry WHERE transfer = ? AND id = ANY (?)",
                        transfer.value(),
                        entries)
                .list(
                        connection,
                        row -> names.put(
                                Stored.uuid(row, "id"), new FilePath(row.getString("original_path")).display())));
        return names;
    }
}
