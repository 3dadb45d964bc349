package actors.task;

import actors.WireMessage;
import actors.dispatch.Dispatcher;
import actors.job.JobActor;
import actors.worker.WorkerActor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import model.LogFields;
import model.Loss;
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
import pipeline.task.AttemptReport;
import pipeline.task.AttemptWatch;
import pipeline.task.WatchWorld;
import preservation.attempt.AttemptKey;
import preservation.attempt.AttemptOrder;
import workflow.ResourceClass;

/**
 * The mailbox of one hand-out in flight, between its job and the worker that has it. What is said to whom, and when, is
 * decided by {@link AttemptWatch}.
 */
public final class TaskActor extends AbstractBehavior<TaskActor.Command> implements WatchWorld {

    // --- Protocol -----------------------------------------------------------------------------

    public sealed interface Command {}

    /**
     * From the worker: what it holds of this hand-out, absolutely. As {@link AttemptReport}.
     *
     * @param blameless what workers of the first release say instead of {@code loss}
     */
    public record Report(
            long number,
            boolean known,
            boolean running,
            List<TaskOutcome> results,
            String trouble,
            boolean blameless,
            Optional<Loss> loss)
            implements Command, WireMessage {

        private Loss lost() {
            return loss.orElse(blameless ? Loss.NOT_ITS_FAULT : Loss.BROKE);
        }
    }

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
            boolean small,
            WorkerId workerId,
            Optional<ActorRef<WorkerActor.Command>> worker) {}

    public static Behavior<Command> create(HandOut handOut, Watch watch) {
        return Behaviors.withMdc(
                Command.class,
                LogFields.of(handOut.order().key().job(), handOut.order().tasks()),
                Behaviors.setup(ctx -> Behaviors.withTimers(timers -> new TaskActor(handOut, watch, ctx, timers))));
    }

    private final HandOut handOut;
    private final Watch around;
    private final AttemptKey key;
    private final AttemptWatch watch;
    private Optional<ActorRef<WorkerActor.Command>> worker = Optional.empty();

    private TaskActor(HandOut handOut, Watch around, ActorContext<Command> ctx, TimerScheduler<Command> timers) {
        super(ctx);
        this.handOut = handOut;
        this.around = around;
        this.key = handOut.order().key();
        this.watch = new AttemptWatch(around.lease(), handOut.worker().isPresent(), System.nanoTime(), this);
        handOut.worker().ifPresent(this::follow);
        watch.seek();
        timers.startTimerWithFixedDelay(new Tick(), AttemptWatch.TICK);
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
        watch.report(
                new AttemptReport(
                        report.number(),
                        report.known(),
                        report.running(),
                        report.results(),
                        report.trouble(),
                        report.lost()),
                System.nanoTime());
        return this;
    }

    private Behavior<Command> onStored(Stored command) {
        watch.stored(command.tasks());
        return this;
    }

    private Behavior<Command> onAbandon() {
        watch.abandon();
        return Behaviors.stopped();
    }

    private Behavior<Command> onLocated(Located command) {
        command.found().ref().ifPresent(this::follow);
        if (worker.isPresent()) {
            watch.located();
        } else if (isCertainlyDead()) {
            watch.tick(System.nanoTime(), true);
        }
        return this;
    }

    private boolean isCertainlyDead() {
        return worker.isEmpty() && around.certainlyDead().test(handOut.workerId());
    }

    private Behavior<Command> onWorkerGone(WorkerGone command) {
        worker = worker.filter(ref -> !ref.equals(command.ref()));
        if (worker.isEmpty()) {
            watch.unreachable();
        }
        return onTick();
    }

    private Behavior<Command> onTick() {
        watch.tick(System.nanoTime(), isCertainlyDead());
        return this;
    }

    private void follow(ActorRef<WorkerActor.Command> ref) {
        if (!worker.equals(Optional.of(ref))) {
            worker = Optional.of(ref);
            getContext().watchWith(ref, new WorkerGone(ref));
        }
    }

    // --- What the watch asks of the world --------------------------------------------------------

    @Override
    public void find() {
        var located = getContext().messageAdapter(Dispatcher.Found.class, Located::new);
        around.dispatcher().tell(new Dispatcher.Find(handOut.workerId(), located));
    }

    @Override
    public void assign() {
        tell(new WorkerActor.Assign(
                handOut.epoch(),
                handOut.order(),
                handOut.resource(),
                handOut.small(),
                getContext().getSelf()));
    }

    @Override
    public void attach() {
        tell(new WorkerActor.Attach(handOut.epoch(), key, getContext().getSelf()));
    }

    @Override
    public void seen(long report, Ordinals stored) {
        tell(new WorkerActor.Seen(handOut.epoch(), key, report, stored));
    }

    @Override
    public void kill() {
        tell(new WorkerActor.Kill(handOut.epoch(), key));
    }

    @Override
    public void results(List<TaskOutcome> results) {
        around.job().tell(new JobActor.TasksReported(key.attempt(), results));
    }

    /** The job decides; it answers with {@link Abandon}, or again after a crash of its own. */
    @Override
    public void lost(Loss loss, String reason) {
        around.job().tell(new JobActor.AttemptEnded(key.attempt(), loss, reason));
    }

    private void tell(WorkerActor.Command command) {
        worker.ifPresent(ref -> ref.tell(command));
    }
}
