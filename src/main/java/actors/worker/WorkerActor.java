package actors.worker;

import actors.WireMessage;
import actors.dispatch.Dispatcher;
import actors.task.TaskActor;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import model.LogFields;
import model.Loss;
import model.Ordinals;
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
import preservation.attempt.AttemptKey;
import preservation.attempt.AttemptOrder;
import preservation.attempt.Followers;
import preservation.attempt.Workbench;
import workflow.ResourceClass;

/**
 * The mailbox of a worker process. The work itself is on the {@link Workbench}, which outlives this actor; who is told what
 * of it is decided by {@link Followers}.
 */
public final class WorkerActor extends AbstractBehavior<WorkerActor.Command> {

    private static final Duration REPORT_INTERVAL = Duration.ofSeconds(1);

    /** How many reports apart dispatchers are told what there is room for, should they have missed it. */
    private static final int GREET_EVERY = 10;

    public static final ServiceKey<Command> SERVICE = ServiceKey.create(Command.class, "muniment-worker");

    // --- Protocol -----------------------------------------------------------------------------

    public sealed interface Command {}

    public record Introduce(ActorRef<Dispatcher.WorkerHello> replyTo) implements Command, WireMessage {}

    /**
     * Carry this out, unless it is held already. Repeated until the first report comes.
     *
     * @param small true for a transfer of few files, which may use the slot that is kept for such
     */
    public record Assign(
            long epoch, AttemptOrder order, ResourceClass resource, boolean small, ActorRef<TaskActor.Command> task)
            implements Command, WireMessage {}

    /** Say what you hold of this; whoever says "unknown" never begins it. */
    public record Attach(long epoch, AttemptKey key, ActorRef<TaskActor.Command> task)
            implements Command, WireMessage {}

    /**
     * A report arrived.
     *
     * @param report its number, which renews the lease from the moment when it was sent
     * @param stored the tasks whose outcomes need not be kept any more
     */
    public record Seen(long epoch, AttemptKey key, long report, Ordinals stored) implements Command, WireMessage {}

    /** Nobody wants this attempt any more. */
    public record Kill(long epoch, AttemptKey key) implements Command, WireMessage {}

    /** Take nothing new; what has not begun is given back. */
    public record Drain() implements Command {}

    /**
     * From each dispatcher, about once a second: what people want of this worker.
     *
     * @param version the higher is the newer
     */
    public record Regard(long version, boolean draining) implements Command, WireMessage {}

    /** For whoever looks at the cluster. */
    public record Describe(ActorRef<WorkerSight> replyTo) implements Command, WireMessage {}

    private record News(AttemptKey key) implements Command {}

    private record Tick() implements Command {}

    // --- Birth --------------------------------------------------------------------------------

    /**
     * The worker's threads for one class of work.
     *
     * @param count how many hand-outs they carry out at once
     * @param forSmall where small transfers' hand-outs wait
     */
    public record Slots(int count, ExecutorService threads, ExecutorService forSmall) {}

    public static Behavior<Command> create(WorkerId id, Workbench bench, Map<ResourceClass, Slots> slots) {
        return create(new Person(id, id.toString(), bench, () -> {}), slots, Map.of());
    }

    /**
     * Who is at work here.
     *
     * @param name what people call it; it keeps its name when its process is started anew, and its id not
     * @param attached is called whenever a dispatcher speaks to it, which each does about once a second
     */
    public record Person(WorkerId id, String name, Workbench bench, Runnable attached) {}

    /** Takes at most so many hand-outs of these actions at once. */
    public static Behavior<Command> create(
            Person person, Map<ResourceClass, Slots> slots, Map<String, Integer> limits) {
        return Behaviors.withMdc(
                Command.class,
                WorkerActor::logFields,
                Behaviors.setup(ctx -> Behaviors.withTimers(
                        timers -> new WorkerActor(person, Map.copyOf(slots), Map.copyOf(limits), ctx, timers))));
    }

    private static Map<String, String> logFields(Command command) {
        if (command instanceof Assign assign) {
            return LogFields.of(assign.order().key().job(), assign.order().tasks());
        }
        return about(command).map(key -> LogFields.of(key.job())).orElse(Map.of());
    }

