package actors.cluster;

import actors.WireMessage;
import actors.journal.JournalWatch;
import actors.journal.PekkoJournal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import model.Mandate;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.ClusterSingleton;
import org.apache.pekko.cluster.typed.ClusterSingletonSettings;
import org.apache.pekko.cluster.typed.SingletonActor;
import org.apache.pekko.pattern.StatusReply;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EffectBuilder;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import pipeline.Answer;
import pipeline.cluster.ClusterEvent;
import pipeline.cluster.DrainedWorkers;
import pipeline.journal.ChainedEvent;
import pipeline.journal.Incarnation;
import pipeline.journal.Journaled;

/**
 * What people ask of the cluster's workers, by name; one actor for the whole cluster, on a coordinator. It tells nobody to
 * stop: dispatchers look about once a second, and are told at once when something changes.
 */
public final class WorkerOrders
        extends EventSourcedBehavior<WorkerOrders.Command, ChainedEvent, Journaled<DrainedWorkers>> {

    /** The role of the nodes that it lives on. */
    private static final String HOLDER = "coordinator";

    /** Who has not looked for so long is not told of changes any more. */
    private static final Duration LOOKED = Duration.ofSeconds(10);

    // --- Protocol -----------------------------------------------------------------------------

    public sealed interface Command extends WireMessage {}

    /** Workers of this name shall take nothing new. Acknowledged when it is stored; the same again changes nothing. */
    public record Drain(String worker, Mandate mandate, ActorRef<StatusReply<Done>> replyTo) implements Command {}

    /** Workers of this name shall take work again. */
    public record Undrain(String worker, Mandate mandate, ActorRef<StatusReply<Done>> replyTo) implements Command {}

    /** How things stand, now and whenever it changes within the next seconds. */
    public record Look(ActorRef<Orders> replyTo) implements Command {}

    /**
     * How things stand.
     *
     * @param version the higher is the newer
     */
    public record Orders(long version, List<Draining> draining) implements WireMessage {}

    /** A name whose workers take nothing new. */
    public record Draining(String worker, String by, String reason, Instant since) {}

    private record Begin() implements Command {}

    private record Leave() implements Command {}

    // --- Birth --------------------------------------------------------------------------------

    /** The way to it from any node; on coordinators it lives on the oldest. */
    public static ActorRef<Command> init(ActorSystem<?> system, InstantSource clock, JournalWatch journal) {
        var behavior = Behaviors.setup((ActorContext<Command> ctx) -> new WorkerOrders(clock, journal, ctx));
        return ClusterSingleton.get(system)
                .init(SingletonActor.of(behavior, "worker-orders")
                        .withStopMessage(new Leave())
                        .withSettings(ClusterSingletonSettings.create(system).withRole(HOLDER)));
    }

    private final InstantSource clock;
    private final ActorContext<Command> ctx;
    private final JournalWatch.Writer writer;
    private final Map<ActorRef<Orders>, Long> lookers = new HashMap<>();
    private final Incarnation<DrainedWorkers, EffectBuilder<ChainedEvent, Journaled<DrainedWorkers>>> life;

    private WorkerOrders(InstantSource clock, JournalWatch journal, ActorContext<Command> ctx) {
        super(
                PersistenceId.ofUniqueId("cluster|workers"),
                SupervisorStrategy.restartWithBackoff(Duration.ofMillis(500), Duration.ofSeconds(5), 0.2));
        this.clock = clock;
        this.writer = journal.writer();
        this.ctx = ctx;
        this.life = new Incarnation<>(new PekkoJournal<>(Effect(), writer), this::tellAll);
    }

    @Override
    public Journaled<DrainedWorkers> emptyState() {
        return new Journaled<>(0, ChainedEvent.GENESIS, DrainedWorkers.NONE);
    }

    // --- Commands -----------------------------------------------------------------------------

    @Override
    public CommandHandler<Command, ChainedEvent, Journaled<DrainedWorkers>> commandHandler() {
        return newCommandHandlerBuilder()
                .forAnyState()
                .onCommand(Begin.class, (state, command) -> life.begin(state, Answer.nothing()))
                .onCommand(Leave.class, (state, command) -> Effect().stop())
                .onCommand(Drain.class, this::onDrain)
                .onCommand(Undrain.class, this::onUndrain)
                .onCommand(Look.class, this::onLook)
                .build();
    }

    private Effect<ChainedEvent, Journaled<DrainedWorkers>> onDrain(Journaled<DrainedWorkers> state, Drain command) {
        return carryOut(
                state, state.state().drain(command.worker(), command.mandate(), clock.instant()), command.replyTo());
    }

    private Effect<ChainedEvent, Journaled<DrainedWorkers>> onUndrain(
            Journaled<DrainedWorkers> state, Undrain command) {
        return carryOut(
                state, state.state().undrain(command.worker(), command.mandate(), clock.instant()), command.replyTo());
    }

    private Effect<ChainedEvent, Journaled<DrainedWorkers>> carryOut(
            Journaled<DrainedWorkers> state, Answer<ClusterEvent> answer, ActorRef<StatusReply<Done>> replyTo) {
        if (answer instanceof Answer.No<ClusterEvent> no) {
            replyTo.tell(StatusReply.error(no.reason()));
            return Effect().none();
        }
        return life.store(state, answer, after -> replyTo.tell(StatusReply.ack()));
    }

    private Effect<ChainedEvent, Journaled<DrainedWorkers>> onLook(Journaled<DrainedWorkers> state, Look command) {
        lookers.put(command.replyTo(), System.nanoTime());
        lookers.values().removeIf(looked -> System.nanoTime() - looked > LOOKED.toNanos());
        command.replyTo().tell(orders(state));
        return Effect().none();
    }

    private void tellAll(Journaled<DrainedWorkers> state) {
        lookers.keySet().forEach(looker -> looker.tell(orders(state)));
    }

    private static Orders orders(Journaled<DrainedWorkers> state) {
        return new Orders(
                state.sequence(),
                state.state().drained().values().stream()
                        .map(each -> new Draining(
                                each.worker(),
                                each.mandate().by(),
                                each.mandate().reason(),
                                each.at()))
                        .toList());
    }

    // --- Events -------------------------------------------------------------------------------

    @Override
    public EventHandler<Journaled<DrainedWorkers>, ChainedEvent> eventHandler() {
        return (state, event) -> state.after(event, (before, stored) -> before.apply((ClusterEvent) stored.event()));
    }

    @Override
    public SignalHandler<Journaled<DrainedWorkers>> signalHandler() {
        return PekkoJournal.signals(
                newSignalHandlerBuilder(), writer, () -> ctx.getSelf().tell(new Begin()));
    }
}
