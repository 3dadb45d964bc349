package preservation;

import java.util.List;
import java.util.function.BiConsumer;
import model.TaskResult;

/**
 * What a task does. One class for each action, named verb-noun; the workflow file names it in kebab-case and gives its
 * parameters. An action writes nothing outside {@link ActionContext#attemptDirectory()} unless it is
 * {@link Effect#EXTERNAL}. One instance serves all slots of a worker at once, so it keeps no state of a run.
 *
 * @param <P> the parameters: a record that Jackson reads from the step's {@code with}
 */
public interface PreservationAction<P> {

    /** What an action may touch. */
    enum Effect {
        /** Only its own attempt directory: it may simply be run again. */
        PURE,
        /** The world outside: keyed by an id that was journaled before, and {@link #run} probes before it acts. */
        EXTERNAL
    }

    Class<P> parameters();

    default Effect effect() {
        return Effect.PURE;
    }

    /**
     * True when it writes files, and so needs {@link ActionContext#attemptDirectory()}. Making one that survives a loss of
     * power costs some syncs of the disk for each hand-out.
     */
    default boolean needsDirectory() {
        return false;
    }

    /**
     * Carries out one task. What the file is like is a result, good or bad; an exception is for what could not be done,
     * and becomes a failed task with the exception's message, so that message names the file and says what to do.
     */
    TaskResult run(P parameters, TaskInput task, ActionContext context) throws Exception;

    /**
     * Carries out the tasks of one hand-out, in any order, giving each one's result as soon as it is safe on disk. Override
     * it where work can be shared by a batch (one sync, one tool process). Never let one task's trouble spoil another's.
     */
    default void runGroup(
            P parameters, List<TaskInput> tasks, ActionContext context, BiConsumer<TaskInput, TaskResult> done)
            throws InterruptedException {
        for (var task : tasks) {
            if (context.isGivenUp()) {
                throw new InterruptedException("the attempt was given up");
            }
            done.accept(task, Attempting.run(this, parameters, task, context));
        }
    }
}
