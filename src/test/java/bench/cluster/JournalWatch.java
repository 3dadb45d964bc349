package bench.cluster;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import pipeline.job.JobEvent;
import pipeline.journal.EventCodec;

/** Reads in the journal, by plain SQL, how far a job is. */
final class JournalWatch {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** The manifest of the rows that hold outcomes. */
    static final String ENDED = "job.tasks-ended";

    private static final int ENVELOPE_BYTES = 40;

    private final Connection connection;
    private final long lookNanos;

    JournalWatch(Connection connection) {
        this(connection, LOOK_NANOS);
    }

    /** One that takes less of a processor, where what is measured needs all of them, and is told later. */
    JournalWatch(Connection connection, long lookNanos) {
        this.connection = connection;
        this.lookNanos = lookNanos;
    }

    /** The tasks that have an outcome, each once. */
    BitSet outcomes(String job) throws SQLException {
        var done = new BitSet();
        try (var query = connection.prepareStatement("SELECT event_payload FROM event_journal"
                + " WHERE persistence_id = ? AND event_ser_manifest = '" + ENDED + "'")) {
            query.setString(1, job);
            var rows = query.executeQuery();
            while (rows.next()) {
                var row = rows.getBytes(1);
                var event = EventCodec.decode(ENDED, Arrays.copyOfRange(row, ENVELOPE_BYTES, row.length));
                ((JobEvent.TasksEnded) event).outcomes().forEach(outcome -> done.set(outcome.ordinal()));
            }
        }
        return done;
    }

    long last(String persistenceId) throws SQLException {
        try (var query = connection.prepareStatement(
                "SELECT coalesce(max(sequence_number), 0) FROM event_journal WHERE persistence_id = ?")) {
            query.setString(1, persistenceId);
            var row = query.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    /** When the first row of this kind was seen, by this process's monotonic clock. */
    long await(String persistenceId, String kind, long limitSeconds) throws SQLException {
        return await(persistenceId, kind, 0, limitSeconds);
    }

    /** The same, of rows after a sequence number. */
    long await(String persistenceId, String kind, long after, long limitSeconds) throws SQLException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(limitSeconds);
        try (var query = connection.prepareStatement("SELECT 1 FROM event_journal"
                + " WHERE persistence_id = ? AND event_ser_manifest = ? AND sequence_number > ? LIMIT 1")) {
            query.setString(1, persistenceId);
            query.setString(2, kind);
            query.setLong(3, after);
            while (System.nanoTime() < limit) {
                if (query.executeQuery().next()) {
                    return System.nanoTime();
                }
                LockSupport.parkNanos(lookNanos);
            }
        }
        throw new IllegalStateException("no " + kind + " in " + persistenceId + " within " + limitSeconds + " s");
    }
}
