package app;

import actors.dispatch.Dispatcher;
import actors.projection.ProjectionActor;
import actors.worker.WorkerActor;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import model.WorkerId;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import preservation.attempt.Workbench;
import workflow.ResourceClass;

/**
 * The actors that a node has one of.
 *
 * @param projection keeps the views up with the journal
 */
record NodeActors(ActorRef<Dispatcher.Command> dispatcher, ActorRef<ProjectionActor.Command> projection) {

    /** The threads on which a worker's attempts run; they outlive the actors. */
    static Map<ResourceClass, ExecutorService> threads(int slots) {
        var threads = new EnumMap<ResourceClass, ExecutorService>(ResourceClass.class);
        for (var resource : ResourceClass.values()) {
            threads.put(resource, Executors.newFixedThreadPool(slots, work -> {
                var thread = new Thread(work, "slot-" + resource.name().toLowerCase(Locale.ROOT));
                thread.setDaemon(true);
                return thread;
            }));
        }
        return threads;
    }

    static void stop(Map<ResourceClass, ExecutorService> threads) throws InterruptedException {
        threads.values().forEach(ExecutorService::shutdownNow);
        for (var pool : threads.values()) {
            pool.awaitTermination(10, TimeUnit.SECONDS);
        }
    }

    /** The root actor; it completes the future once the others are there. */
    static Behavior<Void> root(
            CompletableFuture<NodeActors> actors, ProjectionActor.Projector projector, Worker worker) {
        return Behaviors.setup(ctx -> {
            var blocking = ctx.getSystem().dispatchers().lookup(DispatcherSelector.blocking());
            var slots = new EnumMap<ResourceClass, WorkerActor.Slots>(ResourceClass.class);
            worker.threads()
                    .forEach((resource, pool) -> slots.put(resource, new WorkerActor.Slots(worker.slots(), pool)));
            ctx.spawn(WorkerActor.create(worker.id(), worker.bench(), slots), "worker");
            actors.complete(new NodeActors(
                    ctx.spawn(Dispatcher.create(), "dispatcher"),
                    ctx.spawn(ProjectionActor.create(projector, blocking), "projection")));
            return Behaviors.empty();
        });
    }

    /** What the worker of this process works with. */
    record Worker(WorkerId id, Workbench bench, int slots, Map<ResourceClass, ExecutorService> threads) {}
}
