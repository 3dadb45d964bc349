package preservation;

import java.io.UncheckedIOException;
import model.FilePath;
import model.TaskResult;

/**
 * Turns what an action throws into a failed task that names the file. A disk without room is no task's failure: that goes
 * on as an {@link UncheckedIOException} of {@link NoRoom}.
 */
public final class Attempting {

    private Attempting() {}

    /** Runs one task; an exception of its own becomes its result, an interruption goes on. */
    public static <P> TaskResult run(PreservationAction<P> action, P parameters, TaskInput task, ActionContext context)
            throws InterruptedException {
        try {
            return action.run(parameters, task, context);
        } catch (InterruptedException givenUp) {
            throw givenUp;
        } catch (Exception | StackOverflowError failure) { // libraries recurse on hostile files
            return failure(task, failure);
        }
    }

    public static TaskResult failure(TaskInput task, Throwable failure) {
        if (NoRoom.isSaidBy(failure)) {
            throw new UncheckedIOException(new NoRoom(failure.getMessage(), failure));
        }
        var where = task.file().map(file -> display(file.path()) + ": ").orElse("");
        var reason = failure.getMessage() == null
                ? failure.getClass().getSimpleName()
                : failure.getClass().getSimpleName() + ": " + failure.getMessage();
        return TaskResult.failed(where + reason);
    }

    private static String display(FilePath path) {
        return path.display();
    }
}
