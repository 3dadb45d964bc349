package actors.cluster;

import actors.dispatch.Dispatcher;
import actors.worker.WorkerActor;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.receptionist.Receptionist;

/**
 * Asks all workers and dispatchers of the cluster how they stand. Nothing depends on what it brings together, and nothing
 * of it is kept; who does not answer in time is named.
 */
public final class Survey extends AbstractBehavior<Survey.Command> {

    // --- Protocol -----------------------------------------------------------------------------

    public sealed interface Command {}

    /** Answered within two seconds. */
    public record Look(ActorRef<ClusterSight> replyTo) implements Command {}

    /** Whom to ask. */
    record Whom(
            Set<ActorRef<WorkerActor.Command>> workers,
            Set<ActorRef<Dispatcher.Command>> dispatchers,
            ActorRef<WorkerOrders.Command> orders) {}

    private record WorkersListed(Receptionist.Listing listing) implements Command {}

    private record DispatchersListed(Receptionist.Listing listing) implements Command {}

    // --- Birth --------------------------------------------------------------------------------

    public static Behavior<Command> create(ActorRef<WorkerOrders.Command> orders) {
        return Behaviors.setup(ctx -> new Survey(orders, ctx));
    }

    private final ActorRef<WorkerOrders.Command> orders;
    private Set<ActorRef<WorkerActor.Command>> workers = Set.of();
    private Set<ActorRef<Dispatcher.Command>> dispatchers = Set.of();

    private Survey(ActorRef<WorkerOrders.Command> orders, ActorContext<Command> ctx) {
        super(ctx);
        this.orders = orders;
        var receptionist = ctx.getSystem().receptionist();
        receptionist.tell(Receptionist.subscribe(
                WorkerActor.SERVICE, ctx.messageAdapter(Receptionist.Listing.class, WorkersListed::new)));
        var self = ctx.getSelf();
        // A second adapter of the same class would replace the first, so a child listens to the other list.
        var other = ctx.spawn(
                Behaviors.receive(Receptionist.Listing.class)
                        .onAnyMessage(listing -> {
                            self.tell(new DispatchersListed(listing));
                            return Behaviors.same();
                        })
                        .build(),
                "dispatchers");
        receptionist.tell(Receptionist.subscribe(Dispatcher.SERVICE, other));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(WorkersListed.class, this::onWorkersListed)
                .onMessage(DispatchersListed.class, this::onDispatchersListed)
                .onMessage(Look.class, this::onLook)
                .build();
    }

    private Behavior<Command> onWorkersListed(WorkersListed command) {
        workers = command.listing().getServiceInstances(WorkerActor.SERVICE);
        return this;
    }

    private Behavior<Command> onDispatchersListed(DispatchersListed command) {
        dispatchers = command.listing().getServiceInstances(Dispatcher.SERVICE);
        return this;
    }

    private Behavior<Command> onLook(Look command) {
        var whom = new Whom(workers, dispatchers, orders);
        getContext().spawnAnonymous(Gathering.create(whom, command.replyTo()));
        return this;
    }
}
