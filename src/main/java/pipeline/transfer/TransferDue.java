package pipeline.transfer;

import java.util.Optional;
import pipeline.job.Steering;

/** What the world owes a transfer in its present state. Doing it twice has no further effect. */
public sealed interface TransferDue {

    /** A person must pick, a place must become free, or nothing is left to do. */
    record Nothing() implements TransferDue {}

    /**
     * This job must be under way.
     *
     * @param position of the job among all jobs of the transfer, from 0
     * @param link of its opening, in hexadecimal: where its own chain starts
     * @param stopping true when somebody asked to cancel: it must come to its end without beginning anything new
     * @param retry what it tries again; empty when it is run for the first time
     */
    record RunJob(
            String step,
            int turn,
            int position,
            String link,
            boolean stopping,
            Steering steering,
            Optional<TransferEvent.Retry> retry)
            implements TransferDue {}

    /** The receipt must be completed and the work area go. */
    record Tidy() implements TransferDue {}
}
