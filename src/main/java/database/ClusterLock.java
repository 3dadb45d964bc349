package database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Sees to it that one cluster at most works on a database. Every coordinator that is in a cluster holds a lock together
 * with the others; only one who can have it alone may form a cluster. The locks are those of a session, so PostgreSQL gives
 * back what a dead process held. It does not decide when to form or to join.
 *
 * <p>Not to be used through a pooler that shares sessions.
 */
public final class ClusterLock implements AutoCloseable {

    /** "cluster" and a line feed in ASCII: a key that nobody else takes by chance, and not that of the views. */
    private static final long KEY = 0x636c75737465720aL;

    private static final int VALID_SECONDS = 5;

    private final Database database;
    private Connection session;
    private boolean alone;
    private boolean shared;

    public ClusterLock(Database database) {
        this.database = database;
    }

    /** Whether anybody is kept out. */
    public enum Taking {
        /** The lock is held. */
        HELD,
        /** A cluster works on this database. */
        IN_USE,
        /** The database was started so recently that members of a cluster may not have taken their locks again. */
        TOO_EARLY
    }

    /**
     * Takes the lock alone, if no coordinator of any cluster holds it.
     *
     * @param serverAge how long the server must have been up, so that members of a cluster have had time to take it again
     */
    public synchronized Taking takeAlone(Duration serverAge) throws SQLException {
        connect();
        if (!asks("SELECT now() - pg_postmaster_start_time() >= interval '" + serverAge.toMillis() + " ms'")) {
            return Taking.TOO_EARLY;
        }
        alone = alone || asks("SELECT pg_try_advisory_lock(" + KEY + ")");
        return alone ? Taking.HELD : Taking.IN_USE;
    }

    /**
     * Holds it together with others, also when it was held alone; takes it again when the connection was lost.
     *
     * @return false while somebody else holds it alone
     */
    public synchronized boolean hold() throws SQLException {
        connect();
        shared = shared || asks("SELECT pg_try_advisory_lock_shared(" + KEY + ")");
        if (shared && alone) {
            asks("SELECT pg_advisory_unlock(" + KEY + ")");
            alone = false;
        }
        return shared;
    }

    private void connect() throws SQLException {
        if (session != null && session.isValid(VALID_SECONDS)) {
            return;
        }
        drop();
        session = database.connect();
        try (var statement = session.createStatement()) {
            // A machine that vanished must not hold the lock for hours: the server asks whether its client is there.
            statement.execute("SET tcp_keepalives_idle = 5");
            statement.execute("SET tcp_keepalives_interval = 2");
            statement.execute("SET tcp_keepalives_count = 3");
            statement.execute("SET application_name = 'muniment cluster'");
        }
    }

    private boolean asks(String question) throws SQLException {
        try (var statement = session.createStatement();
                var answer = statement.executeQuery(question)) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    /** Gives it back: it is free when this returns, as far as the server answers, and can be taken again. */
    public synchronized void release() throws SQLException {
        // The server would notice the end of the session too, but some time later.
        try {
            if (session != null && session.isValid(VALID_SECONDS)) {
                asks("SELECT pg_advisory_unlock_all() IS NOT NULL");
            }
        } finally {
            drop();
        }
    }

    private void drop() throws SQLException {
        alone = false;
        shared = false;
        if (session != null) {
            var ended = session;
            session = null;
            ended.close();
        }
    }

    @Override
    public void close() throws SQLException {
        release();
    }
}
