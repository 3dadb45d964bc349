package actors.job;

import actors.journal.Journaled;
import actors.projection.ProjectionActor;
import actors.worker.WorkerActor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import model.FilePath;
import model.LogFields;
import model.Ordinals;
import model.TaskOutcome;
import model.WorkerId;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.pattern.StatusReply;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import pipeline.Answer;
import pipeline.job.ClosedJob;
import pipeline.job.JobEvent;
import pipeline.job.JobEvent.HandedOut;
import pipeline.job.JobEvent.Planned;
import pipeline.job.JobState;
import pipeline.job.RunningJob;
import pipeline.journal.ChainedEvent;
import views.ViewsUnavailable;
import workflow.Scope;

/**
 * One job of a transfer: plans its tasks, hands them out by the dispatcher's grants and records their outcomes. It decides
 * nothing about what follows it, and touches no file.
 */
public final class JobActor extends EventSourcedBehavior<JobActor.Command, ChainedEvent, Journaled<JobState>> {

    private static final Duration PLAN_AGAIN_DELAY = Duration.ofSeconds(1);
    private static final Duration CATCH_UP_LIMIT = Duration.ofMinutes(10);

    // --- Protocol -----------------------------------------------------------------------------

    public sealed interface Command {}

    /** From the dispatcher: this worker takes at most so many tasks in one hand-out. */
    public record Grant(WorkerId worker, ActorRef<WorkerActor.Command> ref, int most) implements Command {}

    /** From a hand-out; repeated by the worker until it is acknowledged. */
    public record TasksReported(long attempt, List<TaskOutcome> outcomes) implements Command {}

    /** From a hand-out that will bring nothing more. */
    public record AttemptEnded(long attempt, String reason) implements Command {}

    /** From the transfer: come to an end, begin nothing new. */
    public record Stop() implements Command {}

    private record Begin() implements Command {}

    private record PlanMade(Planner.Plan plan) implements Command {}

    private record PlanFailed(Throwable cause) implements Command {}

    private record PlanAgain() implements Command {}

    /** What the transfer is told when the job has come to its end; told again after a crash. */
    public record Report(ClosedJob closed, long sequence, String head) {}

    // --- Birth --------------------------------------------------------------------------------

    /** The listener is called on the actor's own thread, so it only tells. */
    public static Behavior<Command> create(JobSetup setup, JobSurroundings surroundings, Consumer<Report> onClosed) {
        return Behaviors.withMdc(
                Command.class,
                LogFields.of(setup.id()),
                Behaviors.setup(ctx -> new JobActor(setup, surroundings, onClosed, ctx)));
    }

    private final JobSetup setup;
    private final JobSurroundings around;
    private final Consumer<Report> onClosed;
    private final ActorContext<Command> ctx;
    private final HandOuts handOuts;
    private boolean attached;
    private boolean planning;

    private JobActor(JobSetup setup, JobSurroundings around, Consumer<Report> onClosed, ActorContext<Command> ctx) {
        super(PersistenceId.ofUniqueId(setup.id().persistenceId())); // stops when its journal fails
        this.setup = setup;
        this.around = around;
        this.onClosed = onClosed;
        this.ctx = ctx;
        this.handOuts = new HandOuts(setup, around, ctx);
    }

    @Override
    public Journaled<JobState> emptyState() {
        return new Journaled<>(0, setup.chainStart(), JobState.initial());
    }

    // --- Commands -----------------------------------------------------------------------------

    @Override
    public CommandHandler<Command, ChainedEvent, Journaled<JobState>> commandHandler() {
        return newCommandHandlerBuilder()
                .forAnyState()
                .onCommand(Begin.class, (state, command) -> onBegin(state))
                .onCommand(Command.class, this::onAttachedCommand)
                .build();
    }

    /** The first act of each incarnation is to say so in the journal; nothing has effect before. */
    private Effect<ChainedEvent, Journaled<JobState>> onBegin(Journaled<JobState> state) {
        if (state.state() instanceof ClosedJob) {
            attached = true;
            return Effect().none().thenRun((Journaled<JobState> same) -> resume(same));
        }
        return Effect()
                .persist(state.seal(events(state.state().attach(around.clock().instant()))))
                .thenRun(after -> {
                    attached = true;
                    resume(after);
                })
                .thenUnstashAll();
    }

    private Effect<ChainedEvent, Journaled<JobState>> onAttachedCommand(Journaled<JobState> state, Command command) {
        if (!attached) {
            return Effect().stash();
        }
        if (command instanceof Grant grant) {
            return onGrant(state, grant);
        }
        if (command instanceof TasksReported reported) {
            return onTasksReported(state, reported);
        }
        if (command instanceof AttemptEnded ended) {
            return onAttemptEnded(state, ended);
        }
        if (command instanceof PlanMade made) {
            return onPlanMade(state, made.plan());
        }
        if (command instanceof PlanFailed failed) {
            return onPlanFailed(state, failed.cause());
        }
        if (command instanceof PlanAgain) {
            return Effect().none().thenRun((Journaled<JobState> same) -> resume(same));
        }
        return onStop(state);
    }

    private Effect<ChainedEvent, Journaled<JobState>> onGrant(Journaled<JobState> state, Grant grant) {
        if (!(state.state() instanceof RunningJob running) || running.ledger().waiting() == 0) {
            handOuts.release(grant.worker());
            return Effect().none();
        }
        var events = events(running.handOut(grant.worker(), grant.most(), now()));
        return persist(
                state, events, after -> handOuts.send((RunningJob) after, (HandedOut) events.get(0), grant.ref()));
    }

