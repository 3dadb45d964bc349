package app;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import model.JobId;
import model.TransferId;
import pipeline.journal.ChainedEvent;
import pipeline.transfer.TransferEvent.JobClosed;
import pipeline.transfer.TransferEvent.JobOpened;

/**
 * What a database owner can do who knows the product: another event, and all links that follow from it made anew, also those
 * of the jobs, so that the journal agrees with itself.
 */
final class Rewriting {

    private final TransferId transfer;
    private final UnaryOperator<Object> change;
    private final Map<String, String> links = new HashMap<>();
    private final Map<String, String> starts = new HashMap<>();

    private record Row(String id, ChainedEvent event) {}

    private Rewriting(TransferId transfer, UnaryOperator<Object> change) {
        this.transfer = transfer;
        this.change = change;
    }

    static void of(Connection connection, TransferId transfer, UnaryOperator<Object> change) throws SQLException {
        var rewriting = new Rewriting(transfer, change);
        for (var row : rows(connection, transfer)) {
            rewriting.write(connection, row);
        }
    }

    private static List<Row> rows(Connection connection, TransferId transfer) throws SQLException {
        var all = new ArrayList<Row>();
        try (var query = connection.prepareStatement(
                "SELECT persistence_id, event_ser_manifest, event_payload FROM event_journal"
                        + " WHERE persistence_id LIKE ? ORDER BY ordering")) {
            query.setString(1, "%|" + transfer + "%");
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    all.add(new Row(rows.getString(1), ChainedEvent.read(rows.getString(2), rows.getBytes(3))));
                }
            }
        }
        return all;
    }

    private void write(Connection connection, Row row) throws SQLException {
        var event = change.apply(row.event().event());
        if (event instanceof JobClosed closed) {
            event = withHead(closed);
        }
        var before = links.getOrDefault(row.id(), starts.getOrDefault(row.id(), ChainedEvent.GENESIS));
        var sealed = ChainedEvent.seal(row.event().sequence(), before, event);
        links.put(row.id(), sealed.link());
        if (event instanceof JobOpened opened) {
            starts.put(new JobId(transfer, opened.step(), opened.turn()).persistenceId(), sealed.link());
        }
        try (var update =
                connection.prepareStatement("UPDATE event_journal SET event_payload = ?, event_ser_manifest = ?"
                        + " WHERE persistence_id = ? AND sequence_number = ?")) {
            update.setBytes(1, sealed.toBytes());
            update.setString(2, sealed.name());
            update.setString(3, row.id());
            update.setLong(4, row.event().sequence());
            update.executeUpdate();
        }
    }

    private JobClosed withHead(JobClosed closed) {
        return new JobClosed(
                closed.step(),
                closed.turn(),
                closed.outcome(),
                closed.counts(),
                closed.failure(),
                closed.products(),
                closed.findings(),
                closed.sequence(),
                links.get(new JobId(transfer, closed.step(), closed.turn()).persistenceId()),
                closed.at(),
                closed.failedTasks());
    }
}
