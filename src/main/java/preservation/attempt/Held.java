package preservation.attempt;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import model.Loss;
import model.TaskOutcome;

/** An attempt on a workbench, which guards it. */
final class Held {
    final AttemptOrder order;
    final ExecutorService slots;
    final Map<Integer, TaskOutcome> kept = new LinkedHashMap<>();
    Execution.Running work; // null before its first lease
    boolean running = true;
    boolean began;
    boolean stopped;
    int brought;
    long tookNanos;
    long leasedNanos;
    String trouble = "";
    Loss loss = Loss.BROKE;

    Held(AttemptOrder order, ExecutorService slots, long nowNanos) {
        this.order = order;
        this.slots = slots;
        this.tookNanos = nowNanos;
        this.leasedNanos = nowNanos;
    }

    /** Whether every task has brought its result and each of them is stored. Trouble after that troubles nobody. */
    boolean hasNothingToSay() {
        return !running
                && kept.isEmpty()
                && (trouble.isEmpty() || brought == order.tasks().count());
    }

    void stop(String reason) {
        trouble = reason;
        stopped = true;
        if (work != null) {
            work.giveUp();
        }
        if (!began) {
            running = false; // nobody will come to say so
        }
    }
}
