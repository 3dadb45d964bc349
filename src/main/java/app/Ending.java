package app;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes what a command runs when the process is asked to end, also when it is asked while that is still starting: then it
 * is closed once it has started, so that no database is left behind.
 */
final class Ending<T extends Closeable> implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Ending.class);
    private static final long START_LIMIT_SECONDS = 120;

    private final CompletableFuture<T> started = new CompletableFuture<>();
    private final Runnable last;

    private Ending(Runnable last) {
        this.last = last;
    }

    /**
     * Starts something that is closed at the end of the process.
     *
     * @param last what is done after that; it is not done when the start failed
     */
    static <T extends Closeable> T start(Callable<T> start, Runnable last) throws Exception {
        var ending = new Ending<T>(last);
        Runtime.getRuntime().addShutdownHook(new Thread(ending, "ending"));
        try {
            var running = start.call();
            ending.started.complete(running);
            return running;
        } catch (Exception failure) {
            ending.started.completeExceptionally(failure);
            throw failure;
        }
    }

    @Override
    public void run() {
        try {
            started.get(START_LIMIT_SECONDS, TimeUnit.SECONDS).close();
            last.run();
        } catch (ExecutionException notStarted) {
            LOG.debug("nothing is closed at the end, for nothing had started", notStarted);
        } catch (InterruptedException | TimeoutException | IOException failure) {
            LOG.warn("the process did not end in order; the next start takes over what is left", failure);
        }
    }
}
