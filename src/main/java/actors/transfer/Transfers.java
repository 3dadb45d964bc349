package actors.transfer;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import model.FailedTasks;
import model.Mandate;
import model.Submission;
import model.TransferId;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.pattern.StatusReply;

/**
 * The door to all transfers of the cluster. An answer means that the command is stored; a failure by time-out means
 * "unknown": repeat it with the same command id.
 */
public final class Transfers {

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);

    /** The role of nodes that hold transfers. */
    private static final String HOLDER = "coordinator";

    private final ClusterSharding sharding;

    private Transfers(ClusterSharding sharding) {
        this.sharding = sharding;
    }

    /** On a node that may hold transfers. */
    public static Transfers init(ActorSystem<?> system, TransferSurroundings around) {
        var sharding = ClusterSharding.get(system);
        sharding.init(Entity.of(
                        TransferActor.TYPE_KEY,
                        entity -> TransferActor.create(TransferId.of(entity.getEntityId()), around, entity.getShard()))
                .withRole(HOLDER)
                .withStopMessage(new TransferActor.Leave()));
        return new Transfers(sharding);
    }

    /** On a node that holds no transfers: whatever is asked goes to those that do. */
    public static Transfers elsewhere(ActorSystem<?> system) {
        var sharding = ClusterSharding.get(system);
        sharding.init(Entity.of(TransferActor.TYPE_KEY, entity -> Behaviors.<TransferActor.Command>stopped())
                .withRole(HOLDER));
        return new Transfers(sharding);
    }

    /** Fails with {@link StatusReply.ErrorMessage} when it is refused, with the reason; so do all that follow. */
    public CompletionStage<Done> submit(TransferId id, Submission submission, String workflowText, String commandId) {
        return ask(id, replyTo -> new Order.Submit(submission, workflowText, commandId, replyTo));
    }

    public CompletionStage<Done> choose(TransferId id, String step, String option, String by, String commandId) {
        return ask(id, replyTo -> new Order.Choose(step, option, by, commandId, replyTo));
    }

    /** Stops a transfer, or gives up one that has failed. */
    public CompletionStage<Done> cancel(TransferId id, Mandate mandate) {
        return ask(id, replyTo -> new Order.Cancel(mandate, replyTo));
    }

    public CompletionStage<Done> retry(TransferId id, FailedTasks tasks, Mandate mandate) {
        return ask(id, replyTo -> new Order.Retry(tasks, mandate, replyTo));
    }

    public CompletionStage<Done> skip(TransferId id, FailedTasks tasks, Mandate mandate) {
        return ask(id, replyTo -> new Order.Skip(tasks, mandate, replyTo));
    }

    public CompletionStage<Done> pause(TransferId id, Mandate mandate) {
        return ask(id, replyTo -> new Order.Pause(mandate, replyTo));
    }

    /** Goes on with a paused transfer, or with one that has failed at its failed step. */
    public CompletionStage<Done> resume(TransferId id, Mandate mandate) {
        return ask(id, replyTo -> new Order.Resume(mandate, replyTo));
    }

    /** From 0 to 100; the higher is served first. */
    public CompletionStage<Done> prioritize(TransferId id, int priority, Mandate mandate) {
        return ask(id, replyTo -> new Order.Prioritize(priority, mandate, replyTo));
    }

    /** How the transfer stands, straight from its actor. */
    public CompletionStage<TransferActor.Summary> describe(TransferId id) {
        return sharding.entityRefFor(TransferActor.TYPE_KEY, id.toString())
                .ask(TransferActor.Describe::new, ANSWER_LIMIT);
    }

    /** Makes sure that a transfer is at home somewhere and sees to what is due. */
    public void wake(TransferId id) {
        sharding.entityRefFor(TransferActor.TYPE_KEY, id.toString()).tell(new TransferActor.Wake());
    }

    private CompletionStage<Done> ask(TransferId id, Function<ActorRef<StatusReply<Done>>, Order> command) {
        var entity = sharding.entityRefFor(TransferActor.TYPE_KEY, id.toString());
        return entity.askWithStatus(command::apply, ANSWER_LIMIT);
    }
}
