package preservation.attempt;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import preservation.NoRoom;

/** An attempt in this very process. */
record WorkHere(AttemptOrder order, AttemptRun run, ScheduledExecutorService flushing) implements Work {

    private static final Logger LOG = LoggerFactory.getLogger(WorkHere.class);

    /** How long an outcome may wait for others; a crash forgets it until then. */
    private static final long FLUSH_MILLIS = 50;

    @Override
    public Ended carryOut() {
        var flush = flushing.scheduleWithFixedDelay(run::flushOld, FLUSH_MILLIS, FLUSH_MILLIS, TimeUnit.MILLISECONDS);
        try {
            run.run();
            return Ended.well();
        } catch (NoSuchFileException missing) {
            return Ended.broke("missing in the work area: " + missing.getFile());
        } catch (IOException | RuntimeException failure) {
            if (NoRoom.isSaidBy(failure)) {
                run.leaveNothing();
                return Ended.withoutRoom("no room in the work area: " + failure.getMessage());
            }
            LOG.warn("attempt {} broke; its open tasks return to the queue", order.key(), failure);
            return Ended.broke(failure.toString());
        } catch (InterruptedException givenUp) {
            return Ended.broke("interrupted");
        } catch (Error failure) { // an OutOfMemoryError in a library must not leave a job waiting for ever
            LOG.error("attempt {} broke; its open tasks return to the queue", order.key(), failure);
            return Ended.broke(failure.toString());
        } finally {
            flush.cancel(false);
        }
    }

    @Override
    public void giveUp() {
        run.giveUp();
    }

    @Override
    public boolean isOverdue() {
        return run.isOverdue();
    }
}
