package pipeline.transfer;

import static pipeline.transfer.TransferState.impossible;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import model.DatedFinding;
import model.FailedTasks;
import model.Mandate;
import model.Submission;
import model.TransferStatus;
import pipeline.Answer;
import pipeline.transfer.TransferEvent.Attached;
import pipeline.transfer.TransferEvent.CancelRequested;
import pipeline.transfer.TransferEvent.ChoiceMade;
import pipeline.transfer.TransferEvent.Ended;
import pipeline.transfer.TransferEvent.Queued;
import pipeline.transfer.TransferEvent.Resumed;
import pipeline.transfer.TransferEvent.Retry;
import pipeline.transfer.TransferEvent.TasksSkipped;
import pipeline.transfer.TransferEvent.Tidied;
import workflow.ActionStep;

/**
 * A transfer that came to its end, good or bad. One that failed can still be resumed, for its work area is kept.
 *
 * @param before how it stood when it ended
 * @param head the link of its {@code Ended}, which the receipt holds
 * @param tidied true when nothing is owed any more
 */
public record EndedTransfer(ActiveTransfer before, Ended ended, String head, boolean tidied) implements TransferState {

    public Submission submission() {
        return before.submission();
    }

    /** Choices so far, by step. */
    public Map<String, ChoiceMade> made() {
        return before.made();
    }

    /** Findings of package-scope jobs, oldest first. */
    public List<DatedFinding> findings() {
        return before.findings();
    }

    // --- Decisions --------------------------------------------------------------------------------

    /** The same submission again is answered as the first time; another one under this id is refused. */
    public Answer<TransferEvent> submitAgain(String commandId) {
        return before.submitAgain(commandId);
    }

    /** A choice that was made by this very command is acknowledged again. */
    public Answer<TransferEvent> chooseAgain(String step, String commandId) {
        var earlier = made().get(step);
        return earlier != null && earlier.commandId().equals(commandId) ? Answer.nothing() : tooLate();
    }

    /** A command that was carried out before the end is acknowledged again; a new one comes too late. */
    public Answer<TransferEvent> tooLate(Mandate mandate) {
        return before.orders().knows(mandate) ? Answer.nothing() : tooLate();
    }

    private Answer<TransferEvent> tooLate() {
        return Answer.no("the transfer has ended: " + ended.status().label());
    }

    /** Gives a failed transfer up: its work area goes. */
    public Answer<TransferEvent> cancel(CancelRequested request) {
        var mandate = new Mandate(request.by(), request.reason(), request.commandId());
        if (before.orders().knows(mandate) || ended.status() != TransferStatus.FAILED) {
            return tooLate(mandate);
        }
        return Route.isStored(findings())
                ? Answer.no("the AIP is in the store already; retry what failed after that")
                : Answer.yes(List.of(request, new Ended(TransferStatus.CANCELLED, Optional.empty(), request.at())));
    }

    /** Tries failed tasks again: the same step is opened as its next turn, once the transfer has a place again. */
    public Answer<TransferEvent> retry(FailedTasks wanted, Mandate mandate, String node, Instant now) {
        var objection = objection(wanted, mandate);
        if (objection.isPresent()) {
            return objection.get();
        }
        var failed = before.failed().orElseThrow();
        var tasks = failed.chosen(wanted);
        var retry = new Retry(tasks, failed.without(tasks).count(), mandate);
        return Answer.yes(List.of(
                new Resumed(mandate, now),
                new Attached(before.epoch() + 1, node, now), // this incarnation has not said so yet
                new Queued(failed.step(), failed.turn() + 1, Optional.of(retry), now)));
    }

    /** Lets failed tasks be; when none is left, the transfer goes on to the next step. */
    public Answer<TransferEvent> skip(FailedTasks wanted, Mandate mandate, String node, Instant now) {
        var objection = objection(wanted, mandate);
        if (objection.isPresent()) {
            return objection.get();
        }
        var failed = before.failed().orElseThrow();
        var step = (ActionStep) before.workflow().step(failed.step()).orElseThrow();
        if (!step.skippable()) {
            return Answer.no("the workflow does not allow to skip \"" + step.name() + "\"; retry what failed");
        }
        var tasks = failed.chosen(wanted);
        var events = new ArrayList<TransferEvent>(List.of(new TasksSkipped(step.name(), tasks, mandate, now)));
        if (failed.without(tasks).isSettled()) {
            events.add(new Resumed(mandate, now));
            events.add(new Attached(before.epoch() + 1, node, now));
            events.addAll(new Route(before.workflow(), submission(), before.choices(), false, now)
                    .enter(before.workflow().after(step.name(), step.next()), before.jobsOpened(), findings()));
        }
        return Answer.yes(events);
    }

    /** Why nothing can be tried again or skipped; the same command again has its answer. */
    private Optional<Answer<TransferEvent>> objection(FailedTasks wanted, Mandate mandate) {
        if (before.orders().knows(mandate) || ended.status() != TransferStatus.FAILED) {
            return Optional.of(tooLate(mandate));
        }
        return before.failed()
                .map(failed -> failed.objection(wanted).map(Answer::<TransferEvent>no))
                .orElseGet(() -> Optional.of(Answer.no("no job failed, so there is nothing to retry or to skip: "
                        + ended.failure().map(failure -> failure.message()).orElse("the transfer ended"))));
    }

    // --- What is due ------------------------------------------------------------------------------

    @Override
    public TransferDue due() {
        return tidied ? new TransferDue.Nothing() : new TransferDue.Tidy();
    }

    // --- Facts ------------------------------------------------------------------------------------

    @Override
    public TransferState apply(TransferEvent event, String link) {
        if (event instanceof Tidied) {
            return new EndedTransfer(before, ended, head, true);
        }
        if (event instanceof Resumed) {
            return before.apply(event, link);
        }
        if (event instanceof TasksSkipped || event instanceof CancelRequested) {
            return new EndedTransfer((ActiveTransfer) before.apply(event, link), ended, head, tidied);
        }
        if (event instanceof Ended again) {
            return new EndedTransfer(before, again, link, false);
        }
        throw impossible(this, event);
    }
}
