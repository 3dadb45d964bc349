package http.transfers;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import model.FailedTasks;
import model.Mandate;
import model.TransferId;
import org.apache.pekko.Done;

/**
 * The way to the transfers' actors. A stage that completes means that the command is stored. One that fails with
 * {@link org.apache.pekko.pattern.StatusReply.ErrorMessage} means that it was refused, with the reason; with
 * {@link java.util.concurrent.TimeoutException}, that nobody knows: the same command id may be sent again.
 */
public interface TransferDoor {

    CompletionStage<Done> submit(TransferId id, NewTransfer transfer, String commandId);

    CompletionStage<Done> choose(TransferId id, String step, String option, String by, String commandId);

    /** Stops a transfer, or gives up one that has failed. */
    CompletionStage<Done> cancel(TransferId id, Mandate mandate);

    CompletionStage<Done> retry(TransferId id, FailedTasks tasks, Mandate mandate);

    CompletionStage<Done> skip(TransferId id, FailedTasks tasks, Mandate mandate);

    CompletionStage<Done> pause(TransferId id, Mandate mandate);

    /** Goes on with a paused transfer, or with one that has failed at its failed step. */
    CompletionStage<Done> resume(TransferId id, Mandate mandate);

    /** From 0 to 100; the higher is served first. */
    CompletionStage<Done> prioritize(TransferId id, int priority, Mandate mandate);

    /** The names of the processing configurations that a new transfer can be given. */
    Set<String> configurations();

    /**
     * What is handed in.
     *
     * @param source where it lies, within its source
     * @param sourceName what its submitter calls that
     */
    record NewTransfer(
            Path source,
            String sourceName,
            String name,
            String type,
            String configuration,
            Optional<String> accessionNumber,
            String submittedBy) {}
}
