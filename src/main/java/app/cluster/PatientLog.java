package app.cluster;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.cluster.sharding.ShardRegion;
import org.apache.pekko.event.EventStream;
import org.apache.pekko.event.slf4j.Slf4jLoggingFilter;

/**
 * Keeps what Pekko says at every start out of the log. While a cluster forms, and while another node takes over, whoever
 * looks for a transfer waits for a second or a few, and Pekko warns of each. Only when that goes on is it news.
 */
public final class PatientLog extends Slf4jLoggingFilter {

    private final Waiting waiting = new Waiting(System::nanoTime);

    /** As Pekko makes it. */
    public PatientLog(ActorSystem.Settings settings, EventStream events) {
        super(settings, events);
    }

    @Override
    public boolean isWarningEnabled(Class<?> from, String source) {
        return super.isWarningEnabled(from, source) && (from != ShardRegion.class || waiting.isLong());
    }

    /** How long somebody has been warning without a pause. */
    static final class Waiting {

        /** Longer than a start and than a take-over; Pekko's own settings warn after as long. */
        private static final long LONG_NANOS = Duration.ofSeconds(10).toNanos();

        /** It warns about once a second. */
        private static final long PAUSE_NANOS = Duration.ofSeconds(5).toNanos();

        private final LongSupplier nanos;
        private long firstNanos;
        private long lastNanos;

        Waiting(LongSupplier nanos) {
            this.nanos = nanos;
            firstNanos = nanos.getAsLong();
            lastNanos = firstNanos;
        }

        /** To be asked at each warning. */
        synchronized boolean isLong() {
            long now = nanos.getAsLong();
            if (now - lastNanos > PAUSE_NANOS) {
                firstNanos = now;
            }
            lastNanos = now;
            return now - firstNanos > LONG_NANOS;
        }
    }
}
