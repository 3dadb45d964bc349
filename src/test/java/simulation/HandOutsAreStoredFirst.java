package simulation;

/** Whatever a worker begins is in the journal, as its hand-out. */
final class HandOutsAreStoredFirst implements Check {

    private final Truth truth;

    HandOutsAreStoredFirst(Truth truth) {
        this.truth = truth;
    }

    @Override
    public void begins(Attempts.Attempt attempt, int ordinal) {
        var handOut = truth.job(attempt.key).handOuts.get(attempt.key.attempt());
        if (handOut == null
                || !handOut.worker().equals(attempt.worker().id)
                || !handOut.tasks().toBitSet().get(ordinal)) {
            broken(World.brief(attempt.key) + " begins task " + ordinal + " at " + attempt.worker().id
                    + ", but the journal says " + handOut);
        }
    }
}
