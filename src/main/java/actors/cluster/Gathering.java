package actors.cluster;

import actors.cluster.ClusterSight.SeenQueue;
import actors.cluster.ClusterSight.SeenWorker;
import actors.dispatch.Dispatcher;
import actors.dispatch.QueueSight;
import actors.worker.WorkerActor;
import actors.worker.WorkerSight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.typed.Cluster;

/** One look around: asks everybody once, and waits for the answers for a limited time. */
final class Gathering extends AbstractBehavior<Gathering.Command> {

    sealed interface Command {}

    private record Worker(ActorRef<?> ref, WorkerSight sight) implements Command {}

    private record Queue(ActorRef<?> ref, QueueSight sight) implements Command {}

    private record Orders(WorkerOrders.Orders orders) implements Command {}

    private record Late() implements Command {}

    private static final Duration ANSWER_LIMIT = Duration.ofMillis(1500);

    private final ActorRef<ClusterSight> replyTo;
    private final Address here;
    private final List<SeenWorker> workers = new ArrayList<>();
    private final List<SeenQueue> queues = new ArrayList<>();
    private final List<ActorRef<?>> silent;
    private Optional<WorkerOrders.Orders> orders = Optional.empty();

    static Behavior<Command> create(Survey.Whom whom, ActorRef<ClusterSight> replyTo) {
        return Behaviors.setup(ctx -> Behaviors.withTimers(timers -> new Gathering(whom, replyTo, ctx, timers)));
    }

    private Gathering(
            Survey.Whom whom,
            ActorRef<ClusterSight> replyTo,
            ActorContext<Command> ctx,
            TimerScheduler<Command> timers) {
        super(ctx);
        this.replyTo = replyTo;
        here = Cluster.get(ctx.getSystem()).selfMember().address();
        silent = new ArrayList<>(Stream.concat(whom.workers().stream(), whom.dispatchers().stream())
                .toList());
        for (var worker : whom.workers()) {
            worker.tell(new WorkerActor.Describe(ctx.spawnAnonymous(relay(sight -> new Worker(worker, sight)))));
        }
        for (var each : whom.dispatchers()) {
            each.tell(new Dispatcher.Describe(ctx.spawnAnonymous(relay(sight -> new Queue(each, sight)))));
        }
        whom.orders().tell(new WorkerOrders.Look(ctx.messageAdapter(WorkerOrders.Orders.class, Orders::new)));
        timers.startSingleTimer(new Late(), ANSWER_LIMIT);
    }

    private <T> Behavior<T> relay(Function<T, Command> to) {
        var self = getContext().getSelf();
        return Behaviors.receiveMessage(answer -> {
            self.tell(to.apply(answer));
            return Behaviors.stopped();
        });
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Worker.class, this::onWorker)
                .onMessage(Queue.class, this::onQueue)
                .onMessage(Orders.class, this::onOrders)
                .onMessage(Late.class, late -> answer())
                .build();
    }

    private Behavior<Command> onWorker(Worker command) {
        workers.add(new SeenWorker(address(command.ref()), command.sight()));
        return answered(command.ref());
    }

    private Behavior<Command> onQueue(Queue command) {
        queues.add(new SeenQueue(address(command.ref()), command.sight()));
        return answered(command.ref());
    }

    private Behavior<Command> onOrders(Orders command) {
        orders = Optional.of(command.orders());
        return silent.isEmpty() ? answer() : this;
    }

    private Behavior<Command> answered(ActorRef<?> ref) {
        silent.remove(ref);
        return silent.isEmpty() && orders.isPresent() ? answer() : this;
    }

    private Behavior<Command> answer() {
        replyTo.tell(new ClusterSight(
                List.copyOf(workers),
                List.copyOf(queues),
                orders,
                silent.stream().map(this::address).toList()));
        return Behaviors.stopped();
    }

    private String address(ActorRef<?> ref) {
        var address = ref.path().address();
        return ClusterSight.hostPort(address.hasLocalScope() ? here : address);
    }
}
