package database;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a server that is being started, or started again, while a node begins: machines come up in any order. A server
 * that answers and refuses is not waited for.
 *
 * @param most how long
 * @param pause between two tries
 */
public record DatabasePatience(Duration most, Duration pause) {

    /** What a start of a server takes, with all that it may have to recover. */
    public static final DatabasePatience USUAL = new DatabasePatience(Duration.ofMinutes(1), Duration.ofSeconds(1));

    private static final Logger LOG = LoggerFactory.getLogger(DatabasePatience.class);

    /** Something that begins as a whole, or leaves nothing behind. */
    @FunctionalInterface
    public interface Beginning<T> {
        T begin() throws IOException, InterruptedException;
    }

    /**
     * Begins; again and again while the server is away. When it takes too long, or the process is asked to end meanwhile, the
     * last failure is thrown.
     */
    public <T> T begin(Beginning<T> beginning) throws IOException, InterruptedException {
        var ending = new CountDownLatch(1);
        var listening = new Thread(ending::countDown, "database-patience");
        Runtime.getRuntime().addShutdownHook(listening);
        try {
            return begin(beginning, ending);
        } finally {
            forget(listening);
        }
    }

    private static void forget(Thread listening) {
        try {
            Runtime.getRuntime().removeShutdownHook(listening);
        } catch (IllegalStateException ending) {
            LOG.debug("the process ends, whether there is somebody to be told or not", ending);
        }
    }

    private <T> T begin(Beginning<T> beginning, CountDownLatch ending) throws IOException, InterruptedException {
        long until = System.nanoTime() + most.toNanos();
        boolean said = false;
        while (true) {
            try {
                return beginning.begin();
            } catch (RuntimeException failure) {
                if (!isAway(failure) || System.nanoTime() - until > 0 || ending.getCount() == 0) {
                    throw failure;
                }
                if (!said) {
                    LOG.warn(
                            "{} The start is tried again, for {} seconds at most.",
                            failure.getMessage(),
                            most.toSeconds());
                    said = true;
                }
            }
            var unused = ending.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private static boolean isAway(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException
                    || (cause instanceof SQLException refusal && isPassing(refusal.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    /** PostgreSQL, appendix A: connection exceptions, no connection left, shutting down, crashed, starting up. */
    private static boolean isPassing(String state) {
        return state != null && (state.startsWith("08") || state.startsWith("57P0") || state.equals("53300"));
    }
}
