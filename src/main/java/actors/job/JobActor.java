package actors.job;

import actors.journal.JobSnapshots;
import actors.journal.JournalWatch;
import actors.journal.PekkoJournal;
import actors.projection.ProjectionActor;
import actors.worker.WorkerActor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import model.FilePath;
import model.LogFields;
import model.Loss;
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
import org.apache.pekko.persistence.typed.SnapshotAdapter;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EffectBuilder;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import pipeline.job.ClosedJob;
import pipeline.job.JobEvent;
import pipeline.job.JobEvent.Planned;
import pipeline.job.JobProtocol;
import pipeline.job.JobProtocol.News;
import pipeline.job.JobState;
import pipeline.job.Steering;
import pipeline.journal.ChainedEvent;
import pipeline.journal.Journaled;
import pipeline.transfer.TransferEvent;
import preservation.attempt.AttemptKey;
import views.ViewsUnavailable;
import workflow.Scope;

/**
 * The mailbox of one job: plans its tasks, hands them out by the dispatcher's grants and records their outcomes, in the
 * order that {@link JobProtocol} keeps. It decides nothing about what follows it, and touches no file.
 */
public final class JobActor extends EventSourcedBehavior<JobActor.Command, ChainedEvent, Journaled<JobState>> {

    private static final Duration PLAN_AGAIN_DELAY = Duration.ofSeconds(1);
    /** A recovery reads at most so many events, and one write more than these share is not felt. */
    private static final int SNAPSHOT_EVERY = 50;

    private static final Duration CATCH_UP_LIMIT = Duration.ofMinutes(10);

    // --- Protocol -----------------------------------------------------------------------------

    public sealed interface Command {}

    /** From the dispatcher: this worker takes at most so many tasks in one hand-out. */
    public record Grant(WorkerId worker, String name, ActorRef<WorkerActor.Command> ref, int most) implements Command {}

    /** From a hand-out; repeated by the worker until it is acknowledged. */
    public record TasksReported(long attempt, List<TaskOutcome> outcomes) implements Command {}

    /** From a hand-out that will bring nothing more. */
    public record AttemptEnded(long attempt, Loss loss, String reason) implements Command {}

    private record SealedRead(AttemptEnded ended, List<TaskOutcome> outcomes) implements Command {}

    /** From the transfer: come to an end, begin nothing new. */
    public record Stop() implements Command {}

    /** From the transfer, after each of its events: how people want the job to be driven. */
    public record Steer(Steering steering) implements Command {}

    private record Begin() implements Command {}

    private record StoreGathered() implements Command {}

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
    private final ActorContext<Command> ctx;
    private final JobProtocol<ActorRef<WorkerActor.Command>, EffectBuilder<ChainedEvent, Journaled<JobState>>> protocol;
    private final List<News<ActorRef<WorkerActor.Command>>> gathered = new ArrayList<>();
    private final HandOuts world;
    private final JournalWatch.Writer writer;
    private Steering steering;
    private boolean planning;

