package simulation;

import java.util.HashSet;
import java.util.Set;
import pipeline.job.JobEvent.Closed;
import pipeline.job.JobEvent.TasksEnded;

/** P1: the journal holds at most one outcome of a task in its round, each of a task that was handed out. */
final class OneOutcome implements Check {

    private record Task(String journal, int ordinal) {}

    private final Truth truth;
    private final Set<Task> ended = new HashSet<>();
    private final Set<String> closed = new HashSet<>();

    OneOutcome(Truth truth) {
        this.truth = truth;
    }

    @Override
    public void stored(Database.Row row) {
        if (closed.contains(row.journal())) {
            broken(row + " follows the end of its job");
        }
        if (row.event().event() instanceof Closed) {
            closed.add(row.journal());
        }
        if (row.event().event() instanceof TasksEnded event) {
            var handOut = truth.job(Truth.jobOf(row.journal())).handOuts.get(event.attempt());
            for (var outcome : event.outcomes()) {
                if (!ended.add(new Task(row.journal(), outcome.ordinal()))) {
                    broken("two outcomes of task " + outcome.ordinal() + " in " + row.journal());
                }
                if (handOut == null || !handOut.tasks().toBitSet().get(outcome.ordinal())) {
                    broken("an outcome of task " + outcome.ordinal() + " that was not handed out in " + row.journal());
                }
            }
        }
    }
}
