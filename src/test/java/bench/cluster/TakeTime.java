package bench.cluster;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import model.TaskResult;
import preservation.ActionContext;
import preservation.PreservationAction;
import preservation.TaskInput;

/** Takes up to 200 ms, a mix: every other task keeps a processor busy, the others wait as for a tool. */
public final class TakeTime implements PreservationAction<TakeTime.Parameters> {

    /** There are none. */
    public record Parameters() {}

    private static final List<Integer> MILLIS = List.of(200, 1, 50, 5, 100, 20, 2);

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public TaskResult run(Parameters parameters, TaskInput task, ActionContext context) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MILLIS.get(task.ordinal() % MILLIS.size()));
        boolean busy = task.ordinal() % 2 == 0;
        while (System.nanoTime() < end) {
            if (busy) {
                Compute.digest(1);
            } else {
                LockSupport.parkNanos(end - System.nanoTime());
            }
        }
        return DoNothing.done();
    }
}
