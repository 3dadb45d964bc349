package pipeline.job;

import codec.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import model.Ordinals;
import pipeline.job.JobEvent.Closed;
import pipeline.job.JobEvent.Planned;
import pipeline.journal.Journaled;

/**
 * Where a job stood after an event, with the head of its chain, so that a recovery need not read all that came before. It
 * replaces no event: it may be thrown away at any time, and one that can't be read is passed over.
 *
 * @param format raised whenever the meaning of a component changes; another one is not read
 * @param plan absent while the job is being planned, and in one that was closed
 * @param closed present once it is over
 */
public record JobSnapshot(
        int format,
        long sequence,
        String head,
        long epoch,
        Optional<Planned> plan,
        Optional<LedgerEntries> ledger,
        Optional<Closed> closed,
        Optional<Ordinals> failed,
        JobTally tally) {

    /** Under which a snapshot's bytes are stored. */
    public static final String NAME = "job.snapshot";

    private static final int FORMAT = 1;

    public static JobSnapshot of(Journaled<JobState> at) {
        var running =
                Optional.of(at.state()).filter(RunningJob.class::isInstance).map(RunningJob.class::cast);
        var over = Optional.of(at.state()).filter(ClosedJob.class::isInstance).map(ClosedJob.class::cast);
        return new JobSnapshot(
                FORMAT,
                at.sequence(),
                at.head(),
                at.state().epoch(),
                running.map(RunningJob::plan),
                running.map(job -> job.ledger().entries()),
                over.map(ClosedJob::closed),
                over.map(ClosedJob::failed),
                running.map(RunningJob::tally)
                        .or(() -> over.map(ClosedJob::tally))
                        .orElse(JobTally.NONE));
    }

    /** The state that {@link #of} was given. */
    public Journaled<JobState> state() {
        return new Journaled<>(sequence, head, jobState());
    }

    private JobState jobState() {
        if (closed.isPresent()) {
            return new ClosedJob(epoch, closed.get(), tally, failed.orElse(Ordinals.NONE));
        }
        return plan.isPresent()
                ? new RunningJob(epoch, plan.get(), new TaskLedger(ledger.orElseThrow()), tally)
                : new JobState.Planning(epoch);
    }

    public byte[] toBytes() {
        try {
            return Json.binary().writeValueAsBytes(this);
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot write a job's snapshot", broken);
        }
    }

    /** Fails with {@link IllegalStateException} on one that another version wrote otherwise. */
    public static JobSnapshot read(byte[] bytes) {
        try {
            var snapshot = Json.binary().readValue(bytes, JobSnapshot.class);
            if (snapshot.format() != FORMAT) {
                throw new IllegalStateException("a job's snapshot of format " + snapshot.format() + " is not known");
            }
            return snapshot;
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read a job's snapshot", broken);
        }
    }
}
