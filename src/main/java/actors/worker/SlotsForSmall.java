package actors.worker;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Where a small transfer's work waits: for the slots that everybody waits for and for one that is kept for its kind,
 * whichever is free first. Ending it ends the kept one alone.
 */
public final class SlotsForSmall extends AbstractExecutorService {

    private final ExecutorService everybodys;
    private final ExecutorService kept;

    public SlotsForSmall(ExecutorService everybodys, ExecutorService kept) {
        this.everybodys = everybodys;
        this.kept = kept;
    }

    @Override
    public void execute(Runnable work) {
        var begun = new AtomicBoolean();
        Runnable once = () -> {
            if (begun.compareAndSet(false, true)) {
                work.run();
            }
        };
        kept.execute(once);
        everybodys.execute(once);
    }

    @Override
    public void shutdown() {
        kept.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return kept.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return kept.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return kept.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return kept.awaitTermination(timeout, unit);
    }
}
