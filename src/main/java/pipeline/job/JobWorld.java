package pipeline.job;

import java.util.Optional;
import model.Ordinals;
import model.WorkerId;
import pipeline.job.JobEvent.HandedOut;

/**
 * What a job asks of the world around it. Nothing here waits for an answer; what comes back comes as a command.
 *
 * @param <W> where a worker can be reached
 */
public interface JobWorld<W> {

    /** The job's journal now goes up to here. */
    void advanced(long sequence);

    /** A plan is to be made; asked again while one is being made, it goes on with that one. */
    void plan();

    /** So many tasks wait for a worker; replaces what was said before. */
    void demand(int waiting);

    /** This worker's room is taken by a hand-out that was found in the journal. */
    void occupy(WorkerId worker);

    /** Room at this worker is free again. */
    void release(WorkerId worker);

    /**
     * Sees to a stored hand-out until the job lets go of it.
     *
     * @param worker whose grant it was; empty for one that was found in the journal, whose worker may be at work on it
     */
    void watch(RunningJob job, HandedOut handOut, Optional<W> worker);

    /** Outcomes are stored, or not wanted: the worker may forget them. */
    void stored(long attempt, Ordinals tasks);

    /** The hand-out owes nothing more. */
    void finish(long attempt);

    /** What the hand-out still owes is not wanted any more. */
    void abandon(long attempt);

    /** The hand-out ended early. For the log. */
    void lost(long attempt, String reason);

    /** The job came to its end; said again after a crash. */
    void closed(ClosedJob job, long sequence, String head);
}
