package pipeline.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import model.Ordinals;
import pipeline.Answer;
import pipeline.job.JobEvent.Attached;
import pipeline.job.JobEvent.Closed;
import pipeline.job.JobEvent.PlanChunk;
import pipeline.job.JobEvent.Planned;
import workflow.ActionStep;

/**
 * The life of a job.
 *
 * <pre>
 * Planning --PlanChunk…, Planned--> RunningJob --HandedOut | TasksEnded | AttemptLost--> RunningJob
 *                                   RunningJob --Closed--> ClosedJob
 * Planning --Closed--> ClosedJob     (cancelled, or the plan could not be made)
 * </pre>
 */
public sealed interface JobState permits JobState.Planning, RunningJob, ClosedJob {

    /** Counts the incarnations of the job's actor; 0 before the first. */
    long epoch();

    /** The state after a fact. The step is the one that the job runs; it is no part of the state. */
    JobState apply(JobEvent event, ActionStep step);

    static JobState initial() {
        return new Planning(0);
    }

    /** The same for every phase that is not over: whoever takes over says so first. */
    default Answer<JobEvent> attach(Instant now) {
        return Answer.yes(List.of(new Attached(epoch() + 1, now)));
    }

    /** Waits for the register to catch up, and for the plan that is made over it. */
    record Planning(long epoch) implements JobState {

        /** One event for so many entries of the plan: a good 16 KB. */
        private static final int CHUNK = 1000;

        /**
         * Records the whole plan in one write. A plan without tasks closes the job.
         *
         * @param files what the tasks are about, in order; empty in a package-scope job, which has one task
         */
        public Answer<JobEvent> planned(List<UUID> files, Planned plan, ActionStep step) {
            var events = new ArrayList<JobEvent>();
            for (int first = 0; first < files.size(); first += CHUNK) {
                events.add(
                        new PlanChunk(first, List.copyOf(files.subList(first, Math.min(files.size(), first + CHUNK)))));
            }
            events.add(plan);
            if (plan.tasks() == 0) {
                events.add(JobEnding.of(step, JobTally.NONE, plan.carried(), plan.at()));
            }
            return Answer.yes(events);
        }

        /** Nothing can be done for this job. */
        public Answer<JobEvent> failed(String message, ActionStep step, Instant now) {
            return Answer.yes(List.of(JobEnding.unplanned(step, message, now)));
        }

        public Answer<JobEvent> stop(Instant now) {
            return Answer.yes(List.of(JobEnding.cancelled(JobTally.NONE, now)));
        }

        @Override
        public JobState apply(JobEvent event, ActionStep step) {
            if (event instanceof Attached attached) {
                return new Planning(attached.epoch());
            }
            if (event instanceof PlanChunk) {
                return this; // the ledger needs only their number, which Planned carries
            }
            if (event instanceof Planned plan) {
                return new RunningJob(epoch, plan, new TaskLedger(plan.tasks()), JobTally.of(plan.tasks()));
            }
            if (event instanceof Closed closed) {
                return new ClosedJob(epoch, closed, JobTally.NONE, Ordinals.NONE);
            }
            throw impossible(this, event);
        }
    }

    static IllegalStateException impossible(JobState state, JobEvent event) {
        return new IllegalStateException(event + " cannot follow " + state);
    }
}
