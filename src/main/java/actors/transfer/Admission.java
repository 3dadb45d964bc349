package actors.transfer;

import actors.WireMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import model.TransferId;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.typed.ClusterSingleton;
import org.apache.pekko.cluster.typed.ClusterSingletonSettings;
import org.apache.pekko.cluster.typed.SingletonActor;
import pipeline.transfer.PlaceNeed;
import pipeline.transfer.Places;

/**
 * Gives places among the active transfers, so that no more than some are on their way at once; one actor for the whole
 * cluster, on a coordinator. Nothing here is durable: transfers say again and again what they need, and what they have is
 * in their own journals.
 */
public final class Admission extends AbstractBehavior<Admission.Command> {

    /** The role of the nodes that it lives on. */
    private static final String HOLDER = "coordinator";

    /** How often the silent ones are asked. */
    private static final Duration TICK = Duration.ofSeconds(2);

    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

    private static final SupervisorStrategy RESTART =
            SupervisorStrategy.restartWithBackoff(Duration.ofMillis(500), Duration.ofSeconds(5), 0.2);

    /** Names the transfers that may have a place, straight from what is stored. May block, and fail. */
    @FunctionalInterface
    public interface Unfinished extends Supplier<Collection<TransferId>> {}

    // --- Protocol -----------------------------------------------------------------------------

    public sealed interface Command {}

    /**
     * Needs a place; the one who asks is told to take it when it is its turn.
     *
     * @param turn counts how often it began to wait, and comes back with the answer
     */
    public record Waits(
            TransferId transfer, int priority, Instant submittedAt, long turn, ActorRef<TransferActor.Command> replyTo)
            implements Command, WireMessage {

        void answer() {
            replyTo.tell(new TransferActor.TakePlace(turn));
        }
    }

    /** Has a place. */
    public record Holds(TransferId transfer) implements Command, WireMessage {}

    /** Needs no place, or none any more. */
    public record Leaves(TransferId transfer) implements Command, WireMessage {}

    /** How many places there are, and how many transfers have one or wait for one. */
    public record Describe(ActorRef<Sight> replyTo) implements Command, WireMessage {}

    public record Sight(int places, int taken, int waiting) implements WireMessage {}

    private record Listed(Collection<TransferId> unfinished, Optional<Throwable> failure) implements Command {}

    private record ListAgain() implements Command {}

    private record Tick() implements Command {}

    private record End() implements Command, WireMessage {}

    // --- Birth --------------------------------------------------------------------------------

    /**
     * The way to it from any coordinator; it lives on the oldest.
     *
     * @param limit how many transfers may have a place at once
     */
    public static ActorRef<Command> init(ActorSystem<?> system, int limit, Unfinished unfinished) {
        var behavior = Behaviors.setup((ActorContext<Command> ctx) ->
                Behaviors.withTimers(timers -> new Admission(limit, unfinished, timers, ctx)));
        return ClusterSingleton.get(system)
                .init(SingletonActor.of(Behaviors.supervise(behavior).onFailure(RESTART), "admission")
                        .withStopMessage(new End())
                        .withSettings(ClusterSingletonSettings.create(system).withRole(HOLDER)));
    }

    private final Unfinished unfinished;
    private final Places places;
    private final Executor blocking;
    private final TimerScheduler<Command> timers;
    private final Map<TransferId, Waits> waiting = new HashMap<>();
    private boolean listed;

    private Admission(int limit, Unfinished unfinished, TimerScheduler<Command> timers, ActorContext<Command> ctx) {
        super(ctx);
        this.unfinished = unfinished;
        this.places = new Places(limit);
        this.blocking = ctx.getSystem().dispatchers().lookup(DispatcherSelector.blocking());
        this.timers = timers;
        timers.startTimerWithFixedDelay(new Tick(), TICK);
        list();
    }

    /** Whoever had a place before this began keeps it; nobody gets one until it is known who may have. */
    private void list() {
        getContext()
                .pipeToSelf(
                        CompletableFuture.supplyAsync(unfinished, blocking),
                        (found, failure) -> new Listed(found, Optional.ofNullable(failure)));
    }

    // --- Commands -----------------------------------------------------------------------------

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Waits.class, this::onWaits)
                .onMessage(Holds.class, this::onHolds)
                .onMessage(Leaves.class, this::onLeaves)
                .onMessage(Describe.class, this::onDescribe)
                .onMessage(Listed.class, this::onListed)
                .onMessage(ListAgain.class, command -> {
                    list();
                    return this;
                })
                .onMessage(Tick.class, command -> onTick())
                .onMessage(End.class, command -> Behaviors.stopped())
                .build();
    }

    private Behavior<Command> onWaits(Waits command) {
        var need = new PlaceNeed.Waits(command.priority(), command.submittedAt());
        if (places.waits(command.transfer(), need, System.nanoTime())) {
            command.answer();
        } else {
            waiting.put(command.transfer(), command);
        }
        return grant();
    }

    private Behavior<Command> onHolds(Holds command) {
        waiting.remove(command.transfer());
        places.holds(command.transfer(), System.nanoTime());
        return this;
    }

    private Behavior<Command> onLeaves(Leaves command) {
        waiting.remove(command.transfer());
        places.leaves(command.transfer());
        return grant();
    }

    private Behavior<Command> onDescribe(Describe command) {
        command.replyTo().tell(new Sight(places.limit(), places.taken(), places.waiting()));
        return this;
    }

    private Behavior<Command> onListed(Listed command) {
        if (command.failure().isPresent()) {
            getContext()
                    .getLog()
                    .warn(
                            "can't tell which transfers have a place; asking again",
                            command.failure().get());
            timers.startSingleTimer(new ListAgain(), RETRY_DELAY);
            return this;
        }
        listed = true;
        places.expect(command.unfinished(), System.nanoTime());
        command.unfinished().forEach(this::wake);
        return grant();
    }

    private Behavior<Command> onTick() {
        places.silent(System.nanoTime()).forEach(this::wake);
        waiting.keySet().removeIf(transfer -> !places.isWaiting(transfer));
        return grant();
    }

    private Behavior<Command> grant() {
        if (listed) {
            places.grant(System.nanoTime())
                    .forEach(transfer -> waiting.remove(transfer).answer());
        }
        return this;
    }

    /** It says how it stands, wherever it is at home. */
    private void wake(TransferId transfer) {
        ClusterSharding.get(getContext().getSystem())
                .entityRefFor(TransferActor.TYPE_KEY, transfer.toString())
                .tell(new TransferActor.Wake());
    }
}
