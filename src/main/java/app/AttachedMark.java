package app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import model.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file for whoever watches a worker that answers no requests: it is there, and not older than a few seconds, as long as a
 * coordinator speaks to the worker.
 */
final class AttachedMark {

    private static final Logger LOG = LoggerFactory.getLogger(AttachedMark.class);

    /** Coordinators speak about once a second. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private final Path file;
    private final Time time;
    private volatile boolean everHeard;
    private volatile long heardNanos;

    AttachedMark(Path data, Time time) {
        this.file = data.resolve("attached");
        this.time = time;
        remove();
    }

    /** A coordinator spoke. */
    void heard() {
        heardNanos = time.nanos();
        everHeard = true;
    }

    /** Brings the file up to date; about once a second. */
    void keep() {
        if (!everHeard || time.nanos() - heardNanos > SILENCE.toNanos()) {
            remove();
            return;
        }
        try {
            if (Files.notExists(file)) {
                Files.createFile(file);
            }
            Files.setLastModifiedTime(file, FileTime.from(time.instant()));
        } catch (IOException failure) {
            LOG.warn("{} can't be written, so this worker looks as if it were not attached", file, failure);
        }
    }

    void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            LOG.warn("{} can't be removed; it is too old soon", file, failure);
        }
    }
}
