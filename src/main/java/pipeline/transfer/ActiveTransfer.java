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
import pipeline.transfer.TransferEvent.Admitted;
import pipeline.transfer.TransferEvent.Attached;
import pipeline.transfer.TransferEvent.CancelRequested;
import pipeline.transfer.TransferEvent.ChoiceAwaited;
import pipeline.transfer.TransferEvent.ChoiceMade;
import pipeline.transfer.TransferEvent.Ended;
import pipeline.transfer.TransferEvent.JobClosed;
import pipeline.transfer.TransferEvent.JobOpened;
import pipeline.transfer.TransferEvent.Paused;
import pipeline.transfer.TransferEvent.PriorityChanged;
import pipeline.transfer.TransferEvent.Queued;
import pipeline.transfer.TransferEvent.Resumed;
import pipeline.transfer.TransferEvent.Retry;
import pipeline.transfer.TransferEvent.TasksSkipped;
import workflow.ActionStep;
import workflow.ChoiceStep;
import workflow.Workflow;

/**
 * A transfer on its way: a job is open, a choice is awaited, or it is in the queue for a place among the active transfers.
 * Each step is opened once. It has a place while a job is open and nobody paused it.
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
        return !(whereabouts instanceof Whereabouts.InJob)
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
        if (orders.paused().isEmpty()) {
            return Answer.no("the transfer is neither paused nor failed, so there is nothing to resume");
        }
        var resumed = new Resumed(mandate, now);
        return whereabouts instanceof Whereabouts.InJob in
                ? Answer.yes(
                        List.of(resumed, new Queued(in.job().step(), in.job().turn(), Optional.empty(), now)))
                : Answer.yes(List.of(resumed));
    }

    public Answer<TransferEvent> prioritize(int priority, Mandate mandate, Instant now) {
        if (priority < 0 || priority > Steering.PRIORITY_MAX) {
            return Answer.no("a priority is a number from 0 to " + Steering.PRIORITY_MAX);
        }
        return orders.knows(mandate)
                ? Answer.nothing()
                : Answer.yes(List.of(new PriorityChanged(priority, mandate, now)));
    }

    /** It is given a place. One that does not wait for any has no use for it. */
    public Answer<TransferEvent> admit(Instant now) {
        if (!(need() instanceof PlaceNeed.Waits)) {
            return Answer.nothing();
        }
        var admitted = new Admitted(now);
        return whereabouts instanceof Whereabouts.InQueue in
                ? Answer.yes(List.of(
                        admitted,
                        new JobOpened(
                                in.next().step(),
                                in.next().turn(),
                                jobsOpened,
                                now,
                                in.next().retry())))
                : Answer.yes(List.of(admitted));
    }

    /** For a retry or a skip, which only a transfer that failed takes. */
    public Answer<TransferEvent> notFailed(Mandate mandate) {
        return orders.knows(mandate)
                ? Answer.nothing()
                : Answer.no("the transfer has not failed; where its workflow went on after failed tasks, later steps"
                        + " rest on that");
    }

    private Route route(Instant now) {
        return new Route(workflow, submission, choices(), need() instanceof PlaceNeed.Holds, now);
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
            var steering = in.queued() ? orders.steering().held() : orders.steering();
            return new TransferDue.RunJob(
                    job.step(), job.turn(), job.position(), in.link(), isStopping(), steering, job.retry());
        }
        return new TransferDue.Nothing();
    }

    /** One that is paused, or stops while it waits, begins nothing new and leaves its place to others. */
    @Override
    public PlaceNeed need() {
        if (orders.paused().isPresent() || whereabouts instanceof Whereabouts.AtChoice) {
            return new PlaceNeed.None();
        }
        if (whereabouts instanceof Whereabouts.InJob in && !in.queued()) {
            return new PlaceNeed.Holds();
        }
        return isStopping() ? new PlaceNeed.None() : new PlaceNeed.Waits(orders.priority(), submission.submittedAt());
    }

    private boolean isStopping() {
        return orders.cancel().isPresent() && !Route.isStored(findings);
    }

    // --- Facts ------------------------------------------------------------------------------------

    @Override
    public TransferState apply(TransferEvent event, String link) {
        if (event instanceof Attached attached) {
            return with(change -> change.epoch = attached.epoch());
        }
        if (event instanceof Queued || event instanceof Admitted) {
            return with(change -> change.whereabouts = placed(event));
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

    private Whereabouts placed(TransferEvent event) {
        if (whereabouts instanceof Whereabouts.InJob in) {
            return new Whereabouts.InJob(in.job(), in.link(), event instanceof Queued);
        }
        return event instanceof Queued queued ? new Whereabouts.InQueue(queued) : whereabouts;
    }

    /** What a failed turn found about the package is replaced by what its retry finds. */
    private ActiveTransfer opened(JobOpened opened, String link) {
        return with(change -> {
            change.whereabouts = new Whereabouts.InJob(opened, link, false);
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

    private ActiveTransfer with(Consumer<TransferChange> edit) {
        var change = new TransferChange(this);
        edit.accept(change);
        return change.done();
    }

    private static <T> List<T> join(List<T> first, List<T> second) {
        var both = new ArrayList<>(first);
        both.addAll(second);
        return List.copyOf(both);
    }
}
