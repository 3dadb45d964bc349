package pipeline.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import model.Failure;
import model.JobCounts;
import model.JobOutcome;
import model.Loss;
import model.Ordinals;
import model.TaskOutcome;
import model.WorkerId;

/**
 * Facts about one job and its tasks, in the past tense, kept for ever. Add optional components; never rename or remove
 * one. Each kind's stable name is in {@link pipeline.journal.EventCodec}.
 */
public sealed interface JobEvent {

    /** A new incarnation of the actor took over. Nothing it does has effect before this is stored. */
    record Attached(long epoch, Instant at) implements JobEvent {}

    /** Tasks {@code first}, {@code first + 1}, … are about these entries of the file register. */
    record PlanChunk(int first, List<UUID> files) implements JobEvent {}

    /**
     * The plan is complete.
     *
     * @param tasks how many
     * @param facts the sealed facts file, relative to the work area
     * @param factsSha256 its digest, in hexadecimal
     * @param carried how many failed tasks of earlier turns stay failed meanwhile; 0 in a first turn
     */
    record Planned(int tasks, String facts, String factsSha256, Instant at, int carried) implements JobEvent {

        public Planned(int tasks, String facts, String factsSha256, Instant at) {
            this(tasks, facts, factsSha256, at, 0);
        }
    }

    /**
     * Stored before anything leaves. The attempt's number is unique within the job and stands for the whole group.
     *
     * @param name what people call the worker; absent in the first releases
     */
    record HandedOut(long attempt, WorkerId worker, Ordinals tasks, Instant at, Optional<String> name)
            implements JobEvent {

        public HandedOut(long attempt, WorkerId worker, Ordinals tasks, Instant at) {
            this(attempt, worker, tasks, at, Optional.empty());
        }
    }

    /** Outcomes of tasks of one hand-out. */
    record TasksEnded(long attempt, WorkerId worker, List<TaskOutcome> outcomes) implements JobEvent {}

    /**
     * The hand-out will bring nothing more; its tasks without outcome are waiting again.
     *
     * @param loss whether they may be to blame; absent in the first release, where it used up a try of each
     */
    record AttemptLost(long attempt, WorkerId worker, String reason, Instant at, Optional<Loss> loss)
            implements JobEvent {

        public AttemptLost(long attempt, WorkerId worker, String reason, Instant at) {
            this(attempt, worker, reason, at, Optional.empty());
        }
    }

    /** The last event of a job. */
    record Closed(JobOutcome outcome, JobCounts counts, Optional<Failure> failure, Instant at) implements JobEvent {}
}
