package preservation;

import model.FilePath;
import model.TaskResult;

/** Turns what an action throws into a failed task that names the file. */
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
