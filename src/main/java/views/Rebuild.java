package views;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import model.TransferId;

/** Drops what the views hold of one transfer and makes it anew, within one transaction. The feed stays as it is. */
final class Rebuild {

    private static final List<String> DROPS = List.of(
            "DELETE FROM views.finding WHERE transfer = ?",
            "DELETE FROM views.entry WHERE transfer = ?",
            "DELETE FROM views.extent WHERE transfer = ?",
            "DELETE FROM views.follow_up WHERE transfer = ?",
            "DELETE FROM views.choice WHERE transfer = ?",
            "DELETE FROM views.task_outcome WHERE job IN (SELECT id FROM views.job WHERE transfer = ?)",
            "DELETE FROM views.hand_out WHERE job IN (SELECT id FROM views.job WHERE transfer = ?)",
            "DELETE FROM views.plan_chunk WHERE job IN (SELECT id FROM views.job WHERE transfer = ?)",
            "DELETE FROM views.job WHERE transfer = ?",
            "DELETE FROM views.transfer WHERE id = ?");

    private final Connection connection;
    private final UUID transfer;
    private final BlobSource blobs;

    private record Stream(String persistenceId, long sequence) {}

    Rebuild(Connection connection, TransferId transfer, BlobSource blobs) {
        this.connection = connection;
        this.transfer = transfer.value();
        this.blobs = blobs;
    }

    void run() throws SQLException, IOException {
        for (var stream : lockAll()) {
            replay(stream);
        }
    }

    /** The streams in the order in which their jobs ran, the transfer's own first. */
    private List<Stream> lockAll() throws SQLException {
        var streams = Sql.of(
                        """
                        SELECT persistence_id, sequence FROM views.projected WHERE transfer = ?
                        ORDER BY persistence_id FOR UPDATE""",
                        transfer)
                .list(connection, row -> new Stream(row.getString(1), row.getLong(2)));
        var positions = Sql.of("SELECT step, turn FROM views.job WHERE transfer = ? ORDER BY position", transfer)
                .list(connection, row -> "job|" + transfer + "|" + row.getString("step") + "|" + row.getInt("turn"));
        for (var drop : DROPS) {
            Sql.of(drop, transfer).update(connection);
        }
        return streams.stream()
                .sorted((one, other) -> Integer.compare(
                        positions.indexOf(one.persistenceId()), positions.indexOf(other.persistenceId())))
                .toList();
    }

    private void replay(Stream stream) throws SQLException, IOException {
        var id = ProjectedId.of(stream.persistenceId());
        var apply = new ApplyEvents(connection, blobs);
        long at = 0;
        while (at < stream.sequence()) {
            var chunk = ReadJournal.after(connection, id.text(), at, stream.sequence());
            if (chunk.gap() != 0 || chunk.events().isEmpty()) {
                throw new JournalGap(id.text(), at + chunk.events().size() + 1, chunk.gap());
            }
            apply.of(id, chunk.events(), Announcements.none(transfer), Optional.empty());
            at += chunk.events().size();
        }
    }
}
