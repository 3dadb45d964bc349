package pipeline.transfer;

import static pipeline.transfer.TransferState.impossible;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import model.DatedFinding;
import model.JobOutcome;
import model.Product;
import model.Submission;
import model.TransferStatus;
import pipeline.Answer;
import pipeline.transfer.TransferEvent.Attached;
import pipeline.transfer.TransferEvent.CancelRequested;
import pipeline.transfer.TransferEvent.ChoiceAwaited;
import pipeline.transfer.TransferEvent.ChoiceMade;
import pipeline.transfer.TransferEvent.Ended;
import pipeline.transfer.TransferEvent.JobClosed;
import pipeline.transfer.TransferEvent.JobOpened;
import workflow.ActionStep;
import workflow.ChoiceStep;
import workflow.Workflow;

/**
 * A transfer on its way: either a job is open, or a choice is awaited. Each step is opened once.
 *
 * @param epoch counts the incarnations of its actor
 * @param whereabouts what it is busy with
 * @param made choices so far, by step
 * @param jobsOpened how many jobs were opened so far
 * @param products what package-scope jobs made, oldest first
 * @param findings of package-scope jobs, oldest first
 * @param lastClosed the last job that came to its end
 * @param cancel who asked to cancel, if somebody did
 */
public record ActiveTransfer(
        Submission submission,
        Workflow workflow,
        String submitCommandId,
        long epoch,
        Whereabouts whereabouts,
        Map<String, ChoiceMade> made,
        int jobsOpened,
        List<Product> products,
        List<DatedFinding> findings,
        Optional<JobClosed> lastClosed,
        Optional<CancelRequested> cancel)
        implements TransferState {

    /** What an active transfer is busy with. */
    public sealed interface Whereabouts {
        record Between() implements Whereabouts {}

        record InJob(JobOpened job, String link) implements Whereabouts {}

        record AtChoice(String step, Instant since) implements Whereabouts {}
    }

    static ActiveTransfer begin(Submission submission, Workflow workflow, String commandId) {
        return new ActiveTransfer(
                submission,
                workflow,
                commandId,
                1,
                new Whereabouts.Between(),
                Map.of(),
                0,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    // --- Decisions --------------------------------------------------------------------------------

    /** The same submission again is answered as the first time; another one under this id is refused. */
    public Answer<TransferEvent> submitAgain(String commandId) {
        return submitCommandId.equals(commandId) ? Answer.nothing() : Answer.no("this transfer was submitted before");
    }

    public Answer<TransferEvent> attach(String node, Instant now) {
        return Answer.yes(List.of(new Attached(epoch + 1, node, now)));
    }

    public Answer<TransferEvent> choose(ChoiceMade choice) {
        var before = made.get(choice.step());
        if (before != null) {
            return before.commandId().equals(choice.commandId())
                    ? Answer.nothing()
                    : Answer.no("\"" + choice.step() + "\" was answered before: " + before.option() + ", by "
                            + before.by());
        }
        if (!(whereabouts instanceof Whereabouts.AtChoice at) || !at.step().equals(choice.step())) {
            return Answer.no("\"" + choice.step() + "\" is not waiting for an answer");
        }
        var step = (ChoiceStep) workflow.step(choice.step()).orElseThrow();
        var option = step.option(choice.option());
        if (option.isEmpty()) {
            var names = step.options().stream().map(ChoiceStep.Option::name).toList();
            return Answer.no("\"" + choice.step() + "\" has no option \"" + choice.option() + "\"; it has " + names);
        }
        var events = new ArrayList<TransferEvent>(List.of(choice));
        events.addAll(route(choice.at()).picked(step, option.get(), jobsOpened, findings));
        return Answer.yes(events);
    }

    /** A job reports its end, perhaps again: only the open one's first report has an effect. */
    public Answer<TransferEvent> jobClosed(JobClosed closed) {
        if (!(whereabouts instanceof Whereabouts.InJob in) || !isSame(in.job(), closed)) {
            return Answer.nothing();
        }
        var events = new ArrayList<TransferEvent>(List.of(closed));
        var known = new ArrayList<>(findings);
        known.addAll(closed.findings());
        if (cancel.isPresent() && !Route.isStored(known)) {
            events.add(new Ended(TransferStatus.CANCELLED, Optional.empty(), closed.at()));
        } else if (closed.outcome() == JobOutcome.FAILED || closed.outcome() == JobOutcome.CANCELLED) {
            events.add(new Ended(TransferStatus.FAILED, closed.failure(), closed.at()));
        } else {
            var step = (ActionStep) workflow.step(closed.step()).orElseThrow();
            events.addAll(route(closed.at()).enter(workflow.after(step.name(), step.next()), jobsOpened, known));
        }
        return Answer.yes(events);
    }

    public Answer<TransferEvent> cancel(CancelRequested request) {
        if (cancel.isPresent()) {
            return Answer.nothing();
        }
        if (Route.isStored(findings)) {
            return Answer.no("the AIP is in the store already, so there is nothing left to cancel");
        }
        return whereabouts instanceof Whereabouts.AtChoice
                ? Answer.yes(List.of(request, new Ended(TransferStatus.CANCELLED, Optional.empty(), request.at())))
                : Answer.yes(List.of(request));
    }

    private Route route(Instant now) {
        return new Route(workflow, submission, choices(), now);
    }

    /** Choices so far: step name to option name. */
    public Map<String, String> choices() {
        var choices = new HashMap<String, String>();
        made.forEach((step, choice) -> choices.put(step, choice.option()));
        return choices;
    }

    private static boolean isSame(JobOpened job, JobClosed closed) {
        return job.step().equals(closed.step()) && job.turn() == closed.turn();
    }

    // --- What is due ------------------------------------------------------------------------------

    @Override
    public TransferDue due() {
        if (whereabouts instanceof Whereabouts.InJob in) {
            var job = in.job();
            return new TransferDue.RunJob(job.step(), job.turn(), job.position(), in.link(), cancel.isPresent());
        }
        return new TransferDue.Nothing();
    }

    // --- Facts ------------------------------------------------------------------------------------

    @Override
    public TransferState apply(TransferEvent event, String link) {
        if (event instanceof Attached attached) {
            return at(whereabouts, attached.epoch(), cancel);
        }
        if (event instanceof JobOpened opened) {
            return opened(opened, link);
        }
        if (event instanceof JobClosed closed) {
            return closed(closed);
        }
        if (event instanceof ChoiceAwaited awaited) {
            return at(new Whereabouts.AtChoice(awaited.step(), awaited.at()), epoch, cancel);
        }
        if (event instanceof ChoiceMade choice) {
            return chosen(choice);
        }
        if (event instanceof CancelRequested request) {
            return at(whereabouts, epoch, Optional.of(request));
        }
        if (event instanceof Ended ended) {
            return new EndedTransfer(submission, submitCommandId, ended, made, findings, link, false);
        }
        throw impossible(this, event);
    }

    private ActiveTransfer at(Whereabouts where, long inEpoch, Optional<CancelRequested> cancelled) {
        return new ActiveTransfer(
                submission,
                workflow,
                submitCommandId,
                inEpoch,
                where,
                made,
                jobsOpened,
                products,
                findings,
                lastClosed,
                cancelled);
    }

    private ActiveTransfer opened(JobOpened opened, String link) {
        return new ActiveTransfer(
                submission,
                workflow,
                submitCommandId,
                epoch,
                new Whereabouts.InJob(opened, link),
                made,
                jobsOpened + 1,
                products,
                findings,
                lastClosed,
                cancel);
    }

    private ActiveTransfer closed(JobClosed closed) {
        return new ActiveTransfer(
                submission,
                workflow,
                submitCommandId,
                epoch,
                new Whereabouts.Between(),
                made,
                jobsOpened,
                join(products, closed.products()),
                join(findings, closed.findings()),
                Optional.of(closed),
                cancel);
    }

    private ActiveTransfer chosen(ChoiceMade choice) {
        var choices = new HashMap<>(made);
        choices.put(choice.step(), choice);
        return new ActiveTransfer(
                submission,
                workflow,
                submitCommandId,
                epoch,
                new Whereabouts.Between(),
                Map.copyOf(choices),
                jobsOpened,
                products,
                findings,
                lastClosed,
                cancel);
    }

    private static <T> List<T> join(List<T> first, List<T> second) {
        var both = new ArrayList<>(first);
        both.addAll(second);
        return List.copyOf(both);
    }
}
