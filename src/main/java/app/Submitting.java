package app;

import actors.transfer.Transfers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import model.Ids;
import model.Submission;
import model.TransferId;

/** Makes submissions out of what a person asked for. */
final class Submitting {

    private final Transfers transfers;
    private final Workflows workflows;
    private final InstantSource clock;

    Submitting(Transfers transfers, Workflows workflows, InstantSource clock) {
        this.transfers = transfers;
        this.workflows = workflows;
        this.clock = clock;
    }

    /** What a person asked for. */
    record Request(
            Path source,
            String sourceName,
            String name,
            String type,
            String configuration,
            Optional<String> accessionNumber,
            String submittedBy,
            Map<String, Object> parameters) {}

    /** Completes when the submission is stored. */
    CompletionStage<TransferId> submit(TransferId id, Request request, String commandId) {
        var configuration = workflows.configuration(request.configuration());
        var workflow = workflows.workflowOf(configuration);
        var submission = new Submission(
                Ids.derived(id.value(), "sip"),
                request.name(),
                request.type(),
                request.accessionNumber(),
                request.source().toUri().toString(),
                request.sourceName(),
                request.submittedBy(),
                clock.instant(),
                workflow.name(),
                workflow.digest(),
                configuration.name(),
                configuration.choices(),
                configuration.parameters());
        return transfers.submit(id, submission, workflow.text(), commandId).thenApply(done -> id);
    }

    static TransferId newId() {
        return new TransferId(UUID.randomUUID());
    }
}
