package actors.job;

import actors.dispatch.Dispatcher;
import actors.task.TaskActor;
import actors.worker.WorkerActor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import model.FilePath;
import model.Ordinals;
import model.WorkerId;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import pipeline.job.JobEvent.HandedOut;
import pipeline.job.RunningJob;
import preservation.attempt.AttemptKey;
import preservation.attempt.AttemptOrder;
import workflow.Scope;

/** The task actors of a job's open hand-outs, and what the dispatcher has been told of them. */
final class HandOuts {

    private record InFlight(ActorRef<TaskActor.Command> task, WorkerId worker) {}

    private final JobSetup setup;
    private final JobSurroundings around;
    private final ActorContext<JobActor.Command> ctx;
    private final Map<Long, InFlight> inFlight = new HashMap<>();

    HandOuts(JobSetup setup, JobSurroundings around, ActorContext<JobActor.Command> ctx) {
        this.setup = setup;
        this.around = around;
        this.ctx = ctx;
    }

    /** Sends a hand-out that was just stored. */
    void send(RunningJob job, HandedOut handOut, ActorRef<WorkerActor.Command> worker) {
        spawn(job, handOut, Optional.of(worker));
    }

    /** Brings the task actors in line with the journal: after an event, and after a crash. */
    void follow(RunningJob job) {
        var open = job.ledger().open();
        List.copyOf(inFlight.keySet()).stream()
                .filter(attempt -> !open.containsKey(attempt))
                .forEach(attempt -> end(attempt, new TaskActor.Finish()));
        open.forEach((attempt, handOut) -> {
            if (!inFlight.containsKey(attempt)) {
                tell(new Dispatcher.StillHolds(
                        ctx.getSelf(), handOut.worker(), setup.step().resource()));
                spawn(job, handOut, Optional.empty());
            }
        });
        demand(job.ledger().waiting());
    }

    /** These outcomes are stored, or not wanted: the worker may forget them. */
    void acknowledge(long attempt, Ordinals tasks) {
        var flight = inFlight.get(attempt);
        if (flight != null) {
            flight.task().tell(new TaskActor.Stored(tasks));
        }
    }

    /** What this hand-out still owes is not wanted any more. */
    void abandon(long attempt) {
        if (inFlight.containsKey(attempt)) {
            end(attempt, new TaskActor.Abandon());
        }
    }

    void abandonAll() {
        List.copyOf(inFlight.keySet()).forEach(this::abandon);
        demand(0);
    }

    /** A grant can't be used. */
    void release(WorkerId worker) {
        tell(new Dispatcher.Release(ctx.getSelf(), worker, setup.step().resource()));
    }

    private void demand(int waiting) {
        tell(new Dispatcher.Demand(setup.id().transfer(), setup.step().resource(), waiting, ctx.getSelf()));
    }

    private void spawn(RunningJob job, HandedOut handOut, Optional<ActorRef<WorkerActor.Command>> worker) {
        var order = new AttemptOrder(
                new AttemptKey(setup.id(), handOut.attempt()),
                setup.step().action(),
                setup.parameters(),
                setup.transfer(),
                new FilePath(job.plan().facts()),
                setup.step().scope() == Scope.FILE,
                handOut.tasks(),
                setup.step().timeLimit());
        var behavior = TaskActor.create(
                new TaskActor.HandOut(job.epoch(), order, setup.step().resource(), handOut.worker(), worker),
                new TaskActor.Watch(ctx.getSelf(), around.dispatcher(), around.lease(), around.certainlyDead()));
        var task = ctx.spawn(behavior, "attempt-" + handOut.attempt());
        inFlight.put(handOut.attempt(), new InFlight(task, handOut.worker()));
    }

    private void end(long attempt, TaskActor.Command last) {
        var flight = inFlight.remove(attempt);
        flight.task().tell(last);
        release(flight.worker());
    }

    private void tell(Dispatcher.Command command) {
        around.dispatcher().tell(command);
    }
}
