package actors.task;

import actors.WireMessage;
import actors.dispatch.Dispatcher;
import actors.job.JobActor;
import actors.worker.WorkerActor;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import model.LogFields;
import model.Ordinals;
import model.TaskOutcome;
import model.WorkerId;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import preservation.attempt.AttemptKey;
import preservation.attempt.AttemptOrder;
import workflow.ResourceClass;

/**
 * One hand-out in flight: gives its tasks to the worker, passes results to the job and acknowledgements back, and finds
 * out when the worker will bring nothing more. The job decides what counts.
 *
 * <p>A fresh hand-out is assigned; one that a recovered job found in its journal is only attached to, for the worker may
 * be at work on it or have promised never to begin it.
 */
public final class TaskActor extends AbstractBehavior<TaskActor.Command> {

    private static final Duration TICK = Duration.ofSeconds(1);

    // --- Protocol -----------------------------------------------------------------------------

    public sealed interface Command {}

    /**
     * From the worker: what it holds of this hand-out, absolutely.
     *
     * @param number the worker's monotonic clock when it sent this
     * @param known false is a promise never to begin it
     * @param results not yet acknowledged, the first of them
     * @param trouble why the tasks that are still owed will not come; empty when there is none
     */
    public record Report(long number, boolean known, boolean running, List<TaskOutcome> results, String trouble)
            implements Command, WireMessage {}

    /** From the job: these tasks' outcomes are stored, or not wanted. */
    public record Stored(Ordinals tasks) implements Command {}

    /** From the job: the hand-out owes nothing more. */
    public record Finish() implements Command {}

    /** From the job: what the hand-out still owes is not wanted any more. */
    public record Abandon() implements Command {}

    private record Located(Dispatcher.Found found) implements Command {}

    private record WorkerGone(ActorRef<WorkerActor.Command> ref) implements Command {}

    private record Tick() implements Command {}

    // --- Birth --------------------------------------------------------------------------------

    /**
     * What every hand-out of a job has in common.
     *
     * @param lease how long a worker goes on without an answer
     * @param certainlyDead true only where it is proven that a worker's process is gone
     */
    public record Watch(
            ActorRef<JobActor.Command> job,
            ActorRef<Dispatcher.Command> dispatcher,
            Duration lease,
            Predicate<WorkerId> certainlyDead) {}

    /** One hand-out; where its worker is stays empty when it was found in the journal. */
    public record HandOut(
            long epoch,
            AttemptOrder order,
            ResourceClass resource,
            WorkerId workerId,
            Optional<ActorRef<WorkerActor.Command>> worker) {}

    public static Behavior<Command> create(HandOut handOut, Watch watch) {
        return Behaviors.withMdc(
                Command.class,
                LogFields.of(handOut.order().key().job(), handOut.order().tasks()),
                Behaviors.setup(ctx -> Behaviors.withTimers(timers -> new TaskActor(handOut, watch, ctx, timers))));
    }

    private final HandOut handOut;
    private final Watch watch;
    private final AttemptKey key;
    private final BitSet withJob = new BitSet();
    private final boolean fresh;
    private Optional<ActorRef<WorkerActor.Command>> worker = Optional.empty();
    private boolean heard;
    private long heardNanos = System.nanoTime();
    private long lastReport;

    private TaskActor(HandOut handOut, Watch watch, ActorContext<Command> ctx, TimerScheduler<Command> timers) {
        super(ctx);
        this.handOut = handOut;
        this.watch = watch;
        this.key = handOut.order().key();
        this.fresh = handOut.worker().isPresent();
        handOut.worker().ifPresent(this::follow);
        seek();
        timers.startTimerWithFixedDelay(new Tick(), TICK);
    }

    // --- Commands -----------------------------------------------------------------------------

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Report.class, this::onReport)
                .onMessage(Stored.class, this::onStored)
                .onMessage(Finish.class, finish -> Behaviors.stopped())
                .onMessage(Abandon.class, abandon -> onAbandon())
                .onMessage(Located.class, this::onLocated)
                .onMessage(WorkerGone.class, this::onWorkerGone)
                .onMessage(Tick.class, tick -> onTick())
                .build();
    }

    private Behavior<Command> onReport(Report report) {
        heard = true;
        heardNanos = System.nanoTime();
        lastReport = report.number();
        if (!report.known()) {
            return lost("its worker does not hold it");
        }
        tell(new WorkerActor.Seen(handOut.epoch(), key, report.number(), Ordinals.NONE));
        var fresh = report.results().stream()
                .filter(outcome -> !withJob.get(outcome.ordinal()))
                .toList();
        if (!fresh.isEmpty()) {
            fresh.forEach(outcome -> withJob.set(outcome.ordinal()));
            watch.job().tell(new JobActor.TasksReported(key.attempt(), fresh));
        }
        if (!report.running() && !report.trouble().isEmpty() && report.results().isEmpty()) {
            return lost(report.trouble());
        }
        return this;
    }

    private Behavior<Command> onStored(Stored command) {
        command.tasks().stream().forEach(withJob::clear);
        tell(new WorkerActor.Seen(handOut.epoch(), key, lastReport, command.tasks()));
        return this;
    }

    private Behavior<Command> onAbandon() {
        tell(new WorkerActor.Kill(handOut.epoch(), key));
        return Behaviors.stopped();
    }

    private Behavior<Command> onLocated(Located command) {
        command.found().ref().ifPresent(this::follow);
        if (worker.isPresent()) {
            ask();
        }
        return this;
    }

    private Behavior<Command> onWorkerGone(WorkerGone command) {
        worker = worker.filter(ref -> !ref.equals(command.ref()));
        return onTick();
    }

    private Behavior<Command> onTick() {
        long silentNanos = System.nanoTime() - heardNanos;
        // The worker counts from when it sent the last answered report, so it has given up well before this.
        if (silentNanos > watch.lease().toNanos() / 4 * 5) {
            return lost("nothing was heard of its worker for " + watch.lease() + " and a quarter");
        }
        if (worker.isEmpty() && watch.certainlyDead().test(handOut.workerId())) {
            return lost("its worker process is gone");
        }
        if (silentNanos > TICK.toNanos()) {
            seek();
        }
        return this;
    }

    /** Makes the worker speak, wherever it is. */
    private void seek() {
        if (worker.isPresent()) {
            ask();
        } else {
            var located = getContext().messageAdapter(Dispatcher.Found.class, Located::new);
            watch.dispatcher().tell(new Dispatcher.Find(handOut.workerId(), located));
        }
    }

    private void ask() {
        var self = getContext().getSelf();
        tell(
                fresh && !heard
                        ? new WorkerActor.Assign(handOut.epoch(), handOut.order(), handOut.resource(), self)
                        : new WorkerActor.Attach(handOut.epoch(), key, self));
    }

    private void follow(ActorRef<WorkerActor.Command> ref) {
        if (!worker.equals(Optional.of(ref))) {
            worker = Optional.of(ref);
            getContext().watchWith(ref, new WorkerGone(ref));
        }
    }

    private void tell(WorkerActor.Command command) {
        worker.ifPresent(ref -> ref.tell(command));
    }

    /** The job decides; it answers with {@link Abandon}, or again after a crash of its own. */
    private Behavior<Command> lost(String reason) {
        watch.job().tell(new JobActor.AttemptEnded(key.attempt(), reason));
        return this;
    }
}