    private Effect<ChainedEvent, Journaled<JobState>> onTasksReported(
            Journaled<JobState> state, TasksReported reported) {
        var known = Ordinals.of(
                reported.outcomes().stream().mapToInt(TaskOutcome::ordinal).toArray());
        Runnable acknowledge = () -> handOuts.acknowledge(reported.attempt(), known);
        if (!(state.state() instanceof RunningJob running)) {
            acknowledge.run();
            return Effect().none();
        }
        var answer = running.tasksEnded(reported.attempt(), reported.outcomes(), setup.step(), now());
        return persist(state, events(answer), after -> acknowledge.run());
    }

    private Effect<ChainedEvent, Journaled<JobState>> onAttemptEnded(Journaled<JobState> state, AttemptEnded ended) {
        if (!(state.state() instanceof RunningJob running)) {
            return Effect().none();
        }
        var answer = running.attemptLost(ended.attempt(), ended.reason(), setup.step(), now());
        if (!events(answer).isEmpty()) {
            ctx.getLog()
                    .warn(
                            "attempt {} ended early ({}); its open tasks return to the queue",
                            ended.attempt(),
                            ended.reason());
        }
        return persist(state, events(answer), after -> handOuts.abandon(ended.attempt()));
    }

    private Effect<ChainedEvent, Journaled<JobState>> onPlanMade(Journaled<JobState> state, Planner.Plan plan) {
        planning = false;
        if (!(state.state() instanceof JobState.Planning planningState)) {
            return Effect().none();
        }
        int count = setup.step().scope() == Scope.PACKAGE ? 1 : plan.files().size();
        var planned = new Planned(count, plan.facts().encoded(), plan.factsSha256(), now());
        return persist(state, events(planningState.planned(plan.files(), planned, setup.step())), after -> {});
    }

    /** A database that is away is no reason to fail a job. */
    private Effect<ChainedEvent, Journaled<JobState>> onPlanFailed(Journaled<JobState> state, Throwable cause) {
        planning = false;
        if (!(state.state() instanceof JobState.Planning planningState)) {
            return Effect().none();
        }
        if (cause instanceof ViewsUnavailable || cause instanceof TimeoutException) {
            ctx.getLog().warn("{} can't be planned now ({}); trying again", setup.id(), cause.getMessage());
            ctx.scheduleOnce(PLAN_AGAIN_DELAY, ctx.getSelf(), new PlanAgain());
            return Effect().none();
        }
        var message = "the job could not be planned: " + said(cause);
        return persist(state, events(planningState.failed(message, setup.step(), now())), after -> {});
    }

    private Effect<ChainedEvent, Journaled<JobState>> onStop(Journaled<JobState> state) {
        if (state.state() instanceof JobState.Planning planningState) {
            return persist(state, events(planningState.stop(now())), after -> {});
        }
        if (state.state() instanceof RunningJob running) {
            return persist(state, events(running.stop(now())), after -> {});
        }
        return Effect().none();
    }

    private Effect<ChainedEvent, Journaled<JobState>> persist(
            Journaled<JobState> state, List<JobEvent> events, Consumer<JobState> then) {
        if (events.isEmpty()) {
            return Effect().none().thenRun((Journaled<JobState> same) -> then.accept(same.state()));
        }
        return Effect().persist(state.seal(events)).thenRun(after -> {
            then.accept(after.state());
            resume(after);
        });
    }

    private static List<JobEvent> events(Answer<JobEvent> answer) {
        if (answer instanceof Answer.Yes<JobEvent> yes) {
            return yes.events();
        }
        throw new IllegalStateException(((Answer.No<JobEvent>) answer).reason()); // a job refuses nothing
    }

    private Instant now() {
        return around.clock().instant();
    }

    // --- Events -------------------------------------------------------------------------------

    @Override
    public EventHandler<Journaled<JobState>, ChainedEvent> eventHandler() {
        return (state, event) ->
                state.after(event, (before, stored) -> before.apply((JobEvent) stored.event(), setup.step()));
    }

    // --- What the state asks of the world: after every event, and again after a crash ------------

    @Override
    public SignalHandler<Journaled<JobState>> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), state -> ctx.getSelf().tell(new Begin()))
                .build();
    }

    private void resume(Journaled<JobState> journaled) {
        around.projection().tell(new ProjectionActor.Advance(setup.id().persistenceId(), journaled.sequence()));
        if (journaled.state() instanceof JobState.Planning) {
            plan();
        } else if (journaled.state() instanceof RunningJob running) {
            handOuts.follow(running);
        } else if (journaled.state() instanceof ClosedJob closed) {
            handOuts.abandonAll();
            onClosed.accept(new Report(closed, journaled.sequence(), journaled.head()));
        }
    }

    private void plan() {
        if (planning) {
            return;
        }
        planning = true;
        ctx.pipeToSelf(
                caughtUp().thenApplyAsync(done -> makePlan(), around.blocking()),
                (plan, failure) -> failure == null ? new PlanMade(plan) : new PlanFailed(unwrapped(failure)));
    }

    private CompletionStage<Done> caughtUp() {
        CompletionStage<Done> all = CompletableFuture.completedFuture(Done.getInstance());
        for (var journal : setup.after().entrySet()) {
            all = all.thenCompose(done -> AskPattern.askWithStatus(
                    around.projection(),
                    (ActorRef<StatusReply<Done>> replyTo) ->
                            new ProjectionActor.AwaitCaughtUp(journal.getKey(), journal.getValue(), replyTo),
                    CATCH_UP_LIMIT,
                    ctx.getSystem().scheduler()));
        }
        return all;
    }

    private Planner.Plan makePlan() {
        try {
            var directory = FilePath.of(setup.id().transfer() + "/" + setup.id().localName());
            return around.planner().plan(setup.id().transfer(), setup.step(), directory);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException(failure.getMessage(), failure);
        }
    }

    /** What went wrong, without what the future wrapped around it. */
    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static String said(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
