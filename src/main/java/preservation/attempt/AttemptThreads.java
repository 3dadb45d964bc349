package preservation.attempt;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import model.LogFields;
import org.slf4j.MDC;

/** Carries attempts out on threads. It keeps no results and knows no leases. */
final class AttemptThreads implements Execution {

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

    private record OnThread(Work work, Future<?> thread) implements Running {
        @Override
        public void giveUp() {
            work.giveUp();
            thread.cancel(true);
        }

        @Override
        public boolean isOverdue() {
            return work.isOverdue();
        }
    }

    @Override
    public Running start(AttemptOrder order, ExecutorService slots, Progress progress) {
        var work = work(order, progress);
        return new OnThread(work, slots.submit(() -> inItsTurn(order, work, progress)));
    }

    /** A process to itself is only for whom there is one. */
    private Work work(AttemptOrder order, Progress progress) {
        var apart = place.actions().apart();
        return order.alone() && apart.isPresent()
                ? new WorkApart(order, place, apart.get(), progress::bring)
                : new WorkHere(order, new AttemptRun(order, place, progress::bring), flushing);
    }

    private static void inItsTurn(AttemptOrder order, Work work, Execution.Progress progress) {
        if (!progress.begin()) {
            return;
        }
        MDC.setContextMap(LogFields.of(order.key().job(), order.tasks()));
        try {
            progress.end(work.carryOut());
        } finally {
            MDC.clear(); // the thread goes on with another's work
        }
    }
}
