package views;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Rows for the feed. They are written last in a transaction, under the lock that gives their ids the order of commits. */
final class Announcements {

    private static final long LOCK = 0x6D75_6E69_6D65_6E74L; // "muniment"; any number of our own

    private final boolean silent;
    private final UUID transfer;
    private final List<Row> rows = new ArrayList<>();

    private record Row(FeedKind kind, String step, Integer turn, Instant at, Map<String, ?> detail) {}

    private Announcements(UUID transfer, boolean silent) {
        this.transfer = transfer;
        this.silent = silent;
    }

    static Announcements of(UUID transfer) {
        return new Announcements(transfer, false);
    }

    /** For a rebuild, which is no news. */
    static Announcements none(UUID transfer) {
        return new Announcements(transfer, true);
    }

    void ofTransfer(FeedKind kind, Instant at, Map<String, ?> detail) {
        rows.add(new Row(kind, null, null, at, detail));
    }

    void ofChoice(FeedKind kind, String step, Instant at, Map<String, ?> detail) {
        rows.add(new Row(kind, step, null, at, detail));
    }

    void ofJob(FeedKind kind, String step, int turn, Instant at, Map<String, ?> detail) {
        rows.add(new Row(kind, step, turn, at, detail));
    }

    /** Nothing that waits for another lock may follow in this transaction. */
    void write(Connection connection) throws SQLException {
        if (silent || rows.isEmpty()) {
            return;
        }
        try (var lock = connection.prepareStatement("SELECT pg_advisory_xact_lock(?)")) {
            lock.setLong(1, LOCK);
            lock.execute();
        }
        try (var insert = connection.prepareStatement(
                """
                INSERT INTO views.feed (id, transfer, kind, step, turn, at, detail)
                VALUES (nextval('views.feed_id'), ?, ?, ?, ?, ?, ?)""")) {
            for (var row : rows) {
                insert.setObject(1, transfer);
                insert.setString(2, row.kind().name());
                insert.setString(3, row.step());
                insert.setObject(4, row.turn(), java.sql.Types.INTEGER);
                insert.setObject(5, Stored.time(row.at()));
                insert.setString(6, Stored.text(Stored.json(row.detail())));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
