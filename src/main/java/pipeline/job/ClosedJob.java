package pipeline.job;

import pipeline.job.JobEvent.Closed;
import workflow.ActionStep;

/** A job that came to its end. Nothing follows in its journal. */
public record ClosedJob(long epoch, Closed closed, JobTally tally) implements JobState {

    @Override
    public JobState apply(JobEvent event, ActionStep step) {
        throw JobState.impossible(this, event);
    }
}
