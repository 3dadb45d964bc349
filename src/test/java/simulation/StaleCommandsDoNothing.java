package simulation;

import preservation.attempt.AttemptKey;

/** A worker that has heard of a later incarnation of a job does nothing that an earlier one says. */
final class StaleCommandsDoNothing implements Check {

    @Override
    public void obeyed(Worker worker, AttemptKey key, boolean stale, String before, String after) {
        if (stale && !before.equals(after)) {
            broken(worker + " did what a former incarnation of the job of " + World.brief(key) + " said");
        }
    }
}
