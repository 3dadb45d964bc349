package views;

import java.sql.Connection;
import java.sql.SQLException;
import model.TransferId;

/**
 * Keeps those who add to the views of a transfer apart from whoever makes them anew, until the end of their transactions.
 * Rows alone could not: a job whose first event comes meanwhile has none yet.
 */
final class RebuildLock {

    private RebuildLock() {}

    /** For whoever rebuilds: waits for those who add. */
    static void take(Connection connection, TransferId transfer) throws SQLException {
        Sql.of("SELECT 1 FROM (SELECT pg_advisory_xact_lock(?)) AS taken", key(transfer))
                .first(connection, row -> 1);
    }

    /** For whoever adds: is sent away at once, so that the views of other transfers need not wait along. */
    static void share(Connection connection, TransferId transfer) throws SQLException {
        boolean free = Sql.of("SELECT pg_try_advisory_xact_lock_shared(?)", key(transfer))
                .first(connection, row -> row.getBoolean(1))
                .orElseThrow();
        if (!free) {
            throw ViewsUnavailable.beingRebuilt(transfer);
        }
    }

    private static long key(TransferId transfer) {
        return transfer.value().getMostSignificantBits()
                ^ Long.rotateLeft(transfer.value().getLeastSignificantBits(), 1);
    }
}
