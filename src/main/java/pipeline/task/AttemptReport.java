package pipeline.task;

import java.util.List;
import model.Loss;
import model.TaskOutcome;

/**
 * What a worker says of one attempt, absolutely.
 *
 * @param number the worker's monotonic clock when it sent this
 * @param known false is a promise never to begin it
 * @param running true while it may bring more
 * @param results not yet acknowledged, the first of them
 * @param trouble why the tasks that are still owed will not come; empty when there is none
 * @param loss what the trouble says about the tasks that are still owed
 */
public record AttemptReport(
        long number, boolean known, boolean running, List<TaskOutcome> results, String trouble, Loss loss) {}
