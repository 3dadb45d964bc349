package simulation;

import java.util.HashSet;
import java.util.Set;
import pipeline.transfer.TransferEvent;

/**
 * P8: no more transfers are active than there are places. Counted from the journal by rules of its own: who opens a job or
 * is admitted has a place until it is paused, queued, asks a person or ends.
 */
final class PlacesHold implements Check {

    private final World world;
    private final Set<String> active = new HashSet<>();

    PlacesHold(World world) {
        this.world = world;
    }

    @Override
    public void stored(Database.Row row) {
        var event = row.event().event();
        if (event instanceof TransferEvent.Admitted) {
            active.add(row.journal());
            if (active.size() > world.places() && !world.database.isBelated()) {
                broken(row + " is one more than the " + world.places() + " places: " + active);
            }
        } else if (event instanceof TransferEvent.Queued
                || event instanceof TransferEvent.Paused
                || event instanceof TransferEvent.ChoiceAwaited
                || event instanceof TransferEvent.Ended) {
            active.remove(row.journal());
        } else if (event instanceof TransferEvent.JobOpened && !active.contains(row.journal())) {
            broken(row + " opens a job without a place");
        }
    }
}
