package preservation.attempt;

import model.Time;
import storage.Blobs;

/** What every attempt of a worker process works with. */
public record AttemptPlace(WorkArea area, Actions actions, Blobs blobs, Time time, Room room) {}
