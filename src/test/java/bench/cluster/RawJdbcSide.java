package bench.cluster;

import database.Database;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The ceiling: the rows that the product wrote for a job, once more, in the same transactions, on one connection. */
final class RawJdbcSide {

    private record Row(long sequence, String manifest, ByteBuffer payload) {}

    private final Database database;

    RawJdbcSide(Database database) {
        this.database = database;
    }

    /** How long it took to write everything from the first hand-out to the job's end. */
    double run(String persistenceId) throws SQLException {
        try (var connection = database.connect()) {
            var transactions = transactions(connection, persistenceId);
            connection.setAutoCommit(false);
            long began = System.nanoTime();
            for (var transaction : transactions) {
                write(connection, "again|" + persistenceId, transaction);
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            try (var remove = connection.prepareStatement("DELETE FROM event_journal WHERE persistence_id = ?")) {
                remove.setString(1, "again|" + persistenceId);
                remove.executeUpdate();
            }
            connection.commit();
            return seconds;
        }
    }

    private static void write(Connection connection, String persistenceId, List<Row> rows) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT INTO event_journal (persistence_id, sequence_number,"
                + " deleted, writer, write_timestamp, adapter_manifest, event_ser_id, event_ser_manifest, event_payload)"
                + " VALUES (?, ?, false, 'raw', 0, '', 770001, ?, ?)")) {
            for (var row : rows) {
                insert.setString(1, persistenceId);
                insert.setLong(2, row.sequence());
                insert.setString(3, row.manifest());
                insert.setBytes(4, row.payload().array());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        connection.commit();
    }

    /** Rows of one transaction bear its number. */
    private static List<List<Row>> transactions(Connection connection, String persistenceId) throws SQLException {
        var transactions = new ArrayList<List<Row>>();
        try (var query = connection.prepareStatement("SELECT sequence_number, event_ser_manifest, event_payload,"
                + " xmin::text FROM event_journal WHERE persistence_id = ? AND event_ser_manifest IN"
                + " ('job.handed-out', 'job.tasks-ended', 'job.closed') ORDER BY sequence_number")) {
            query.setString(1, persistenceId);
            var rows = query.executeQuery();
            var last = "";
            while (rows.next()) {
                if (!rows.getString(4).equals(last)) {
                    transactions.add(new ArrayList<>());
                    last = rows.getString(4);
                }
                transactions
                        .get(transactions.size() - 1)
                        .add(new Row(rows.getLong(1), rows.getString(2), ByteBuffer.wrap(rows.getBytes(3))));
            }
        }
        return transactions;
    }
}
