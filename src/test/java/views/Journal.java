package views;

import database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pipeline.journal.ChainedEvent;

/** Writes events into the journal as the actors would, chained and numbered, without an actor. */
final class Journal {

    private static final String INSERT =
            """
            INSERT INTO event_journal (persistence_id, sequence_number, writer, event_ser_id, event_ser_manifest,
                event_payload) VALUES (?, ?, 'test', 1, ?, ?)""";

    private final Database database;
    private final Map<String, ChainedEvent> heads = new HashMap<>();

    Journal(Database database) {
        this.database = database;
    }

    /** Appends the events and answers the last sequence number. */
    long append(String persistenceId, List<?> events) throws SQLException {
        try (var connection = database.connect()) {
            connection.setAutoCommit(false);
            try (var insert = connection.prepareStatement(INSERT)) {
                for (var event : events) {
                    add(insert, persistenceId, seal(persistenceId, event));
                }
                insert.executeBatch();
            }
            connection.commit();
        }
        return heads.get(persistenceId).sequence();
    }

    long append(String persistenceId, Object... events) throws SQLException {
        return append(persistenceId, List.of(events));
    }

    /** Takes one event out, as nobody should. */
    void remove(String persistenceId, long sequence) throws SQLException {
        execute("DELETE FROM event_journal WHERE persistence_id = '" + persistenceId + "' AND sequence_number = "
                + sequence);
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private ChainedEvent seal(String persistenceId, Object event) {
        var head = heads.get(persistenceId);
        var next = head == null
                ? ChainedEvent.seal(1, ChainedEvent.GENESIS, event)
                : ChainedEvent.seal(head.sequence() + 1, head.link(), event);
        heads.put(persistenceId, next);
        return next;
    }

    private static void add(PreparedStatement insert, String persistenceId, ChainedEvent event) throws SQLException {
        insert.setString(1, persistenceId);
        insert.setLong(2, event.sequence());
        insert.setString(3, event.name());
        insert.setBytes(4, event.toBytes());
        insert.addBatch();
    }
}
