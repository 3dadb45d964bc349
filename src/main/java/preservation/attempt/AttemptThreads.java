package preservation.attempt;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import model.LogFields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import preservation.NoRoom;

/** Carries attempts out on threads. It keeps no results and knows no leases. */
final class AttemptThreads implements Execution {

    private static final Logger LOG = LoggerFactory.getLogger(AttemptThreads.class);

    /** How long an outcome may wait for others; a crash forgets it until then. */
    private static final long FLUSH_MILLIS = 50;

    private final AttemptPlace place;
    private final ScheduledThreadPoolExecutor flushing = new ScheduledThreadPoolExecutor(1, AttemptThreads::daemon);

    AttemptThreads(AttemptPlace place) {
        this.place = place;
        flushing.setRemoveOnCancelPolicy(true);
        flushing.setKeepAliveTime(1, TimeUnit.SECONDS);
        flushing.allowCoreThreadTimeOut(true); // nobody ends a workbench, so its thread ends by itself
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "outcomes");
        thread.setDaemon(true);
        return thread;
    }

    private record OnThread(AttemptRun run, Future<?> work) implements Running {
        @Override
        public void giveUp() {
            run.giveUp();
            work.cancel(true);
        }

        @Override
        public boolean isOverdue() {
            return run.isOverdue();
        }
    }

    @Override
    public Running start(AttemptOrder order, ExecutorService slots, Progress progress) {
        var run = new AttemptRun(order, place, progress::bring);
        return new OnThread(run, slots.submit(() -> inItsTurn(order, run, progress)));
    }

    private void inItsTurn(AttemptOrder order, AttemptRun run, Progress progress) {
        if (!progress.begin()) {
            return;
        }
        MDC.setContextMap(LogFields.of(order.key().job(), order.tasks()));
        try {
            var trouble = carryOut(order, run);
            progress.end(trouble, !run.metNoRoom());
        } finally {
            MDC.clear(); // the thread goes on with another's work
        }
    }

    /** The trouble that kept the attempt from its end; empty when there was none. */
    private String carryOut(AttemptOrder order, AttemptRun run) {
        var flush = flushing.scheduleWithFixedDelay(run::flushOld, FLUSH_MILLIS, FLUSH_MILLIS, TimeUnit.MILLISECONDS);
        try {
            run.run();
            return "";
        } catch (NoSuchFileException missing) {
            return "missing in the work area: " + missing.getFile();
        } catch (IOException | RuntimeException failure) {
            if (NoRoom.isSaidBy(failure)) {
                run.leaveNothing();
                return "no room in the work area: " + failure.getMessage();
            }
            LOG.warn("attempt {} broke; its open tasks return to the queue", order.key(), failure);
            return failure.toString();
        } catch (InterruptedException givenUp) {
            return "interrupted";
        } catch (Error failure) { // an OutOfMemoryError in a library must not leave a job waiting for ever
            LOG.error("attempt {} broke; its open tasks return to the queue", order.key(), failure);
            return failure.toString();
        } finally {
            flush.cancel(false);
        }
    }
}
