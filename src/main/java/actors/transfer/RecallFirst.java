package actors.transfer;

import actors.transfer.TransferActor.Command;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import model.TransferId;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.StashBuffer;

/**
 * Has the journal of a transfer in the database before its actor reads it: an actor that found none would take the transfer
 * for one that was never submitted.
 */
final class RecallFirst {

    private static final int WAITING_MOST = 1000;

    private RecallFirst() {}

    /** @param failure why it could not be brought back */
    record Recalled(Optional<Throwable> failure) implements Command {}

    static Behavior<Command> create(TransferId id, TransferSurroundings around, Behavior<Command> transfer) {
        return Behaviors.setup(ctx -> {
            if (!around.recall().isMoved(id)) {
                return transfer;
            }
            return Behaviors.withStash(WAITING_MOST, waiting -> {
                begin(id, around, ctx);
                return recalling(waiting, transfer, ctx);
            });
        });
    }

    private static void begin(TransferId id, TransferSurroundings around, ActorContext<Command> ctx) {
        Executor blocking = around.jobs().blocking();
        ctx.pipeToSelf(
                CompletableFuture.runAsync(() -> recall(around.recall(), id), blocking),
                (done, failure) -> new Recalled(Optional.ofNullable(failure)));
    }

    private static void recall(Recall recall, TransferId id) {
        try {
            recall.recall(id);
        } catch (Exception failure) {
            throw new CompletionException(failure);
        }
    }

    /** Whoever asks meanwhile waits; when it fails they get no answer, and whoever asks again has it tried again. */
    private static Behavior<Command> recalling(
            StashBuffer<Command> waiting, Behavior<Command> transfer, ActorContext<Command> ctx) {
        return Behaviors.receive(Command.class)
                .onMessage(TransferActor.Leave.class, leave -> Behaviors.stopped())
                .onMessage(Recalled.class, recalled -> {
                    if (recalled.failure().isEmpty()) {
                        return waiting.unstashAll(transfer);
                    }
                    ctx.getLog()
                            .error(
                                    "the journal of the transfer can't be brought back from its file; it is tried again"
                                            + " when somebody asks for the transfer",
                                    recalled.failure().get());
                    return Behaviors.stopped();
                })
                .onAnyMessage(message -> {
                    if (!waiting.isFull()) {
                        waiting.stash(message);
                    }
                    return Behaviors.same();
                })
                .build();
    }
}
