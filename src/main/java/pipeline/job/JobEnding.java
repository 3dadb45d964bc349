package pipeline.job;

import java.time.Instant;
import java.util.Optional;
import model.Failure;
import model.JobCounts;
import model.JobOutcome;
import pipeline.job.JobEvent.Closed;
import workflow.ActionStep;
import workflow.OnFailure;

/** How a job ends, from what its tasks came to. */
final class JobEnding {

    private JobEnding() {}

    /**
     * From what its tasks came to.
     *
     * @param carried how many failed tasks of earlier turns stay failed
     */
    static Closed of(ActionStep step, JobTally tally, int carried, Instant now) {
        var outcome = JobOutcome.COMPLETED;
        if (tally.counts().failed() + carried > 0) {
            outcome = step.onFailure() == OnFailure.FAIL_TRANSFER
                    ? JobOutcome.FAILED
                    : JobOutcome.COMPLETED_WITH_FAILURES;
        }
        return new Closed(outcome, tally.counts(), failure(step, tally, carried), now);
    }

    static Closed cancelled(JobTally tally, Instant now) {
        return new Closed(JobOutcome.CANCELLED, tally.counts(), Optional.empty(), now);
    }

    static Closed unplanned(ActionStep step, String message, Instant now) {
        var failure = new Failure(step.name(), step.title(), Optional.empty(), Optional.empty(), message);
        return new Closed(JobOutcome.FAILED, JobCounts.NONE, Optional.of(failure), now);
    }

    private static Optional<Failure> failure(ActionStep step, JobTally tally, int carried) {
        if (tally.firstFailed().isEmpty() && carried > 0) {
            var message = carried + " tasks that failed in an earlier turn are still failed; retry or skip them";
            return Optional.of(new Failure(step.name(), step.title(), Optional.empty(), Optional.empty(), message));
        }
        return tally.firstFailed().map(outcome -> {
            var more = tally.counts().failed() + carried - 1;
            var message = outcome.result().message() + (more == 0 ? "" : " (and " + more + " more failed)");
            return new Failure(
                    step.name(),
                    step.title(),
                    Optional.of(outcome.ordinal()),
                    outcome.result().blame().map(file -> file.display()),
                    message);
        });
    }
}
