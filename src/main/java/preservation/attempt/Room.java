package preservation.attempt;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import model.Time;

/**
 * Finds out whether attempts can write where they work and keep: by writing a little, for free space alone says nothing of
 * quotas or of disks that have become read-only. Who is told what follows is not decided here.
 */
public final class Room {

    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final int BYTES = 4096;

    private final WorkArea area;
    private final Time time;
    private Optional<String> found = Optional.empty();
    private long foundNanos;
    private boolean looked;

    public Room(WorkArea area, Time time) {
        this.area = area;
        this.time = time;
    }

    /** Why nothing can be written, as a sentence; empty when it can. What was found a second ago is not looked for again. */
    public synchronized Optional<String> complaint() {
        long now = time.nanos();
        if (!looked || now - foundNanos > FRESH.toNanos()) {
            found = Stream.of(area.root(), area.blobs())
                    .flatMap(directory -> complaint(directory).stream())
                    .findFirst();
            foundNanos = now;
            looked = true;
        }
        return found;
    }

    /** Through a stream, not a channel: an interrupt of the attempt that asks closes a channel, and says nothing of the disk. */
    private static Optional<String> complaint(Path directory) {
        var probe = directory.resolve(".room-" + UUID.randomUUID() + ".tmp");
        try (var out = new FileOutputStream(probe.toFile())) {
            Files.delete(probe); // a process that is killed now leaves nothing
            out.write(new byte[BYTES]);
            out.getFD().sync();
            return Optional.empty();
        } catch (IOException failure) {
            return Optional.of("nothing can be written to " + directory + " (" + failure.getMessage() + ")");
        }
    }
}
