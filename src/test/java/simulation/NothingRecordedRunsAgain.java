package simulation;

/** A task whose recorded outcome is of one hand-out never begins in a later one. */
final class NothingRecordedRunsAgain implements Check {

    private final Truth truth;

    NothingRecordedRunsAgain(Truth truth) {
        this.truth = truth;
    }

    @Override
    public void begins(Attempts.Attempt attempt, int ordinal) {
        var by = truth.job(attempt.key).outcomes.get(ordinal);
        if (by != null && by < attempt.key.attempt()) {
            broken("task " + ordinal + " begins in " + World.brief(attempt.key) + ", though its outcome of attempt "
                    + by + " is recorded");
        }
    }
}
