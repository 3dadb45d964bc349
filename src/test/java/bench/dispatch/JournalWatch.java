package bench.dispatch;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Reads in the journal, by plain SQL, how far a job is. */
final class JournalWatch {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Connection connection;

    JournalWatch(Connection connection) {
        this.connection = connection;
    }

    /** When the first row of this kind was seen, by this process's monotonic clock. */
    long await(String persistenceId, String kind, long limitSeconds) throws SQLException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(limitSeconds);
        try (var query = connection.prepareStatement(
                "SELECT 1 FROM event_journal WHERE persistence_id = ? AND event_ser_manifest = ? LIMIT 1")) {
            query.setString(1, persistenceId);
            query.setString(2, kind);
            while (System.nanoTime() < limit) {
                if (query.executeQuery().next()) {
                    return System.nanoTime();
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
        throw new IllegalStateException("no " + kind + " in " + persistenceId + " within " + limitSeconds + " s");
    }
}
