package simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import model.TaskOutcome;
import pipeline.job.JobEvent.TasksEnded;
import preservation.attempt.AttemptKey;

/** P2: what is recorded as an attempt's outcome was brought by that attempt, or is the job's own giving up. */
final class OutcomesAreTheirAttempts implements Check {

    private record Task(AttemptKey attempt, int ordinal) {}

    private final Map<Task, TaskOutcome> brought = new HashMap<>();

    @Override
    public void brought(Worker worker, AttemptKey key, List<TaskOutcome> outcomes) {
        outcomes.forEach(outcome -> brought.put(new Task(key, outcome.ordinal()), outcome));
    }

    @Override
    public void stored(Database.Row row) {
        if (!(row.event().event() instanceof TasksEnded event)) {
            return;
        }
        var key = new AttemptKey(Truth.jobOf(row.journal()), event.attempt());
        for (var outcome : event.outcomes()) {
            boolean isTheirs = outcome.equals(brought.get(new Task(key, outcome.ordinal())));
            if (!isTheirs && !outcome.result().message().startsWith("given up")) {
                broken("task " + outcome.ordinal() + " has an outcome of " + World.brief(key)
                        + ", which that attempt did not bring");
            }
        }
    }
}
