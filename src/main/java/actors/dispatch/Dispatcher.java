package actors.dispatch;

import actors.WireMessage;
import actors.cluster.WorkerOrders;
import actors.job.JobActor;
import actors.worker.WorkerActor;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import model.TransferId;
import model.WorkerId;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import workflow.ResourceClass;

/**
 * Brings the jobs of this node together with the workers of the cluster: jobs say how much waits, workers how much they
 * can take, and each transfer gets its turn. Nothing here is durable; after a crash everybody says it again.
 */
public final class Dispatcher extends AbstractBehavior<Dispatcher.Command> {

    // --- Protocol -----------------------------------------------------------------------------

    public sealed interface Command {}

    /**
     * From a worker that was asked to introduce itself.
     *
     * @param limits how many hand-outs of an action it takes at once; no limit for those that are not there
     * @param name what people call it; a worker of an earlier version says none
     */
    public record WorkerHello(
            WorkerId worker,
            ActorRef<WorkerActor.Command> ref,
            Map<ResourceClass, Integer> slots,
            Map<String, Integer> limits,
            String name)
            implements Command, WireMessage {

        public WorkerHello {
            name = name == null ? worker.toString() : name;
        }
    }

    /** How many tasks of a job wait now; replaces what the job said before. */
    public record Demand(ActorRef<JobActor.Command> job, Work work, int waiting) implements Command {

        Demand less(int granted) {
            return new Demand(job, work, waiting - granted);
        }
    }

    /**
     * What kind of work a job asks for.
     *
     * @param action limits count by it
     * @param priority of the transfer, from 0 to 100; who has more gets a larger share
     * @param small true for a transfer of few files, for which each worker keeps room
     * @param taskMicros how long a task takes as a rule; 0 while nobody knows
     */
    public record Work(
            TransferId transfer, ResourceClass resource, String action, int priority, boolean small, long taskMicros) {}

    /** A grant was used up or is not wanted: the worker is free for another. */
    public record Release(ActorRef<JobActor.Command> job, WorkerId worker, ResourceClass resource) implements Command {}

    /** A recovered job still has a hand-out with this worker. */
    public record StillHolds(ActorRef<JobActor.Command> job, WorkerId worker, ResourceClass resource)
            implements Command {}

    /** Who asks is told where the worker is now. */
    public record Find(WorkerId worker, ActorRef<Found> replyTo) implements Command {}

    /** Where the worker is; empty when no such worker is known at the moment. */
    public record Found(Optional<ActorRef<WorkerActor.Command>> ref) {}

    /** For whoever looks at the cluster. */
    public record Describe(ActorRef<QueueSight> replyTo) implements Command, WireMessage {}

    private record OrdersSeen(WorkerOrders.Orders orders) implements Command {}

    private record Tick() implements Command {}

    private record WorkersListed(Receptionist.Listing listing) implements Command {}

    private record JobGone(ActorRef<JobActor.Command> job) implements Command {}

    private record WorkerGone(ActorRef<WorkerActor.Command> ref) implements Command {}

    // --- Birth --------------------------------------------------------------------------------