    private static Optional<AttemptKey> about(Command command) {
        if (command instanceof Attach attach) {
            return Optional.of(attach.key());
        }
        if (command instanceof Seen seen) {
            return Optional.of(seen.key());
        }
        if (command instanceof Kill kill) {
            return Optional.of(kill.key());
        }
        return command instanceof News news ? Optional.of(news.key()) : Optional.empty();
    }

    private final Person person;
    private final Map<ResourceClass, Slots> slots;
    private final Map<String, Integer> limits;
    private final Workbench bench;
    private final Set<ActorRef<Dispatcher.WorkerHello>> dispatchers = new HashSet<>();
    private final Followers<ActorRef<TaskActor.Command>> followers;
    private boolean saidOpen = true;
    private int ticks;
    private long regarded = -1;

    private WorkerActor(
            Person person,
            Map<ResourceClass, Slots> slots,
            Map<String, Integer> limits,
            ActorContext<Command> ctx,
            TimerScheduler<Command> timers) {
        super(ctx);
        this.person = person;
        this.slots = slots;
        this.limits = limits;
        this.bench = person.bench();
        this.followers = new Followers<>(bench, WorkerActor::send);
        var self = ctx.getSelf();
        bench.onNews(key -> self.tell(new News(key)));
        timers.startTimerWithFixedDelay(new Tick(), REPORT_INTERVAL);
        ctx.getSystem().receptionist().tell(Receptionist.register(SERVICE, self));
    }

    // --- Commands -----------------------------------------------------------------------------

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Introduce.class, this::onIntroduce)
                .onMessage(Assign.class, this::onAssign)
                .onMessage(Attach.class, this::onAttach)
                .onMessage(Seen.class, this::onSeen)
                .onMessage(Kill.class, this::onKill)
                .onMessage(Drain.class, drain -> onDrain())
                .onMessage(Regard.class, this::onRegard)
                .onMessage(Describe.class, this::onDescribe)
                .onMessage(News.class, this::onNews)
                .onMessage(Tick.class, tick -> onTick())
                .build();
    }

    private Behavior<Command> onIntroduce(Introduce command) {
        dispatchers.add(command.replyTo());
        greet(command.replyTo());
        return this;
    }

    /** A worker that ends, or whose disk is full, has room for nothing. */
    private void greet(ActorRef<Dispatcher.WorkerHello> dispatcher) {
        var counts = new HashMap<ResourceClass, Integer>();
        slots.forEach((resource, of) -> counts.put(resource, bench.isOpen() ? of.count() : 0));
        dispatcher.tell(new Dispatcher.WorkerHello(person.id(), getContext().getSelf(), counts, limits, person.name()));
    }

    private Behavior<Command> onDrain() {
        bench.drain(false);
        dispatchers.forEach(this::greet);
        return this;
    }

    private Behavior<Command> onRegard(Regard command) {
        person.attached().run();
        if (command.version() >= regarded) {
            regarded = command.version();
            bench.rest(command.draining());
        }
        return this;
    }

    private Behavior<Command> onDescribe(Describe command) {
        command.replyTo().tell(WorkerSight.of(person, slots));
        return this;
    }

    private Behavior<Command> onAssign(Assign command) {
        var of = slots.get(command.resource());
        var threads = command.small() ? of.forSmall() : of.threads();
        followers.assign(command.epoch(), command.order(), threads, command.task());
        return this;
    }

    private Behavior<Command> onAttach(Attach command) {
        followers.attach(command.epoch(), command.key(), command.task());
        return this;
    }

    private Behavior<Command> onSeen(Seen command) {
        followers.seen(command.epoch(), command.key(), command.report(), command.stored());
        return this;
    }

    private Behavior<Command> onKill(Kill command) {
        followers.kill(command.epoch(), command.key());
        return this;
    }

    private Behavior<Command> onNews(News command) {
        followers.news(command.key());
        return this;
    }

    private Behavior<Command> onTick() {
        followers.tick();
        ticks++;
        if (bench.isOpen() != saidOpen || ticks % GREET_EVERY == 0) {
            saidOpen = bench.isOpen();
            dispatchers.forEach(this::greet);
        }
        return this;
    }

    private static void send(Followers.Report<ActorRef<TaskActor.Command>> report) {
        var holding = report.holding();
        report.follower()
                .tell(new TaskActor.Report(
                        report.number(),
                        holding.known(),
                        holding.running(),
                        holding.results(),
                        holding.trouble(),
                        holding.loss() == Loss.NOT_ITS_FAULT,
                        Optional.of(holding.loss())));
    }
}
