package pipeline.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import model.Loss;
import model.Ordinals;
import model.TaskOutcome;
import model.TaskResult;
import model.WorkerId;
import pipeline.Answer;
import pipeline.job.JobEvent.Attached;
import pipeline.job.JobEvent.AttemptLost;
import pipeline.job.JobEvent.Closed;
import pipeline.job.JobEvent.HandedOut;
import pipeline.job.JobEvent.Planned;
import pipeline.job.JobEvent.TasksEnded;
import workflow.ActionStep;
import workflow.RetryPolicy;
import workflow.Scope;

/** A job whose tasks are being carried out. */
public record RunningJob(long epoch, Planned plan, TaskLedger ledger, JobTally tally) implements JobState {

    // --- Decisions --------------------------------------------------------------------------------

    /**
     * Gives waiting tasks to a worker; nothing when none waits.
     *
     * @param name what people call it
     */
    public Answer<JobEvent> handOut(WorkerId worker, String name, int most, Instant now) {
        var tasks = ledger.next(most);
        return tasks.isEmpty()
                ? Answer.nothing()
                : Answer.yes(List.of(new HandedOut(ledger.nextAttempt(), worker, tasks, now, Optional.of(name))));
    }

    /**
     * Records results, each task's first only, and only from the hand-out that owes it: a loser's result has no effect.
     * Recording nothing means that all of them were known or are not wanted; either way the worker may forget them.
     */
    public Answer<JobEvent> tasksEnded(long attempt, List<TaskOutcome> outcomes, ActionStep step, Instant now) {
        var owed = ledger.owed(attempt);
        var first = new ArrayList<TaskOutcome>();
        for (var outcome : outcomes) {
            if (owed.get(outcome.ordinal())) {
                owed.clear(outcome.ordinal());
                first.add(outcome);
            }
        }
        return first.isEmpty()
                ? Answer.nothing()
                : Answer.yes(close(List.of(new TasksEnded(attempt, workerOf(attempt), List.copyOf(first))), step, now));
    }

    /** A hand-out will bring nothing more. Tasks that were tried too often fail for good. */
    public Answer<JobEvent> attemptLost(long attempt, Loss loss, String reason, ActionStep step, Instant now) {
        var handOut = ledger.open().get(attempt);
        if (handOut == null) {
            return Answer.nothing();
        }
        var events = new ArrayList<JobEvent>();
        var hopeless = new BitSet();
        ledger.owed(attempt).stream()
                .filter(ordinal -> isLastTry(ordinal, loss, step.retry()))
                .forEach(hopeless::set);
        if (!hopeless.isEmpty()) {
            var outcomes = hopeless.stream()
                    .mapToObj(ordinal -> new TaskOutcome(ordinal, now, 0, givenUp(loss, reason, step)))
                    .toList();
            events.add(new TasksEnded(attempt, handOut.worker(), outcomes));
        }
        if (hopeless.cardinality() < ledger.owed(attempt).cardinality()) {
            events.add(new AttemptLost(attempt, handOut.worker(), reason, now, Optional.of(loss)));
        }
        return Answer.yes(close(events, step, now));
    }

    public Answer<JobEvent> stop(Instant now) {
        return Answer.yes(List.of(JobEnding.cancelled(tally, now)));
    }

    private boolean isLastTry(int ordinal, Loss loss, RetryPolicy retry) {
        if (retry == RetryPolicy.NEVER || loss == Loss.BROKE) {
            return ledger.losses(ordinal) + 1 >= retry.attemptsMax();
        }
        return loss == Loss.WORKER_DIED && ledger.deaths(ordinal) + 1 >= TaskLedger.DEATHS_MAX;
    }

    private static TaskResult givenUp(Loss loss, String reason, ActionStep step) {
        return TaskResult.failed(
                loss == Loss.WORKER_DIED && step.retry() != RetryPolicy.NEVER
                        ? "given up: " + TaskLedger.DEATHS_MAX + " workers died while they had it, the last ones while"
                                + " they had it alone; the last one: " + reason
                        : "given up after " + step.retry().attemptsMax() + " attempts; the last one: " + reason);
    }

    private WorkerId workerOf(long attempt) {
        return ledger.open().get(attempt).worker();
    }

    /** Closes the job in the same write that stores its last outcome. */
    private List<JobEvent> close(List<JobEvent> events, ActionStep step, Instant now) {
        JobState after = this;
        for (var event : events) {
            after = after.apply(event, step);
        }
        if (!(after instanceof RunningJob running) || !running.ledger.isComplete()) {
            return events;
        }
        var all = new ArrayList<>(events);
        all.add(JobEnding.of(step, running.tally, plan.carried(), now));
        return all;
    }

    /** The tasks of a hand-out that have no outcome yet. */
    public Ordinals owed(long attempt) {
        return Ordinals.of(ledger.owed(attempt));
    }

    // --- Facts ------------------------------------------------------------------------------------

    @Override
    public JobState apply(JobEvent event, ActionStep step) {
        if (event instanceof Attached attached) {
            return new RunningJob(attached.epoch(), plan, ledger, tally);
        }
        if (event instanceof HandedOut handOut) {
            return new RunningJob(epoch, plan, ledger.after(handOut), tally);
        }
        if (event instanceof TasksEnded ended) {
            boolean packageScope = step.scope() == Scope.PACKAGE;
            return new RunningJob(epoch, plan, ledger.after(ended), tally.plus(ended, packageScope, step.name()));
        }
        if (event instanceof AttemptLost lost) {
            return new RunningJob(epoch, plan, ledger.after(lost), tally);
        }
        if (event instanceof Closed closed) {
            return new ClosedJob(epoch, closed, tally, ledger.failed());
        }
        throw JobState.impossible(this, event);
    }
}
