package http.uploads;

import http.exchange.ReadModels;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import storage.UploadArea;
import views.ViewsUnavailable;

/** Removes uploads that nobody needs any more, also those of other nodes and earlier runs. */
public record RemoveReceived(UploadArea area, ReadModels views, InstantSource clock) implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(RemoveReceived.class);
    /** How often it is worth looking. */
    public static final Duration EVERY = Duration.ofSeconds(20);

    @Override
    public void run() {
        try {
            area.removeAbandoned();
            for (var name : area.complete()) {
                remove(name);
            }
        } catch (IOException | ViewsUnavailable failure) {
            LOG.warn("uploads that are no longer needed stay for now; they are looked at again", failure);
        }
    }

    private void remove(String name) throws IOException {
        var transfer = KeptUpload.transfer(name);
        if (transfer.isEmpty()) {
            return; // somebody put it there; it is not ours to remove
        }
        var age = Duration.ofMillis(clock.millis() - area.since(name));
        if (KeptUpload.isOver(views.transfer().of(transfer.get()), age)) {
            area.remove(name);
            LOG.info("the upload of the transfer {} is no longer needed and was removed", transfer.get());
        }
    }
}
