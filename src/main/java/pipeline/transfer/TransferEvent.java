package pipeline.transfer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import model.DatedFinding;
import model.Failure;
import model.JobCounts;
import model.JobOutcome;
import model.Mandate;
import model.Ordinals;
import model.Product;
import model.Submission;
import model.TransferStatus;

/**
 * Facts about one transfer, in the past tense, kept for ever. Add optional components; never rename or remove one. Each
 * kind's stable name is in {@link pipeline.journal.EventCodec}.
 */
public sealed interface TransferEvent {

    /** When it happened, by the clock of whoever wrote it. */
    Instant at();

    /**
     * The transfer exists, in epoch 1. Who repeats the command with this id gets the first answer again.
     *
     * @param workflowText the version of the workflow that the transfer keeps
     * @param node where the actor was at home
     */
    record Submitted(Submission submission, String workflowText, String commandId, String node)
            implements TransferEvent {
        @Override
        public Instant at() {
            return submission.submittedAt();
        }
    }

    /** A new incarnation of the actor took over. Nothing it does has effect before this is stored. */
    record Attached(long epoch, String node, Instant at) implements TransferEvent {}

    record ChoiceAwaited(String step, Instant at) implements TransferEvent {}

    /** Somebody picked an option: a person, or {@code configuration NAME}. */
    record ChoiceMade(String step, String option, String by, String commandId, Instant at) implements TransferEvent {}

    /**
     * A step is being run. The position counts all jobs of the transfer, from 0.
     *
     * @param retry empty when the step is run for the first time
     */
    record JobOpened(String step, int turn, int position, Instant at, Optional<Retry> retry) implements TransferEvent {

        public JobOpened(String step, int turn, int position, Instant at) {
            this(step, turn, position, at, Optional.empty());
        }
    }

    /**
     * What an earlier turn of the same step left failed and this one tries again.
     *
     * @param tasks by the turn in which they failed last
     * @param carried how many failed tasks of earlier turns stay failed meanwhile
     */
    record Retry(List<TurnTasks> tasks, int carried, Mandate mandate) {}

    /**
     * Failed tasks of one turn of a step.
     *
     * @param tasks none for all that failed, or the whole job where it had no plan
     */
    record TurnTasks(int turn, Ordinals tasks) {}

    /**
     * A job came to its end; nothing may follow in its own journal.
     *
     * @param sequence of the job's last event
     * @param head the last link of the job's chain, in hexadecimal
     * @param products of a package-scope job
     * @param findings of a package-scope job about the package
     * @param failedTasks which tasks failed, when the job failed by them; empty when it failed as a whole
     */
    record JobClosed(
            String step,
            int turn,
            JobOutcome outcome,
            JobCounts counts,
            Optional<Failure> failure,
            List<Product> products,
            List<DatedFinding> findings,
            long sequence,
            String head,
            Instant at,
            Optional<Ordinals> failedTasks)
            implements TransferEvent {

        public JobClosed(
                String step,
                int turn,
                JobOutcome outcome,
                JobCounts counts,
                Optional<Failure> failure,
                List<Product> products,
                List<DatedFinding> findings,
                long sequence,
                String head,
                Instant at) {
            this(step, turn, outcome, counts, failure, products, findings, sequence, head, at, Optional.empty());
        }
    }

    /**
     * The transfer waits for a place among the active ones: before this step begins or, where its job is open, before
     * anything new of it is handed out.
     *
     * @param retry what the step tries again; empty when it is run for the first time
     */
    record Queued(String step, int turn, Optional<Retry> retry, Instant at) implements TransferEvent {}

    /** It got a place, which it has until it waits for a person or ends. */
    record Admitted(Instant at) implements TransferEvent {}

    record CancelRequested(String by, String reason, String commandId, Instant at) implements TransferEvent {}

    /** Nothing new is handed out until {@link Resumed}. */
    record Paused(Mandate mandate, Instant at) implements TransferEvent {}

    /** A paused transfer, or one that had failed, goes on. */
    record Resumed(Mandate mandate, Instant at) implements TransferEvent {}

    /** From 0 to 100; the higher is served first. */
    record PriorityChanged(int priority, Mandate mandate, Instant at) implements TransferEvent {}

    /** Somebody decided that these failed tasks of a step need not succeed. */
    record TasksSkipped(String step, List<TurnTasks> tasks, Mandate mandate, Instant at) implements TransferEvent {}

    record Ended(TransferStatus status, Optional<Failure> failure, Instant at) implements TransferEvent {}

    /** The work area is gone (or kept, where the transfer failed) and the receipt lies beside the AIP. */
    record Tidied(Instant at) implements TransferEvent {}
}
