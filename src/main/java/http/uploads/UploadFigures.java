package http.uploads;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What uploads came to since this node began, for those who watch it. */
public final class UploadFigures {

    private final AtomicInteger active = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    /** False when there are as many as there may be. */
    boolean begin(int most) {
        if (active.incrementAndGet() > most) {
            active.decrementAndGet();
            return false;
        }
        return true;
    }

    void end(boolean well) {
        active.decrementAndGet();
        (well ? accepted : refused).incrementAndGet();
    }

    void arrived(long more) {
        bytes.addAndGet(more);
    }

    /** In the text format of Prometheus. */
    public String text() {
        return """
                # HELP muniment_uploads_active Uploads that this node is taking.
                # TYPE muniment_uploads_active gauge
                muniment_uploads_active %d
                # HELP muniment_upload_bytes_total Bytes of uploaded files that have come in.
                # TYPE muniment_upload_bytes_total counter
                muniment_upload_bytes_total %d
                # HELP muniment_uploads_total Uploads that have ended.
                # TYPE muniment_uploads_total counter
                muniment_uploads_total{outcome="accepted"} %d
                muniment_uploads_total{outcome="refused"} %d
                """
                .formatted(active.get(), bytes.get(), accepted.get(), refused.get());
    }
}
