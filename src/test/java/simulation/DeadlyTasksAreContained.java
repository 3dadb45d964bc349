package simulation;

import java.util.HashMap;
import java.util.Map;
import model.JobId;

/** Three workers may end with a task; after that it has a process to itself. */
final class DeadlyTasksAreContained implements Check {

    private static final int WORKERS_MAX = 3;

    private record Task(JobId job, int ordinal) {}

    private final Map<Task, Integer> ended = new HashMap<>();

    @Override
    public void endsItsWorker(Attempts.Attempt attempt, int ordinal) {
        if (ended.merge(new Task(attempt.key.job(), ordinal), 1, Integer::sum) > WORKERS_MAX) {
            broken("task " + ordinal + " of " + World.brief(attempt.key) + " ends one worker more than " + WORKERS_MAX);
        }
    }
}
