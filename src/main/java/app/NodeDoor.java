package app;

import actors.transfer.Transfers;
import http.transfers.TransferDoor;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import model.FailedTasks;
import model.Mandate;
import model.TransferId;
import org.apache.pekko.Done;

/** The API's way to the transfers of a node. */
final class NodeDoor implements TransferDoor {

    private final Transfers transfers;
    private final Workflows workflows;
    private final Submitting submitting;

    NodeDoor(Transfers transfers, Workflows workflows, InstantSource clock) {
        this.transfers = transfers;
        this.workflows = workflows;
        this.submitting = new Submitting(transfers, workflows, clock);
    }

    @Override
    public CompletionStage<Done> submit(TransferId id, NewTransfer transfer, String commandId) {
        var request = new Submitting.Request(
                transfer.source(),
                transfer.sourceName(),
                transfer.name(),
                transfer.type(),
                transfer.configuration(),
                transfer.accessionNumber(),
                transfer.submittedBy(),
                Map.of());
        return submitting.submit(id, request, commandId).thenApply(submitted -> Done.getInstance());
    }

    @Override
    public CompletionStage<Done> choose(TransferId id, String step, String option, String by, String commandId) {
        return transfers.choose(id, step, option, by, commandId);
    }

    @Override
    public CompletionStage<Done> cancel(TransferId id, Mandate mandate) {
        return transfers.cancel(id, mandate);
    }

    @Override
    public CompletionStage<Done> retry(TransferId id, FailedTasks tasks, Mandate mandate) {
        return transfers.retry(id, tasks, mandate);
    }

    @Override
    public CompletionStage<Done> skip(TransferId id, FailedTasks tasks, Mandate mandate) {
        return transfers.skip(id, tasks, mandate);
    }

    @Override
    public CompletionStage<Done> pause(TransferId id, Mandate mandate) {
        return transfers.pause(id, mandate);
    }

    @Override
    public CompletionStage<Done> resume(TransferId id, Mandate mandate) {
        return transfers.resume(id, mandate);
    }

    @Override
    public CompletionStage<Done> prioritize(TransferId id, int priority, Mandate mandate) {
        return transfers.prioritize(id, priority, mandate);
    }

    @Override
    public Set<String> configurations() {
        return workflows.configurations().keySet();
    }
}
