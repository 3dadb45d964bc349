package preservation;

import java.io.IOException;
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
        return TaskResult.failed(where + reason(failure));
    }

    private static String reason(Throwable failure) {
        var kind = failure.getClass().getSimpleName();
        if (failure.getMessage() == null) {
            return kind;
        }
        // Those are sentences for people; the message of its kinds may be no more than a path.
        return failure.getClass() == IOException.class ? failure.getMessage() : kind + ": " + failure.getMessage();
    }

    private static String display(FilePath path) {
        return path.display();
    }
}
