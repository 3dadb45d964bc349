package app;

import actors.dispatch.Dispatcher;
import actors.projection.ProjectionActor;
import actors.worker.WorkerActor;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * The actors that a node has one of, as its roles want them.
 *
 * @param coordinating on coordinators
 * @param worker on workers
 */
record NodeActors(Optional<Coordinating> coordinating, Optional<ActorRef<WorkerActor.Command>> worker) {

    /** @param projection keeps the views up with the journal */
    record Coordinating(ActorRef<Dispatcher.Command> dispatcher, ActorRef<ProjectionActor.Command> projection) {}

    /** The root actor; it completes the future once the others are there. */
    static Behavior<Void> root(
            CompletableFuture<NodeActors> actors,
            Optional<ProjectionActor.Projector> projector,
            Optional<WorkerParts> parts) {
        return Behaviors.setup(ctx -> {
            var blocking = ctx.getSystem().dispatchers().lookup(DispatcherSelector.blocking());
            var worker = parts.map(
                    of -> ctx.spawn(WorkerActor.create(of.id(), of.bench(), of.slots(), of.limits()), "worker"));
            var coordinating = projector.map(views -> new Coordinating(
                    ctx.spawn(Dispatcher.create(), "dispatcher"),
                    ctx.spawn(ProjectionActor.create(views, blocking), "projection")));
            actors.complete(new NodeActors(coordinating, worker));
            return Behaviors.empty();
        });
    }
}
