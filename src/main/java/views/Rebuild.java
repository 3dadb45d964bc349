package views;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import model.TransferId;
import pipeline.journal.ChainedEvent;

/** Drops what the views hold of one transfer and makes it anew, within one transaction. The feed stays as it is. */
final class Rebuild {

    private static final List<String> DROPS = List.of(
            "DELETE FROM views.finding WHERE transfer = ?",
            "DELETE FROM views.entry WHERE transfer = ?",
            "DELETE FROM views.extent WHERE transfer = ?",
            "DELETE FROM views.follow_up WHERE transfer = ?",
            "DELETE FROM views.choice WHERE transfer = ?",
            "DELETE FROM views.pace WHERE job IN (SELECT id FROM views.job WHERE transfer = ?)",
            "DELETE FROM views.task_outcome WHERE job IN (SELECT id FROM views.job WHERE transfer = ?)",
            "DELETE FROM views.hand_out WHERE job IN (SELECT id FROM views.job WHERE transfer = ?)",
            "DELETE FROM views.plan_chunk WHERE job IN (SELECT id FROM views.job WHERE transfer = ?)",
            "DELETE FROM views.job WHERE transfer = ?",
            "DELETE FROM views.transfer WHERE id = ?");

    /** Events of one file at once; each may hold many outcomes. */
    private static final int GROUP = 50;

    private final Connection connection;
    private final UUID transfer;
    private final BlobSource blobs;
    private final MovedJournals moved;

    private record Journal(String persistenceId, long sequence) {}

    Rebuild(Connection connection, TransferId transfer, BlobSource blobs, MovedJournals moved) {
        this.connection = connection;
        this.transfer = transfer.value();
        this.blobs = blobs;
        this.moved = moved;
    }

    void run() throws SQLException, IOException {
        RebuildLock.take(connection, new TransferId(transfer));
        var journals = Sql.of("SELECT persistence_id, sequence FROM views.projected WHERE transfer = ?", transfer)
                .list(connection, row -> new Journal(row.getString(1), row.getLong(2)));
        for (var drop : DROPS) {
            Sql.of(drop, transfer).update(connection);
        }
        var own = own();
        for (var journal : journals) {
            if (journal.persistenceId().equals(own)) {
                replay(journal);
            }
        }
        for (var journal : inTheirOrder(journals)) {
            if (!journal.persistenceId().equals(own)) {
                replay(journal);
            }
        }
    }

    /** The order in which jobs ran is known once the transfer's own stream has been read. */
    private List<Journal> inTheirOrder(List<Journal> journals) throws SQLException {
        var positions = Sql.of(
                        "SELECT step, turn FROM views.job WHERE transfer = ? AND position IS NOT NULL ORDER BY position",
                        transfer)
                .list(connection, row -> "job|" + transfer + "|" + row.getString("step") + "|" + row.getInt("turn"));
        return journals.stream()
                .sorted(Comparator.comparingInt(journal -> {
                    int position = positions.indexOf(journal.persistenceId());
                    return position < 0 ? Integer.MAX_VALUE : position;
                }))
                .toList();
    }

    private void replay(Journal journal) throws SQLException, IOException {
        if (isMoved()) {
            replayMoved(journal);
            return;
        }
        long at = 0;
        while (at < journal.sequence()) {
            var chunk = ReadJournal.after(connection, journal.persistenceId(), at, journal.sequence());
            if (chunk.gap() != 0 || chunk.events().isEmpty()) {
                throw new JournalGap(
                        journal.persistenceId(), at + chunk.events().size() + 1, chunk.gap());
            }
            apply(journal, chunk.events());
            at += chunk.events().size();
        }
    }

    private boolean isMoved() throws SQLException {
        return moved.holds(new TransferId(transfer))
                && ReadJournal.after(connection, own(), 0, 1).events().isEmpty();
    }

    private void replayMoved(Journal journal) throws SQLException, IOException {
        long at = 0;
        var group = new ArrayList<ChainedEvent>();
        try (var events = moved.open(journal.persistenceId())) {
            for (var each = events.iterator(); each.hasNext() && at < journal.sequence(); ) {
                var event = each.next();
                if (event.sequence() != ++at) {
                    throw new JournalGap(journal.persistenceId(), at, event.sequence());
                }
                group.add(event);
                if (group.size() == GROUP || at == journal.sequence()) {
                    apply(journal, group);
                    group.clear();
                }
            }
        }
        if (at < journal.sequence()) {
            throw new JournalGap(journal.persistenceId(), at + 1, 0);
        }
    }

    private void apply(Journal journal, List<ChainedEvent> events) throws SQLException, IOException {
        new ApplyEvents(connection, blobs)
                .of(ProjectedId.of(journal.persistenceId()), events, Announcements.none(transfer), Optional.empty());
    }

    private String own() {
        return "transfer|" + transfer;
    }
}
