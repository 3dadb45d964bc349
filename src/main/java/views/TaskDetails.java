package views;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import model.BlobRef;
import model.DatedFinding;
import model.FilePath;
import model.Product;
import model.StoredText;
import model.WorkerId;

/**
 * One task in full.
 *
 * @param arguments the tool's argument vector as one line, or what stands for it; empty where no tool ran
 * @param blame the file, as received, that a failure of a package-scope task is about
 * @param findings about the task's file, or about the package; many more may be in {@code bulk}
 * @param bulk findings about any number of files, as JSON lines
 * @param attempts oldest first
 * @param followUp what somebody decided about the failed task; empty when nobody did
 */
public record TaskDetails(
        TaskRow task,
        String arguments,
        Optional<FilePath> blame,
        StoredText stdout,
        StoredText stderr,
        List<Product> products,
        List<DatedFinding> findings,
        Optional<BlobRef> bulk,
        List<Attempt> attempts,
        Optional<FollowUp> followUp) {

    /**
     * A failed task that is not failed any more.
     *
     * @param turn of the step that tries it again; empty when it was skipped
     */
    public record FollowUp(Optional<Integer> turn, String by, String reason, Instant at) {}

    /**
     * A hand-out of the task to a worker.
     *
     * @param workerName what people call the worker; unknown of the first releases
     * @param lostAt when it was given up without an outcome; empty when it was not, as {@code lostReason}
     */
    public record Attempt(
            long number,
            WorkerId worker,
            Optional<String> workerName,
            Instant handedOutAt,
            Optional<Instant> lostAt,
            Optional<String> lostReason) {

        /** What to call the worker: by its name, or the beginning of its id. */
        public String calledWorker() {
            return workerName.orElseGet(worker::abbreviated);
        }
    }
}
