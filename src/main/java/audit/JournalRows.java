package audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads the tables of pekko-persistence-jdbc as they are, some rows at a time. */
final class JournalRows {

    private static final int FETCH = 500;

    /** Whoever looks at the rows of one journal, in their order. */
    interface Visitor {
        void row(long sequence, String name, byte[] stored) throws SQLException;
    }

    private final Connection connection;

    /** @param connection in one transaction that sees one moment, so that nothing seems to be missing that is being written */
    JournalRows(Connection connection) {
        this.connection = connection;
    }

    /** Also those that are marked as deleted: the product marks none. */
    void of(String persistenceId, Visitor visitor) throws SQLException {
        try (var statement = connection.prepareStatement(
                """
                SELECT sequence_number, event_ser_manifest, event_payload FROM event_journal
                WHERE persistence_id = ? ORDER BY sequence_number""")) {
            statement.setFetchSize(FETCH);
            statement.setString(1, persistenceId);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    visitor.row(rows.getLong(1), rows.getString(2), rows.getBytes(3));
                }
            }
        }
    }

    /** Some persistence ids that begin so, in their order, after the one that is given. */
    List<String> idsAfter(String prefix, String last, int most) throws SQLException {
        var ids = new ArrayList<String>();
        try (var statement = connection.prepareStatement(
                """
                SELECT DISTINCT persistence_id FROM event_journal
                WHERE persistence_id LIKE ? AND persistence_id > ? ORDER BY persistence_id LIMIT ?""")) {
            statement.setString(1, prefix.replace("_", "\\_") + "%");
            statement.setString(2, last);
            statement.setInt(3, most);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
        }
        return ids;
    }

    /**
     * The journals of jobs whose transfer has none, and those that are neither a transfer's nor a job's. Where Pekko keeps its
     * shards is no part of the record.
     */
    List<String> others() throws SQLException {
        var ids = new ArrayList<String>();
        try (var statement = connection.prepareStatement(
                        """
                SELECT id FROM (SELECT DISTINCT persistence_id AS id FROM event_journal
                    WHERE persistence_id NOT LIKE 'transfer|%' AND persistence_id NOT LIKE '/sharding/%') AS ids
                WHERE NOT EXISTS (SELECT 1 FROM event_journal
                    WHERE persistence_id = 'transfer|' || split_part(id, '|', 2))
                ORDER BY id""");
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        }
        return ids;
    }
}
