package app;

import actors.cluster.Survey;
import actors.cluster.WorkerOrders;
import actors.dispatch.Dispatcher;
import actors.projection.ProjectionActor;
import actors.transfer.Admission;
import actors.worker.WorkerActor;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import views.Projection;

/**
 * The actors that a node has one of, as its roles want them.
 *
 * @param coordinating on coordinators
 * @param overview where the whole cluster is seen: on coordinators and http nodes
 * @param worker on workers
 */
record NodeActors(
        Optional<Coordinating> coordinating,
        Optional<Overview> overview,
        Optional<ActorRef<WorkerActor.Command>> worker) {

    /**
     * What coordinators have.
     *
     * @param projection keeps the views up with the journal
     * @param admission gives places among the active transfers
     */
    record Coordinating(
            ActorRef<Dispatcher.Command> dispatcher,
            ActorRef<ProjectionActor.Command> projection,
            ActorRef<Admission.Command> admission) {}

    /** @param orders what people want of workers */
    record Overview(ActorRef<WorkerOrders.Command> orders, ActorRef<Survey.Command> survey) {}

    /** The root actor; it completes the future once the others are there. */
    static Behavior<Void> root(CompletableFuture<NodeActors> actors, NodeParts parts) {
        return Behaviors.setup(ctx -> {
            var worker = parts.worker()
                    .map(of -> ctx.spawn(WorkerActor.create(of.person(), of.slots(), of.limits()), "worker"));
            var overview = parts.views().map(any -> overview(ctx, parts));
            var coordinating = parts.projection()
                    .map(views -> coordinating(
                            ctx, parts, views, overview.orElseThrow().orders()));
            actors.complete(new NodeActors(coordinating, overview, worker));
            return Behaviors.empty();
        });
    }

    private static Overview overview(ActorContext<Void> ctx, NodeParts parts) {
        var orders = WorkerOrders.init(ctx.getSystem(), parts.clock(), parts.journal());
        return new Overview(orders, ctx.spawn(Survey.create(orders), "survey"));
    }

    private static Coordinating coordinating(
            ActorContext<Void> ctx, NodeParts parts, Projection views, ActorRef<WorkerOrders.Command> orders) {
        var blocking = ctx.getSystem().dispatchers().lookup(DispatcherSelector.blocking());
        return new Coordinating(
                ctx.spawn(Dispatcher.create(orders), "dispatcher"),
                ctx.spawn(ProjectionActor.create(views::advance, blocking), "projection"),
                Admission.init(
                        ctx.getSystem(),
                        parts.settings().node().activeTransfers(),
                        () -> CatchUp.onTheirWay(views, parts.views().orElseThrow())));
    }
}
