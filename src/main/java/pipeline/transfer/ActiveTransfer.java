package pipeline.transfer;

import static pipeline.transfer.TransferState.impossible;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import model.DatedFinding;
import model.JobOutcome;
import model.Mandate;
import model.Product;
import model.Submission;
import model.TransferStatus;
import pipeline.Answer;
import pipeline.job.Steering;
import pipeline.transfer.TransferEvent.Attached;
import pipeline.transfer.TransferEvent.CancelRequested;
import pipeline.transfer.TransferEvent.ChoiceAwaited;
import pipeline.transfer.TransferEvent.ChoiceMade;
import pipeline.transfer.TransferEvent.Ended;
import pipeline.transfer.TransferEvent.JobClosed;
import pipeline.transfer.TransferEvent.JobOpened;
import pipeline.transfer.TransferEvent.Paused;
import pipeline.transfer.TransferEvent.PriorityChanged;
import pipeline.transfer.TransferEvent.Resumed;
import pipeline.transfer.TransferEvent.Retry;
import pipeline.transfer.TransferEvent.TasksSkipped;
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
 * @param failed the step that failed, while its failed tasks are tried again
 * @param orders what people have asked of it
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
        Optional<FailedStep> failed,
        Orders orders)
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
                Optional.empty(),
                Orders.NONE);
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
        if (orders.cancel().isPresent() && !Route.isStored(known)) {
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
        if (orders.cancel().isPresent()) {
            return Answer.nothing();
        }
        if (Route.isStored(findings)) {
            return Answer.no("the AIP is in the store already, so there is nothing left to cancel");
        }
        return whereabouts instanceof Whereabouts.AtChoice
                ? Answer.yes(List.of(request, new Ended(TransferStatus.CANCELLED, Optional.empty(), request.at())))
                : Answer.yes(List.of(request));
    }

    /** What runs goes on to its end; nothing new is handed out. */
    public Answer<TransferEvent> pause(Mandate mandate, Instant now) {
        if (orders.knows(mandate)) {
            return Answer.nothing();
        }
        if (orders.cancel().isPresent()) {
            return Answer.no("the transfer is being cancelled");
        }
        return orders.paused().isPresent()
                ? Answer.no("the transfer is paused already, by "
                        + orders.paused().get().mandate().by())
                : Answer.yes(List.of(new Paused(mandate, now)));
    }

    public Answer<TransferEvent> resume(Mandate mandate, Instant now) {
        if (orders.knows(mandate)) {
            return Answer.nothing();
        }
        return orders.paused().isEmpty()
                ? Answer.no("the transfer is neither paused nor failed, so there is nothing to resume")
                : Answer.yes(List.of(new Resumed(mandate, now)));
    }

    public Answer<TransferEvent> prioritize(int priority, Mandate mandate, Instant now) {
        if (priority < 0 || priority > Steering.PRIORITY_MAX) {
            return Answer.no("a priority is a number from 0 to " + Steering.PRIORITY_MAX);
        }
        return orders.knows(mandate)
                ? Answer.nothing()
                : Answer.yes(List.of(new PriorityChanged(priority, mandate, now)));
    }

    /** For a retry or a skip, which only a transfer that failed takes. */
    public Answer<TransferEvent> notFailed(Mandate mandate) {
        return orders.knows(mandate)
                ? Answer.nothing()
                : Answer.no("the transfer has not failed; where its workflow went on after failed tasks, later steps"
                        + " rest on that");
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
            boolean stopping = orders.cancel().isPresent() && !Route.isStored(findings);
            return new TransferDue.RunJob(
                    job.step(), job.turn(), job.position(), in.link(), stopping, orders.steering(), job.retry());
        }
        return new TransferDue.Nothing();
    }

    // --- Facts ------------------------------------------------------------------------------------

    @Override
    public TransferState apply(TransferEvent event, String link) {
        if (event instanceof Attached attached) {
            return with(change -> change.epoch = attached.epoch());
        }
        if (event instanceof JobOpened opened) {
            return opened(opened, link);
        }
        if (event instanceof JobClosed closed) {
            return closed(closed);
        }
        if (event instanceof ChoiceAwaited awaited) {
            return with(change -> change.whereabouts = new Whereabouts.AtChoice(awaited.step(), awaited.at()));
        }
        if (event instanceof ChoiceMade choice) {
            return chosen(choice);
        }
        if (event instanceof Ended ended) {
            return new EndedTransfer(this, ended, link, false);
        }
        return ordered(event);
    }

    private ActiveTransfer ordered(TransferEvent event) {
        if (event instanceof CancelRequested request) {
            return with(change -> change.orders = orders.cancelled(request));
        }
        if (event instanceof Paused pause) {
            return with(change -> change.orders = orders.paused(pause));
        }
        if (event instanceof Resumed resumed) {
            return with(change -> change.orders = orders.resumed(resumed.mandate()));
        }
        if (event instanceof PriorityChanged changed) {
            return with(change -> change.orders = orders.prioritized(changed.priority(), changed.mandate()));
        }
        if (event instanceof TasksSkipped skipped) {
            return with(change -> {
                change.failed =
                        failed.map(step -> step.without(skipped.tasks())).filter(step -> !step.isSettled());
                change.orders = orders.carriedOut(skipped.mandate());
            });
        }
        throw impossible(this, event);
    }

    /** What a failed turn found about the package is replaced by what its retry finds. */
    private ActiveTransfer opened(JobOpened opened, String link) {
        return with(change -> {
            change.whereabouts = new Whereabouts.InJob(opened, link);
            change.jobsOpened = jobsOpened + 1;
            opened.retry().ifPresent(retry -> {
                change.orders = orders.carriedOut(retry.mandate());
                change.findings = findings.stream()
                        .filter(dated -> !dated.step().equals(opened.step()))
                        .toList();
            });
        });
    }

    private ActiveTransfer closed(JobClosed closed) {
        var retry = whereabouts instanceof Whereabouts.InJob in ? in.job().retry() : Optional.<Retry>empty();
        return with(change -> {
            change.whereabouts = new Whereabouts.Between();
            change.products = closed.outcome() == JobOutcome.FAILED ? products : join(products, closed.products());
            change.findings = join(findings, closed.findings());
            change.lastClosed = Optional.of(closed);
            change.failed = FailedStep.after(failed, closed, retry);
        });
    }

    private ActiveTransfer chosen(ChoiceMade choice) {
        var choices = new HashMap<>(made);
        choices.put(choice.step(), choice);
        return with(change -> {
            change.whereabouts = new Whereabouts.Between();
            change.made = Map.copyOf(choices);
        });
    }

    private ActiveTransfer with(Consumer<Change> edit) {
        var change = new Change(this);
        edit.accept(change);
        return change.done();
    }

    /** The next state in the making. */
    private static final class Change {
        private final ActiveTransfer before;
        private long epoch;
        private Whereabouts whereabouts;
        private Map<String, ChoiceMade> made;
        private int jobsOpened;
        private List<Product> products;
        private List<DatedFinding> findings;
        private Optional<JobClosed> lastClosed;
        private Optional<FailedStep> failed;
        private Orders orders;

        Change(ActiveTransfer before) {
            this.before = before;
            epoch = before.epoch;
            whereabouts = before.whereabouts;
            made = before.made;
            jobsOpened = before.jobsOpened;
            products = before.products;
            findings = before.findings;
            lastClosed = before.lastClosed;
            failed = before.failed;
            orders = before.orders;
        }

        ActiveTransfer done() {
            return new ActiveTransfer(
                    before.submission,
                    before.workflow,
                    before.submitCommandId,
                    epoch,
                    whereabouts,
                    made,
                    jobsOpened,
                    products,
                    findings,
                    lastClosed,
                    failed,
                    orders);
        }
    }

    private static <T> List<T> join(List<T> first, List<T> second) {
        var both = new ArrayList<>(first);
        both.addAll(second);
        return List.copyOf(both);
    }
}
