package simulation;

import model.Ordinals;
import pipeline.job.JobEvent.AttemptLost;
import preservation.attempt.AttemptKey;

/**
 * P2 and P6: an attempt is given up, and its tasks begin again, only when it has ended, was refused for good, or its lease
 * has run out.
 */
final class OneAttemptTakesEffect implements Check {

    private final World world;
    private final Truth truth;

    OneAttemptTakesEffect(World world, Truth truth) {
        this.world = world;
        this.truth = truth;
    }

    @Override
    public void stored(Database.Row row) {
        if (row.event().event() instanceof AttemptLost lost) {
            var key = new AttemptKey(Truth.jobOf(row.journal()), lost.attempt());
            var worker = world.worker(lost.worker());
            var attempt = worker.attempts.attempt(key);
            if (attempt != null && mayTakeEffect(attempt)) {
                broken(World.brief(key) + " is given up (" + lost.reason() + ") while " + worker + " is at work on it");
            }
        }
    }

    @Override
    public void started(Attempts.Attempt attempt, Attempts.Attempt before) {
        if (before != null && before.begun) {
            broken(World.brief(attempt.key) + " is taken on twice by " + attempt.worker());
        }
    }

    @Override
    public void begins(Attempts.Attempt attempt, Ordinals tasks) {
        var job = truth.job(attempt.key);
        if (job.lost.contains(attempt.key.attempt())) {
            broken(World.brief(attempt.key) + " begins, though it was given up before");
        }
        for (var handOut : job.handOuts.values()) {
            var other = world.worker(handOut.worker())
                    .attempts
                    .attempt(new AttemptKey(attempt.key.job(), handOut.attempt()));
            var common = handOut.tasks().toBitSet();
            common.and(tasks.toBitSet());
            if (other != null && other != attempt && mayTakeEffect(other) && !common.isEmpty()) {
                broken(World.brief(attempt.key) + " begins while " + World.brief(other.key) + " is at work");
            }
        }
    }

    private boolean mayTakeEffect(Attempts.Attempt attempt) {
        boolean leased = world.time.now() - attempt.leasedAt <= World.LEASE.toNanos();
        boolean asleep = attempt.begun
                && !attempt.ended
                && attempt.worker().isAlive()
                && attempt.worker().isSuspended();
        return attempt.isAtWork() || (asleep && leased);
    }
}
