package accounts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.UUID;
import javax.sql.DataSource;
import pipeline.accounts.AccountEvent;
import pipeline.journal.ChainedEvent;

/**
 * Changes to the accounts, each together with its event in the journal: both or neither. The rows of the journal are such
 * as the actors' own, so whoever reads or verifies it needs to know nothing of them. No actor writes this stream.
 */
final class AccountRecord {

    // Any number of our own. Whoever holds it is the only one who changes accounts, on all nodes and command lines.
    private static final long LOCK = 0x6163636f756e7473L;
    private static final String WRITER = UUID.randomUUID().toString();

    private final DataSource source;
    private final InstantSource clock;

    AccountRecord(DataSource source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    /** What is done on a connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    InstantSource clock() {
        return clock;
    }

    /** One after the other with all other changes, as one transaction. */
    <T> T change(Work<T> work) {
        return transact(connection -> {
            try (var lock = prepare(connection, "SELECT pg_advisory_xact_lock(?)", LOCK)) {
                lock.execute();
            }
            return work.on(connection);
        });
    }

    /** As one transaction; it may run beside others. */
    <T> T transact(Work<T> work) {
        try (var connection = source.getConnection()) {
            connection.setAutoCommit(false);
            boolean done = false;
            try {
                var result = work.on(connection);
                connection.commit();
                done = true;
                return result;
            } finally {
                if (!done) {
                    rollBack(connection);
                }
            }
        } catch (SQLException failure) {
            throw new AccountsUnavailable(failure);
        }
    }

    /** Appends an event; only within {@link #change}. */
    void append(Connection connection, AccountEvent event) throws SQLException {
        var sealed = next(connection, event);
        try (var insert = prepare(
                connection,
                """
                INSERT INTO event_journal (persistence_id, sequence_number, deleted, writer, write_timestamp,
                    adapter_manifest, event_ser_id, event_ser_manifest, event_payload)
                VALUES (?, ?, FALSE, ?, ?, '', ?, ?, ?)""",
                AccountEvent.PERSISTENCE_ID,
                sealed.sequence(),
                WRITER,
                clock.millis(),
                ChainedEvent.SERIALIZER,
                sealed.name(),
                sealed.toBytes())) {
            insert.executeUpdate();
        }
    }

    private static ChainedEvent next(Connection connection, AccountEvent event) throws SQLException {
        try (var select = prepare(
                        connection,
                        "SELECT event_ser_manifest, event_payload FROM event_journal WHERE persistence_id = ?"
                                + " ORDER BY sequence_number DESC LIMIT 1",
                        AccountEvent.PERSISTENCE_ID);
                var rows = select.executeQuery()) {
            if (!rows.next()) {
                return ChainedEvent.seal(1, ChainedEvent.GENESIS, event);
            }
            var last = ChainedEvent.read(rows.getString(1), rows.getBytes(2));
            return ChainedEvent.seal(last.sequence() + 1, last.link(), event);
        }
    }

    /** A statement with its values in order; every value is bound, never part of the text. The caller closes it. */
    static PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, Columns.value(connection, values[i]));
        }
        return statement;
    }

    static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (var statement = prepare(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    // What made the work fail is what the caller must hear; a connection that can't roll back is lost, and so is its
    // work.
    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException lost) {
            return;
        }
    }
}