    private JobActor(JobSetup setup, JobSurroundings around, Consumer<Report> onClosed, ActorContext<Command> ctx) {
        super(PersistenceId.ofUniqueId(setup.id().persistenceId())); // stops when its journal fails
        this.setup = setup;
        this.around = around;
        this.ctx = ctx;
        this.steering = setup.steering();
        this.writer = around.journal().writer();
        this.world = new HandOuts(setup, around, this::plan, onClosed, ctx);
        this.protocol = new JobProtocol<>(setup.step(), new PekkoJournal<>(Effect(), writer), world);
        this.protocol.beginPaused(steering.paused());
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

    private Effect<ChainedEvent, Journaled<JobState>> onBegin(Journaled<JobState> state) {
        return protocol.begin(state, now()).thenUnstashAll();
    }

    private Effect<ChainedEvent, Journaled<JobState>> onAttachedCommand(Journaled<JobState> state, Command command) {
        if (!protocol.isAttached()) {
            return Effect().stash();
        }
        if (command instanceof Grant grant) {
            return gather(new News.Granted<>(grant.worker(), grant.name(), grant.ref(), grant.most()));
        }
        if (command instanceof TasksReported reported) {
            world.measured(reported.outcomes());
            return gather(new News.Reported<>(reported.attempt(), reported.outcomes()));
        }
        if (command instanceof StoreGathered) {
            return storeGathered(state);
        }
        if (command instanceof AttemptEnded ended) {
            return onAttemptEnded(state, ended);
        }
        if (command instanceof SealedRead read) {
            var ended = read.ended();
            if (!read.outcomes().isEmpty()) {
                ctx.getLog()
                        .info(
                                "attempt {} left a sealed result of {} tasks",
                                ended.attempt(),
                                read.outcomes().size());
            }
            return protocol.attemptEnded(state, ended.attempt(), ended.loss(), ended.reason(), read.outcomes(), now());
        }
        if (command instanceof PlanMade made) {
            return onPlanMade(state, made.plan());
        }
        if (command instanceof PlanFailed failed) {
            return onPlanFailed(state, failed.cause());
        }
        if (command instanceof Steer steer) {
            return onSteer(state, steer.steering());
        }
        return command instanceof PlanAgain ? protocol.resume(state) : protocol.stop(state, now());
    }

    /** What came while the last write was under way is behind it in the mailbox, and before this. */
    private Effect<ChainedEvent, Journaled<JobState>> gather(News<ActorRef<WorkerActor.Command>> news) {
        if (gathered.isEmpty()) {
            ctx.getSelf().tell(new StoreGathered());
        }
        gathered.add(news);
        return Effect().none();
    }

    /** A worker that is gone may have left its result; one that broke has said all that there is. */
    private Effect<ChainedEvent, Journaled<JobState>> onAttemptEnded(Journaled<JobState> state, AttemptEnded ended) {
        if (ended.loss() == Loss.BROKE) {
            return protocol.attemptEnded(state, ended.attempt(), ended.loss(), ended.reason(), List.of(), now());
        }
        ctx.pipeToSelf(
                CompletableFuture.supplyAsync(
                        () -> around.sealed().read(new AttemptKey(setup.id(), ended.attempt())), around.blocking()),
                (outcomes, failure) -> new SealedRead(ended, failure == null ? outcomes : List.of()));
        return Effect().none();
    }

    private Effect<ChainedEvent, Journaled<JobState>> storeGathered(Journaled<JobState> state) {
        var all = List.copyOf(gathered);
        gathered.clear();
        return protocol.together(state, all, now());
    }

    private Effect<ChainedEvent, Journaled<JobState>> onSteer(Journaled<JobState> state, Steering wanted) {
        if (wanted.equals(steering)) {
            return Effect().none();
        }
        steering = wanted;
        world.prioritize(wanted.priority());
        return protocol.pause(state, wanted.paused());
    }

    private Effect<ChainedEvent, Journaled<JobState>> onPlanMade(Journaled<JobState> state, Planner.Plan plan) {
        planning = false;
        world.planned(plan.entries());
        int count = setup.step().scope() == Scope.PACKAGE ? 1 : plan.files().size();
        var planned = new Planned(count, plan.facts().encoded(), plan.factsSha256(), now(), carried());
        return protocol.planned(state, plan.files(), planned);
    }

    private int carried() {
        return setup.retry().map(TransferEvent.Retry::carried).orElse(0);
    }

    /** A database that is away is no reason to fail a job. */
    private Effect<ChainedEvent, Journaled<JobState>> onPlanFailed(Journaled<JobState> state, Throwable cause) {
        planning = false;
        if (cause instanceof ViewsUnavailable || cause instanceof TimeoutException) {
            ctx.getLog().warn("{} can't be planned now ({}); trying again", setup.id(), cause.getMessage());
            ctx.scheduleOnce(PLAN_AGAIN_DELAY, ctx.getSelf(), new PlanAgain());
            return Effect().none();
        }
        return protocol.unplannable(state, "the job could not be planned: " + said(cause), now());
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

    @Override
    public RetentionCriteria retentionCriteria() {
        return RetentionCriteria.snapshotEvery(SNAPSHOT_EVERY, 1);
    }

    @Override
    public SnapshotAdapter<Journaled<JobState>> snapshotAdapter() {
        return new JobSnapshots();
    }

    @Override
    public SignalHandler<Journaled<JobState>> signalHandler() {
        return PekkoJournal.signals(
                newSignalHandlerBuilder(), writer, () -> ctx.getSelf().tell(new Begin()));
    }

    // --- Plans ---------------------------------------------------------------------------------

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
            return around.planner().plan(new Planner.Order(setup.id(), setup.step(), setup.retry(), directory));
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
