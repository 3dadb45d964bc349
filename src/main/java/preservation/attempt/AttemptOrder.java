package preservation.attempt;

import java.time.Duration;
import java.util.Map;
import model.FilePath;
import model.Ordinals;
import model.TransferFacts;

/**
 * Everything a worker needs to carry out one hand-out.
 *
 * @param action the preservation action's name
 * @param parameters of the action, with every reference resolved
 * @param facts the directory of the job's sealed facts, relative to the work area
 * @param fileScope true when each task is about one file of the facts; false for the one task about the package
 * @param timeLimit the longest time between one result and the next
 * @param alone true when its one task is suspected of ending processes, and so gets one to itself
 */
public record AttemptOrder(
        AttemptKey key,
        String action,
        Map<String, Object> parameters,
        TransferFacts transfer,
        FilePath facts,
        boolean fileScope,
        Ordinals tasks,
        Duration timeLimit,
        boolean alone) {

    /** The only directory that the attempt may write to, relative to the work area. */
    public FilePath directory() {
        var job = key.job();
        return FilePath.of(job.transfer() + "/" + job.localName() + "/attempt-" + key.attempt());
    }
}
