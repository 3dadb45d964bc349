package audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads the tables of pekko-persistence-jdbc as they are, some rows at a time. */
final class DatabaseRows implements JournalRows {

    private static final int FETCH = 500;

    /** From id to id by the primary key: a plain DISTINCT would read an index entry for each event. */
    private static final String HOP =
            """
            WITH RECURSIVE hop (id) AS (
                (SELECT persistence_id FROM event_journal WHERE persistence_id %s ? ORDER BY persistence_id LIMIT 1)
                UNION ALL
                SELECT (SELECT j.persistence_id FROM event_journal j WHERE j.persistence_id > h.id
                    ORDER BY j.persistence_id LIMIT 1)
                FROM hop h WHERE starts_with(h.id, ?)
            ) SELECT id FROM hop WHERE starts_with(id, ?) LIMIT ?""";

    private final Connection connection;

    /** @param connection in one transaction that sees one moment, so that nothing seems to be missing that is being written */
    DatabaseRows(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void of(String persistenceId, Visitor visitor) throws SQLException {
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

    @Override
    public List<String> idsAfter(String prefix, String last, int most) throws SQLException {
        boolean begins = last.compareTo(prefix) < 0;
        return texts(HOP.formatted(begins ? ">=" : ">"), begins ? prefix : last, prefix, prefix, most);
    }

    @Override
    public List<String> others() throws SQLException {
        return texts(
                "SELECT id FROM (" + HOP.formatted(">=") + ") AS ids WHERE id NOT LIKE 'transfer|%'"
                        + " AND id NOT LIKE '/sharding/%' AND NOT EXISTS (SELECT 1 FROM event_journal"
                        + " WHERE persistence_id = 'transfer|' || split_part(id, '|', 2)) ORDER BY id",
                "",
                "",
                "",
                Integer.MAX_VALUE);
    }

    @Override
    public List<String> moved() throws SQLException {
        if (texts("SELECT 'there' WHERE to_regclass('moved_journal') IS NOT NULL")
                .isEmpty()) {
            return List.of(); // a database of an earlier release, which moved none
        }
        return texts("SELECT persistence_id FROM moved_journal ORDER BY persistence_id");
    }

    private List<String> texts(String sql, Object... values) throws SQLException {
        var texts = new ArrayList<String>();
        try (var statement = connection.prepareStatement(sql)) {
            for (int at = 0; at < values.length; at++) {
                statement.setObject(at + 1, values[at]);
            }
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
        }
        return texts;
    }
}
