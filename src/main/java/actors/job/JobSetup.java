package actors.job;

import java.util.Map;
import java.util.Optional;
import model.JobId;
import model.TransferFacts;
import pipeline.job.Steering;
import pipeline.transfer.TransferEvent;
import workflow.ActionStep;

/**
 * What a job is told by its transfer, each time it is started.
 *
 * @param parameters the action's, with every reference resolved
 * @param chainStart the link of the job's opening, where its own chain starts
 * @param after the journals that the views must have caught up with before the job may be planned
 * @param steering how people want it to be driven; {@link JobActor.Steer} changes it
 * @param retry what of an earlier turn it tries again; empty when the step is run for the first time
 */
public record JobSetup(
        JobId id,
        ActionStep step,
        Map<String, Object> parameters,
        TransferFacts transfer,
        String chainStart,
        Map<String, Long> after,
        Steering steering,
        Optional<TransferEvent.Retry> retry) {}
