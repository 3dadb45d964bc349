package actors.journal;

import org.apache.pekko.persistence.typed.SnapshotAdapter;
import pipeline.job.JobSnapshot;
import pipeline.job.JobState;
import pipeline.journal.Journaled;

/** Between a job's state and what is stored of it. */
public final class JobSnapshots implements SnapshotAdapter<Journaled<JobState>> {

    @Override
    public Object toJournal(Journaled<JobState> state) {
        return JobSnapshot.of(state);
    }

    @Override
    public Journaled<JobState> fromJournal(Object stored) {
        return ((JobSnapshot) stored).state();
    }
}
