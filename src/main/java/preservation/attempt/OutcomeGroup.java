package preservation.attempt;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import model.TaskOutcome;

/**
 * Outcomes of one attempt on their way out. They are given on only when what they refer to is safe on disk, and in groups,
 * for each group costs one sync and one message.
 */
public final class OutcomeGroup {

    private static final int SIZE = 128;
    private static final long AGE_NANOS = 200_000_000;

    /** What outcomes refer to besides the files of their attempt, which their action has synced itself. */
    @FunctionalInterface
    public interface Kept {
        /** Returns when everything that was kept before is safe on disk. */
        void sync() throws IOException;
    }

    private final Kept kept;
    private final Consumer<List<TaskOutcome>> next;
    private final List<TaskOutcome> waiting = new ArrayList<>();
    private long flushedNanos;

    public OutcomeGroup(Kept kept, Consumer<List<TaskOutcome>> next, long nowNanos) {
        this.kept = kept;
        this.next = next;
        this.flushedNanos = nowNanos;
    }

    public synchronized void add(TaskOutcome outcome, long nowNanos) throws IOException {
        waiting.add(outcome);
        if (waiting.size() >= SIZE || isOld(nowNanos)) {
            flush(nowNanos);
        }
    }

    /** Gives on what has waited long enough: the next result may be hours away. */
    public synchronized void flushOld(long nowNanos) throws IOException {
        if (isOld(nowNanos)) {
            flush(nowNanos);
        }
    }

    public synchronized void flush(long nowNanos) throws IOException {
        if (!waiting.isEmpty()) {
            kept.sync();
            next.accept(List.copyOf(waiting));
            waiting.clear();
        }
        flushedNanos = nowNanos;
    }

    private boolean isOld(long nowNanos) {
        return nowNanos - flushedNanos > AGE_NANOS;
    }
}
