package views;

import java.util.Optional;
import java.util.UUID;
import model.Ids;
import model.JobId;
import model.TransferId;

/**
 * A persistence id of the journal, taken apart.
 *
 * @param jobId empty for a transfer's own stream
 */
record ProjectedId(String text, TransferId transfer, Optional<JobId> jobId) {

    /** @throws IllegalArgumentException if it is neither a transfer's nor a job's */
    static ProjectedId of(String persistenceId) {
        var parts = persistenceId.split("\\|", -1);
        if (parts.length == 2 && parts[0].equals("transfer")) {
            return new ProjectedId(persistenceId, TransferId.of(parts[1]), Optional.empty());
        }
        if (parts.length == 4 && parts[0].equals("job")) {
            var job = new JobId(TransferId.of(parts[1]), parts[2], Integer.parseInt(parts[3]));
            return new ProjectedId(persistenceId, job.transfer(), Optional.of(job));
        }
        throw new IllegalArgumentException("neither a transfer's nor a job's persistence id: " + persistenceId);
    }

    /** The job's key in the views: the same whenever it is made. */
    static UUID keyOf(JobId job) {
        return Ids.derived(job.transfer().value(), "job|" + job.localName());
    }
}
