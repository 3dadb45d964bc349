package crash.cluster;

import crash.AttemptName;
import crash.ExecutionLog;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import model.TaskResult;
import preservation.ActionContext;
import preservation.PreservationAction;
import preservation.TaskInput;

/** An action of the product that says on the execution log what it does, and takes its time. It changes no result. */
public record TracedAction<P>(PreservationAction<P> inner, ExecutionLog log) implements PreservationAction<P> {

    private static final long PACKAGE_MILLIS = 120;
    private static final long FILE_MILLIS = 10;

    @Override
    public Class<P> parameters() {
        return inner.parameters();
    }

    @Override
    public Effect effect() {
        return inner.effect();
    }

    /** Its name says which attempt this is. */
    @Override
    public boolean needsDirectory() {
        return true;
    }

    @Override
    public TaskResult run(P parameters, TaskInput task, ActionContext context) {
        throw new UnsupportedOperationException("the worker calls runGroup");
    }

    @Override
    public void runGroup(
            P parameters, List<TaskInput> tasks, ActionContext context, BiConsumer<TaskInput, TaskResult> done)
            throws InterruptedException {
        var directory = context.attemptDirectory();
        tasks.forEach(task -> write("begin", directory, task));
        pause(PACKAGE_MILLIS);
        inner.runGroup(parameters, tasks, context, (task, result) -> {
            if (task.file().isEmpty()) {
                pause(PACKAGE_MILLIS);
            }
            write("end", directory, task);
            done.accept(task, result);
            pause(FILE_MILLIS);
        });
    }

    private void write(String word, Path directory, TaskInput task) {
        var attempt = AttemptName.of(directory);
        log.write(word, attempt.job(), task.ordinal(), attempt.number());
    }

    static void pause(long millis) {
        try {
            new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException givenUp) {
            Thread.currentThread().interrupt();
        }
    }
}
