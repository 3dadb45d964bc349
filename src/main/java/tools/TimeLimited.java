package tools;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Calls libraries that may hang, on threads that can be left behind. A thread that is left behind is interrupted and
 * still counts; when too many are stuck nothing more is tried, so that a hostile transfer cannot eat the machine.
 */
final class TimeLimited {

    private static final int STUCK_MAX = 4;

    private enum State {
        NEW,
        RUNNING,
        ENDED,
        LEFT
    }

    private final String what;
    private final AtomicInteger stuck = new AtomicInteger();
    private final ExecutorService threads;

    /** @param what runs here, for messages and thread names */
    TimeLimited(String what) {
        this.what = what;
        this.threads = Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, what);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** @throws TimeoutException when there was no answer in time; the call may still be running then */
    <T> T call(Callable<T> work, Duration limit) throws IOException, InterruptedException, TimeoutException {
        if (stuck.get() >= STUCK_MAX) {
            throw new IOException(what + " hangs on " + STUCK_MAX + " earlier files; restart this node to free it");
        }
        var state = new AtomicReference<>(State.NEW);
        var answer = threads.submit(() -> {
            if (!state.compareAndSet(State.NEW, State.RUNNING)) {
                throw new IOException("given up before it began");
            }
            try {
                return work.call();
            } finally {
                if (!state.compareAndSet(State.RUNNING, State.ENDED)) {
                    stuck.decrementAndGet(); // it was left behind, and has ended after all
                }
            }
        });
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | InterruptedException givenUp) {
            if (!state.compareAndSet(State.NEW, State.LEFT) && state.compareAndSet(State.RUNNING, State.LEFT)) {
                stuck.incrementAndGet();
            }
            answer.cancel(true);
            throw givenUp;
        } catch (ExecutionException failed) {
            throw asIoException(failed.getCause());
        }
    }

    private static IOException asIoException(Throwable cause) {
        if (cause instanceof IOException io) {
            return io;
        }
        var reason = cause.getMessage() == null ? "" : ": " + cause.getMessage();
        return new IOException(cause.getClass().getSimpleName() + reason, cause);
    }
}
