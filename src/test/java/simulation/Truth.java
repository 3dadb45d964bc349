package simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import model.JobId;
import model.TransferId;
import pipeline.job.JobEvent.Attached;
import pipeline.job.JobEvent.AttemptLost;
import pipeline.job.JobEvent.Closed;
import pipeline.job.JobEvent.HandedOut;
import pipeline.job.JobEvent.TasksEnded;
import preservation.attempt.AttemptKey;

/** What the journal says, read row by row by rules of its own, so that no mistake of the product is shared. */
final class Truth implements Check {

    /** What the journal says of one job. */
    static final class OfJob {
        final Map<Long, HandedOut> handOuts = new HashMap<>();
        final Map<Integer, Long> outcomes = new HashMap<>();
        final Set<Long> lost = new java.util.HashSet<>();
        final Map<Long, Object> writers = new HashMap<>();
        boolean closed;

        /** Whether this hand-out may still bring this task's outcome. */
        boolean isOwed(long attempt, int ordinal) {
            return !closed && !lost.contains(attempt) && !outcomes.containsKey(ordinal);
        }
    }

    private final Map<JobId, OfJob> jobs = new HashMap<>();

    OfJob job(JobId id) {
        return jobs.computeIfAbsent(id, missing -> new OfJob());
    }

    OfJob job(AttemptKey key) {
        return job(key.job());
    }

    /** The job that a journal is about; null for a transfer's. */
    static JobId jobOf(String journal) {
        var parts = journal.split("\\|", -1);
        return parts[0].equals("job") ? new JobId(TransferId.of(parts[1]), parts[2], Integer.parseInt(parts[3])) : null;
    }

    @Override
    public void stored(Database.Row row) {
        var id = jobOf(row.journal());
        if (id == null) {
            return;
        }
        var job = job(id);
        var event = row.event().event();
        if (event instanceof Attached attached) {
            job.writers.put(attached.epoch(), row.writer());
        } else if (event instanceof HandedOut handOut) {
            job.handOuts.put(handOut.attempt(), handOut);
        } else if (event instanceof TasksEnded ended) {
            ended.outcomes().forEach(outcome -> job.outcomes.putIfAbsent(outcome.ordinal(), ended.attempt()));
        } else if (event instanceof AttemptLost lost) {
            job.lost.add(lost.attempt());
        } else if (event instanceof Closed) {
            job.closed = true;
        }
    }
}
