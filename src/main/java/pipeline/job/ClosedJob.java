package pipeline.job;

import model.Ordinals;
import pipeline.job.JobEvent.Closed;
import workflow.ActionStep;

/**
 * A job that came to its end. Nothing follows in its journal.
 *
 * @param failed its failed tasks
 */
public record ClosedJob(long epoch, Closed closed, JobTally tally, Ordinals failed) implements JobState {

    @Override
    public JobState apply(JobEvent event, ActionStep step) {
        throw JobState.impossible(this, event);
    }
}
