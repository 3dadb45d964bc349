package audit;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import model.DatedFinding;
import model.Finding;
import model.ToolId;

/**
 * A finding with its place in the journal.
 *
 * @param object the entry of the file register, or the package
 */
record FoundFact(
        UUID object,
        Finding finding,
        String step,
        Instant at,
        Optional<ToolId> tool,
        String persistenceId,
        long sequence) {

    DatedFinding dated() {
        return new DatedFinding(finding, step, at, tool);
    }
}
