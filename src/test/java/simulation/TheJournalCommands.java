package simulation;

import preservation.attempt.AttemptKey;

/** Nothing that an incarnation does has effect before the journal says that it took over; its epoch is its own. */
final class TheJournalCommands implements Check {

    private final Truth truth;

    TheJournalCommands(Truth truth) {
        this.truth = truth;
    }

    @Override
    public void commanded(AttemptKey key, long epoch, Object incarnation) {
        if (truth.job(key).writers.get(epoch) != incarnation) {
            broken(World.brief(key) + " is commanded in epoch " + epoch
                    + " by an incarnation that the journal does not name");
        }
    }
}
