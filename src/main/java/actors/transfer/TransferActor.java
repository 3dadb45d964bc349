package actors.transfer;

import actors.WireMessage;
import actors.job.JobActor;
import actors.journal.JournalWatch;
import actors.journal.PekkoJournal;
import actors.projection.ProjectionActor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import model.Failure;
import model.LogFields;
import model.TransferId;
import model.TransferStatus;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.pattern.StatusReply;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EffectBuilder;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import pipeline.Answer;
import pipeline.journal.ChainedEvent;
import pipeline.journal.Incarnation;
import pipeline.journal.Journaled;
import pipeline.transfer.ActiveTransfer;
import pipeline.transfer.EndedTransfer;
import pipeline.transfer.TransferDue;
import pipeline.transfer.TransferEvent;
import pipeline.transfer.TransferEvent.JobClosed;
import pipeline.transfer.TransferEvent.Tidied;
import pipeline.transfer.TransferState;
import pipeline.transfer.TransferState.NotSubmitted;

/** One transfer, from submission to its end. Decides the order of jobs; never touches files. */
public final class TransferActor
        extends EventSourcedBehavior<TransferActor.Command, ChainedEvent, Journaled<TransferState>> {

    private static final Duration RESTART_DELAY = Duration.ofSeconds(1);

    // --- Protocol -----------------------------------------------------------------------------

    /** Anything that it is told; what people ask is an {@link Order}. */
    public sealed interface Command extends WireMessage
            permits Order,
                    Wake,
                    Leave,
                    TakePlace,
                    Describe,
                    Begin,
                    JobReported,
                    JobStopped,
                    TidyingEnded,
                    RecallFirst.Recalled {}

    /** Be there, and see to what is due. */
    public record Wake() implements Command {}

    /**
     * A place among the active transfers is this one's, if it still waits for one.
     *
     * @param turn which time of waiting it is for
     */
    public record TakePlace(long turn) implements Command {}

    /** From sharding, when this incarnation is to end. */
    public record Leave() implements Command {}

    public record Describe(ActorRef<Summary> replyTo) implements Command {}

    /**
     * How the transfer stands, straight from its state.
     *
     * @param step the job that is open or the choice that waits; empty when it has ended
     * @param aip where the AIP is, an absolute URI; empty before it is stored
     */
    public record Summary(
            boolean exists,
            TransferStatus status,
            Optional<String> step,
            Optional<String> sip,
            Optional<String> aip,
            Optional<Failure> failure)
            implements WireMessage {}

    private record Begin() implements Command {}

    private record JobReported(JobActor.Report report) implements Command {}

    private record JobStopped(ActorRef<JobActor.Command> job) implements Command {}

    private record TidyingEnded(String head, Optional<String> failure) implements Command {}

    // --- Birth --------------------------------------------------------------------------------

    public static final EntityTypeKey<Command> TYPE_KEY = EntityTypeKey.create(Command.class, "transfer");

    public static Behavior<Command> create(
            TransferId id, TransferSurroundings around, ActorRef<ClusterSharding.ShardCommand> shard) {
        Behavior<Command> transfer = Behaviors.setup(ctx -> new TransferActor(id, around, shard, ctx));
        return Behaviors.withMdc(Command.class, LogFields.of(id), RecallFirst.create(id, around, transfer));
    }

    private final TransferId id;
    private final TransferSurroundings around;
    private final ActorRef<ClusterSharding.ShardCommand> shard;
    private final ActorContext<Command> ctx;
    private final Jobs jobs;
    private final Place place;
    private final JournalWatch.Writer writer;
    private final Incarnation<TransferState, EffectBuilder<ChainedEvent, Journaled<TransferState>>> life;
    private boolean tidying;
    private boolean askedToLeave;

    private TransferActor(
            TransferId id,
            TransferSurroundings around,
            ActorRef<ClusterSharding.ShardCommand> shard,
            ActorContext<Command> ctx) {
        super(PersistenceId.ofUniqueId("transfer|" + id)); // stops when its journal fails; sharding starts a new one
        this.id = id;
        this.around = around;
        this.shard = shard;
        this.ctx = ctx;
        this.writer = around.jobs().journal().writer();
        this.jobs = new Jobs(
                id, around.jobs(), report -> ctx.getSelf().tell(new JobReported(report)), JobStopped::new, ctx);
        this.place = new Place(id, around.admission(), ctx);
        this.life = new Incarnation<>(new PekkoJournal<>(Effect(), writer), this::resume);
    }

    @Override
    public Journaled<TransferState> emptyState() {
        return new Journaled<>(0, ChainedEvent.GENESIS, TransferState.initial());
    }

    // --- Commands: which question in which state ------------------------------------------------

    @Override
    public CommandHandler<Command, ChainedEvent, Journaled<TransferState>> commandHandler() {
        return newCommandHandlerBuilder()
                .forAnyState()
                .onCommand(Begin.class, (state, command) -> onBegin(state))
                .onCommand(Leave.class, (state, command) -> onLeave())
                .onCommand(Command.class, this::onAttachedCommand)
                .build();
    }

    private Effect<ChainedEvent, Journaled<TransferState>> onBegin(Journaled<TransferState> state) {
        var takeOver = state.state() instanceof ActiveTransfer active
                ? active.attach(around.node(), now())
                : Answer.<TransferEvent>nothing();
        return life.begin(state, takeOver).thenUnstashAll();
    }

    /** What came between an own wish to leave and its grant may owe something: then the next incarnation is called. */
    private Effect<ChainedEvent, Journaled<TransferState>> onLeave() {
        return Effect()
                .none()
                .thenRun((Journaled<TransferState> same) -> {
                    if (askedToLeave && !isIdle(same.state())) {
                        ClusterSharding.get(ctx.getSystem())
                                .entityRefFor(TYPE_KEY, id.toString())
                                .tell(new Wake());
                    }
                })
                .thenStop();
    }

    private Effect<ChainedEvent, Journaled<TransferState>> onAttachedCommand(
            Journaled<TransferState> state, Command command) {
        if (!life.isAttached()) {
            return Effect().stash();
        }
        if (command instanceof Order order) {
            return carryOut(state, order.to(state.state(), around.node(), now()), order.replyTo());
        }
        if (command instanceof Describe describe) {
            return Effect().none().thenRun((Journaled<TransferState> same) -> {
                describe.replyTo().tell(Summaries.of(same.state()));
                leaveIfIdle(same.state());
            });
        }
        if (command instanceof JobReported reported) {
            return onJobReported(state, reported.report());
        }
        if (command instanceof JobStopped stopped) {
            return onJobStopped(stopped.job());
        }
        if (command instanceof TakePlace granted) {
            return onTakePlace(state, granted);
        }
        if (command instanceof TidyingEnded ended) {
            return onTidyingEnded(state, ended);
        }
        return Effect().none().thenRun((Journaled<TransferState> same) -> resume(same));
    }

    private Effect<ChainedEvent, Journaled<TransferState>> carryOut(
            Journaled<TransferState> state, Answer<TransferEvent> answer, ActorRef<StatusReply<Done>> replyTo) {
        if (answer instanceof Answer.No<TransferEvent> no) {
            return Effect().none().thenRun((Journaled<TransferState> same) -> {
                replyTo.tell(StatusReply.error(no.reason()));
                leaveIfIdle(same.state());
            });
        }
        return life.store(state, answer, after -> replyTo.tell(StatusReply.ack()));
    }

    private Effect<ChainedEvent, Journaled<TransferState>> onJobReported(
            Journaled<TransferState> state, JobActor.Report report) {
        if (!(state.state() instanceof ActiveTransfer active)) {
            return Effect().none();
        }
        var due = active.due();
        if (!(due instanceof TransferDue.RunJob job)) {
            return Effect().none();
        }
        var closed = report.closed();
        var answer = active.jobClosed(new JobClosed(
                job.step(),
                job.turn(),
                closed.closed().outcome(),
                closed.closed().counts(),
                closed.closed().failure(),
                closed.tally().products(),
                closed.tally().findings(),
                report.sequence(),
                report.head(),
                now(),
                Optional.of(closed.failed()).filter(failed -> !failed.isEmpty())));
        return life.store(state, answer, after -> {});
    }

    /** Who needs it no more says so, and it goes to another. */
    private Effect<ChainedEvent, Journaled<TransferState>> onTakePlace(
            Journaled<TransferState> state, TakePlace granted) {
        if (state.state() instanceof ActiveTransfer active && place.isForNow(granted)) {
            return life.store(state, active.admit(now()), after -> {});
        }
        return Effect().none().thenRun((Journaled<TransferState> same) -> {
            place.say(same.state().need());
            leaveIfIdle(same.state());
        });
    }

    /** No job stops by itself unless its journal failed; a new incarnation goes on from what is stored. */
    private Effect<ChainedEvent, Journaled<TransferState>> onJobStopped(ActorRef<JobActor.Command> job) {
        if (jobs.lost(job)) {
            ctx.getLog().warn("a job of transfer {} stopped; starting it anew in {}", id, RESTART_DELAY);
            ctx.scheduleOnce(RESTART_DELAY, ctx.getSelf(), new Wake());
        }
        return Effect().none();
    }

    private Effect<ChainedEvent, Journaled<TransferState>> onTidyingEnded(
            Journaled<TransferState> state, TidyingEnded tidied) {
        tidying = false;
        boolean sameEnd =
                state.state() instanceof EndedTransfer ended && ended.head().equals(tidied.head());
        if (!sameEnd) { // it was resumed or given up meanwhile
            return life.resume(state);
        }
        if (tidied.failure().isPresent()) {
            ctx.getLog()
                    .warn(
                            "the transfer could not be tidied ({}); trying again in a minute",
                            tidied.failure().get());
            ctx.scheduleOnce(Duration.ofMinutes(1), ctx.getSelf(), new Wake());
            return Effect().none();
        }
        return life.store(state, Answer.yes(List.of(new Tidied(now()))), after -> {});
    }

    private Instant now() {
        return around.jobs().clock().instant();
    }

    // --- Events -------------------------------------------------------------------------------

    @Override
    public EventHandler<Journaled<TransferState>, ChainedEvent> eventHandler() {
        return (state, event) ->
                state.after(event, (before, stored) -> before.apply((TransferEvent) stored.event(), stored.link()));
    }

    // --- What the state asks of the world: after every event, and again after a crash ------------

    @Override
    public SignalHandler<Journaled<TransferState>> signalHandler() {
        return PekkoJournal.signals(
                newSignalHandlerBuilder(), writer, () -> ctx.getSelf().tell(new Begin()));
    }

    private void resume(Journaled<TransferState> journaled) {
        around.projection().tell(new ProjectionActor.Advance("transfer|" + id, journaled.sequence()));
        place.say(journaled.state().need());
        var due = journaled.state().due();
        if (due instanceof TransferDue.RunJob job) {
            jobs.run((ActiveTransfer) journaled.state(), job, journaled.sequence());
        } else if (due instanceof TransferDue.Tidy) {
            tidy((EndedTransfer) journaled.state());
        } else {
            jobs.none();
        }
        leaveIfIdle(journaled.state());
    }

    private void tidy(EndedTransfer ended) {
        jobs.none();
        if (tidying) {
            return;
        }
        tidying = true;
        ctx.pipeToSelf(
                CompletableFuture.runAsync(() -> tidyNow(ended), around.jobs().blocking()),
                (done, failure) -> new TidyingEnded(
                        ended.head(), Optional.ofNullable(failure).map(Throwable::toString)));
    }

    private void tidyNow(EndedTransfer ended) {
        try {
            around.tidying().tidy(id, ended);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** A transfer that owes nothing costs no memory. */
    private void leaveIfIdle(TransferState state) {
        if (isIdle(state)) {
            askedToLeave = true;
            shard.tell(new ClusterSharding.Passivate<>(ctx.getSelf()));
        }
    }

    private static boolean isIdle(TransferState state) {
        return state instanceof NotSubmitted || (state instanceof EndedTransfer ended && ended.tidied());
    }
}