    public static final ServiceKey<Command> SERVICE = ServiceKey.create(Command.class, "muniment-dispatcher");

    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);

    /** For so long nothing is handed out before it is known who is draining. */
    private static final Duration ORDERS_LIMIT = Duration.ofSeconds(10);

    /** One that nobody gives orders about workers. */
    public static Behavior<Command> create() {
        return Behaviors.setup(ctx -> Behaviors.withTimers(timers -> new Dispatcher(Optional.empty(), ctx, timers)));
    }

    /** One that looks here for what people want of workers. */
    public static Behavior<Command> create(ActorRef<WorkerOrders.Command> orders) {
        return Behaviors.setup(ctx -> Behaviors.withTimers(timers -> new Dispatcher(Optional.of(orders), ctx, timers)));
    }

    private final Matching matching = new Matching();
    private final Optional<ActorRef<WorkerOrders.Command>> orders;
    private final ActorRef<WorkerOrders.Orders> seen;
    private final long beganNanos = System.nanoTime();
    private Optional<WorkerOrders.Orders> known = Optional.empty();

    private Dispatcher(
            Optional<ActorRef<WorkerOrders.Command>> orders,
            ActorContext<Command> ctx,
            TimerScheduler<Command> timers) {
        super(ctx);
        this.orders = orders;
        seen = ctx.messageAdapter(WorkerOrders.Orders.class, OrdersSeen::new);
        var listings = ctx.messageAdapter(Receptionist.Listing.class, WorkersListed::new);
        var receptionist = ctx.getSystem().receptionist();
        receptionist.tell(Receptionist.subscribe(WorkerActor.SERVICE, listings));
        receptionist.tell(Receptionist.register(SERVICE, ctx.getSelf()));
        timers.startTimerWithFixedDelay(new Tick(), LOOK_INTERVAL);
        look();
    }

    private void look() {
        orders.ifPresent(of -> of.tell(new WorkerOrders.Look(seen)));
    }

    // --- Commands -----------------------------------------------------------------------------

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(WorkersListed.class, this::onWorkersListed)
                .onMessage(WorkerHello.class, this::onWorkerHello)
                .onMessage(WorkerGone.class, this::onWorkerGone)
                .onMessage(Demand.class, this::onDemand)
                .onMessage(Release.class, this::onRelease)
                .onMessage(StillHolds.class, this::onStillHolds)
                .onMessage(JobGone.class, this::onJobGone)
                .onMessage(Find.class, this::onFind)
                .onMessage(OrdersSeen.class, this::onOrdersSeen)
                .onMessage(Describe.class, this::onDescribe)
                .onMessage(Tick.class, tick -> onTick())
                .build();
    }

    private Behavior<Command> onWorkersListed(WorkersListed command) {
        for (var ref : command.listing().getServiceInstances(WorkerActor.SERVICE)) {
            if (!matching.knows(ref)) {
                ref.tell(new WorkerActor.Introduce(getContext().getSelf().narrow()));
            }
        }
        return this;
    }

    private Behavior<Command> onWorkerHello(WorkerHello command) {
        if (!matching.knows(command.ref())) {
            getContext().watchWith(command.ref(), new WorkerGone(command.ref()));
        }
        matching.workerCame(command);
        return match();
    }

    private Behavior<Command> onWorkerGone(WorkerGone command) {
        matching.workerGone(command.ref());
        return this;
    }

    private Behavior<Command> onDemand(Demand command) {
        if (!matching.knowsJob(command.job())) {
            getContext().watchWith(command.job(), new JobGone(command.job()));
        }
        matching.demand(command);
        return match();
    }

    private Behavior<Command> onRelease(Release command) {
        matching.release(command.job(), command.worker(), command.resource());
        return match();
    }

    private Behavior<Command> onStillHolds(StillHolds command) {
        matching.take(command.job(), command.worker(), command.resource());
        return this;
    }

    private Behavior<Command> onJobGone(JobGone command) {
        matching.jobGone(command.job());
        return match();
    }

    private Behavior<Command> onFind(Find command) {
        command.replyTo().tell(new Found(matching.worker(command.worker())));
        return this;
    }

    private Behavior<Command> onOrdersSeen(OrdersSeen command) {
        var now = command.orders();
        if (known.isEmpty() || now.version() >= known.get().version()) {
            known = Optional.of(now);
            matching.drain(
                    now.draining().stream().map(WorkerOrders.Draining::worker).collect(Collectors.toUnmodifiableSet()));
            matching.workers().forEach(this::regard);
        }
        return match();
    }

    /** Said again and again, for a worker may not have heard it. */
    private Behavior<Command> onTick() {
        look();
        matching.workers().forEach(this::regard);
        return known.isEmpty() ? match() : this;
    }

    private void regard(WorkerHello worker) {
        known.ifPresent(
                now -> worker.ref().tell(new WorkerActor.Regard(now.version(), matching.isDraining(worker.name()))));
    }

    private Behavior<Command> onDescribe(Describe command) {
        command.replyTo().tell(QueueSight.of(matching.demands()));
        return this;
    }

    private boolean mayHandOut() {
        return orders.isEmpty() || known.isPresent() || System.nanoTime() - beganNanos > ORDERS_LIMIT.toNanos();
    }

    private Behavior<Command> match() {
        if (!mayHandOut()) {
            return this;
        }
        for (var grant : matching.match()) {
            grant.job().tell(new JobActor.Grant(grant.worker(), grant.name(), grant.ref(), grant.most()));
        }
        return this;
    }
}
