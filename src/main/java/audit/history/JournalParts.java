package audit.history;

import audit.AuditUnavailable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.sql.DataSource;
import pipeline.journal.ChainedEvent;

/**
 * Reads parts of journals, each by its persistence id and sequence numbers, which the primary key finds. A part is one short
 * transaction: whoever takes the rows on to somebody slow holds no connection meanwhile.
 *
 * <p>All methods throw {@link AuditUnavailable} when the database fails.
 */
final class JournalParts {

    private static final int FETCH = 100;
    private static final int INTERRUPTIONS_MOST = 100;
    private static final String ROWS =
            """
            SELECT persistence_id, sequence_number, ordering, event_ser_manifest, event_payload FROM event_journal
            WHERE persistence_id = ? AND sequence_number BETWEEN ? AND ?""";

    private final DataSource source;

    JournalParts(DataSource source) {
        this.source = source;
    }

    /** All events of a journal, which are few. */
    List<JournalRow> all(String persistenceId) {
        var rows = new ArrayList<JournalRow>();
        each(persistenceId, 1, Long.MAX_VALUE, rows::add);
        return rows;
    }

    /** Gives the events in their order, until the visitor answers false. */
    void each(String persistenceId, long from, long to, Predicate<JournalRow> visitor) {
        each(ROWS + " ORDER BY sequence_number", visitor, persistenceId, from, to);
    }

    /** Those of some kinds alone. */
    List<JournalRow> ofKinds(String persistenceId, long from, long to, List<String> kinds) {
        var rows = new ArrayList<JournalRow>();
        each(
                ROWS + " AND event_ser_manifest = ANY (?) ORDER BY sequence_number",
                rows::add,
                persistenceId,
                from,
                to,
                kinds.toArray(String[]::new));
        return rows;
    }

    /** Where a job was taken over, or lost an attempt; an index has these alone. */
    List<JournalRow> interruptions(String job, long from, long to) {
        var rows = new ArrayList<JournalRow>();
        each(
                ROWS + " AND event_ser_manifest IN ('job.attached', 'job.attempt-lost') ORDER BY sequence_number LIMIT "
                        + INTERRUPTIONS_MOST,
                rows::add,
                job,
                from,
                to);
        return rows;
    }

    /** The last sequence number; 0 where there is nothing. */
    long last(String persistenceId) {
        return number(
                        "SELECT sequence_number FROM event_journal WHERE persistence_id = ?"
                                + " ORDER BY sequence_number DESC LIMIT 1",
                        persistenceId)
                .orElse(0L);
    }

    /**
     * How many events of a journal stand before a moment. Within one journal the moments ascend with the numbers, so it is
     * found by halving.
     */
    long before(String persistenceId, long last, long ordering) {
        long less = 0;
        long more = last + 1;
        while (more - less > 1) {
            long middle = less + (more - less) / 2;
            var moment = number(
                    "SELECT ordering FROM event_journal WHERE persistence_id = ? AND sequence_number = ?",
                    persistenceId,
                    middle);
            if (moment.isPresent() && moment.get() < ordering) {
                less = middle;
            } else {
                more = middle;
            }
        }
        return less;
    }

    private Optional<Long> number(String sql, Object... values) {
        return reading(connection -> {
            try (var statement = prepared(connection, sql, values);
                    var rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getLong(1)) : Optional.empty();
            }
        });
    }

    private void each(String sql, Predicate<JournalRow> visitor, Object... values) {
        reading(connection -> {
            try (var statement = prepared(connection, sql, values);
                    var rows = statement.executeQuery()) {
                boolean more = true;
                while (more && rows.next()) {
                    more = visitor.test(row(rows));
                }
                return more;
            }
        });
    }

    private static JournalRow row(ResultSet row) throws SQLException {
        var stored = row.getBytes(5);
        return new JournalRow(
                row.getString(1),
                row.getLong(2),
                row.getLong(3),
                ChainedEvent.read(row.getString(4), stored),
                stored.length);
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... values) throws SQLException {
        var statement = connection.prepareStatement(sql);
        statement.setFetchSize(FETCH);
        for (int at = 0; at < values.length; at++) {
            if (values[at] instanceof String[] texts) {
                statement.setArray(at + 1, connection.createArrayOf("text", texts));
            } else {
                statement.setObject(at + 1, values[at]);
            }
        }
        return statement;
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T reading(Work<T> work) {
        try (var connection = source.getConnection()) {
            boolean before = connection.getAutoCommit();
            connection.setAutoCommit(false); // or the driver fetches all rows at once
            try {
                return work.on(connection);
            } finally {
                connection.rollback();
                connection.setAutoCommit(before);
            }
        } catch (SQLException failure) {
            throw new AuditUnavailable(failure);
        }
    }
}
