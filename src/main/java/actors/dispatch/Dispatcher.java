package actors.dispatch;

import actors.WireMessage;
import actors.job.JobActor;
import actors.worker.WorkerActor;
import java.util.Map;
import java.util.Optional;
import model.TransferId;
import model.WorkerId;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
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
     */
    public record WorkerHello(
            WorkerId worker,
            ActorRef<WorkerActor.Command> ref,
            Map<ResourceClass, Integer> slots,
            Map<String, Integer> limits)
            implements Command, WireMessage {}

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

    private record WorkersListed(Receptionist.Listing listing) implements Command {}

    private record JobGone(ActorRef<JobActor.Command> job) implements Command {}

    private record WorkerGone(ActorRef<WorkerActor.Command> ref) implements Command {}

    // --- Birth --------------------------------------------------------------------------------

    public static Behavior<Command> create() {
        return Behaviors.setup(Dispatcher::new);
    }

    private final Matching matching = new Matching();

    private Dispatcher(ActorContext<Command> ctx) {
        super(ctx);
        var listings = ctx.messageAdapter(Receptionist.Listing.class, WorkersListed::new);
        ctx.getSystem().receptionist().tell(Receptionist.subscribe(WorkerActor.SERVICE, listings));
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

    private Behavior<Command> match() {
        for (var grant : matching.match()) {
            grant.job().tell(new JobActor.Grant(grant.worker(), grant.ref(), grant.most()));
        }
        return this;
    }
}
