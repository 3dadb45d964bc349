package actors.job;

import actors.dispatch.Dispatcher;
import actors.projection.ProjectionActor;
import actors.task.TaskActor;
import actors.worker.WorkerActor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import model.FilePath;
import model.Ordinals;
import model.TaskOutcome;
import model.WorkerId;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import pipeline.job.ClosedJob;
import pipeline.job.JobEvent.HandedOut;
import pipeline.job.JobWorld;
import pipeline.job.RunningJob;
import preservation.attempt.AttemptKey;
import preservation.attempt.AttemptOrder;
import workflow.Scope;

/** The world around a job: the task actors of its hand-outs, the dispatcher, the projection and the transfer. */
final class HandOuts implements JobWorld<ActorRef<WorkerActor.Command>> {

    /** Files and directories of a transfer that counts as small. */
    private static final int SMALL_MAX = 100;

    private final JobSetup setup;
    private final JobSurroundings around;
    private final Runnable plan;
    private final Consumer<JobActor.Report> onClosed;
    private final ActorContext<JobActor.Command> ctx;
    private final Map<Long, ActorRef<TaskActor.Command>> tasks = new HashMap<>();
    private int priority;
    private boolean small;
    private long taskMicros;

    HandOuts(
            JobSetup setup,
            JobSurroundings around,
            Runnable plan,
            Consumer<JobActor.Report> onClosed,
            ActorContext<JobActor.Command> ctx) {
        this.setup = setup;
        this.around = around;
        this.plan = plan;
        this.onClosed = onClosed;
        this.ctx = ctx;
        this.priority = setup.steering().priority();
    }

    /** So many entries were planned over; a transfer of few is not to wait for one of many. */
    void planned(int entries) {
        small = entries <= SMALL_MAX;
    }

    /** How long tasks take as a rule: the newest hand-out counts a quarter. */
    void measured(List<TaskOutcome> outcomes) {
        long sum = outcomes.stream().mapToLong(TaskOutcome::tookMicros).sum();
        long mean = Math.max(1, sum / Math.max(1, outcomes.size()));
        taskMicros = taskMicros == 0 ? mean : (3 * taskMicros + mean) / 4;
    }

    /** Of the transfer; what waits is asked for by it. */
    void prioritize(int wanted) {
        priority = wanted;
    }

    @Override
    public void advanced(long sequence) {
        around.projection().tell(new ProjectionActor.Advance(setup.id().persistenceId(), sequence));
    }

    @Override
    public void plan() {
        plan.run();
    }

    @Override
    public void demand(int waiting) {
        var step = setup.step();
        var work =
                new Dispatcher.Work(setup.id().transfer(), step.resource(), step.action(), priority, small, taskMicros);
        tell(new Dispatcher.Demand(ctx.getSelf(), work, waiting));
    }

    @Override
    public void occupy(WorkerId worker) {
        tell(new Dispatcher.StillHolds(ctx.getSelf(), worker, setup.step().resource()));
    }

    @Override
    public void release(WorkerId worker) {
        tell(new Dispatcher.Release(ctx.getSelf(), worker, setup.step().resource()));
    }

    @Override
    public void watch(RunningJob job, HandedOut handOut, Optional<ActorRef<WorkerActor.Command>> worker) {
        var order = new AttemptOrder(
                new AttemptKey(setup.id(), handOut.attempt()),
                setup.step().action(),
                setup.parameters(),
                setup.transfer(),
                new FilePath(job.plan().facts()),
                setup.step().scope() == Scope.FILE,
                handOut.tasks(),
                setup.step().timeLimit(),
                job.ledger().isSuspected(handOut.tasks()));
        var behavior = TaskActor.create(
                new TaskActor.HandOut(job.epoch(), order, setup.step().resource(), small, handOut.worker(), worker),
                new TaskActor.Watch(ctx.getSelf(), around.dispatcher(), around.lease(), around.certainlyDead()));
        tasks.put(handOut.attempt(), ctx.spawn(behavior, "attempt-" + handOut.attempt()));
    }

    @Override
    public void stored(long attempt, Ordinals outcomes) {
        tasks.get(attempt).tell(new TaskActor.Stored(outcomes));
    }

    @Override
    public void finish(long attempt) {
        tasks.remove(attempt).tell(new TaskActor.Finish());
    }

    @Override
    public void abandon(long attempt) {
        tasks.remove(attempt).tell(new TaskActor.Abandon());
    }

    @Override
    public void lost(long attempt, String reason) {
        ctx.getLog().warn("attempt {} ended early ({}); its open tasks return to the queue", attempt, reason);
    }

    @Override
    public void closed(ClosedJob job, long sequence, String head) {
        onClosed.accept(new JobActor.Report(job, sequence, head));
    }

    private void tell(Dispatcher.Command command) {
        around.dispatcher().tell(command);
    }
}
