package actors.journal;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * How this node's writes to the journal get on, in a sentence for people. It is told by the actors that write, on any
 * thread; it writes nothing itself, so of a journal that nobody writes to it knows nothing.
 */
public final class JournalWatch {

    private static final Duration SLOW = Duration.ofSeconds(1);

    /** After so long without another write a complaint says nothing about now. */
    private static final Duration NEWS = Duration.ofMinutes(1);

    private static final int REASON_MAX = 300;

    private final LongSupplier nanos;
    private final Map<Writer, Long> underWay = new ConcurrentHashMap<>();
    private volatile Ended last = new Ended(0, Duration.ZERO, "");
    private volatile boolean any;

    /** What the newest write came to; the reason is empty when it was stored. */
    private record Ended(long atNanos, Duration took, String reason) {}

    public JournalWatch() {
        this(System::nanoTime);
    }

    JournalWatch(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** One actor, which has one write under way at most. */
    public Writer writer() {
        return new Writer(this);
    }

    /** What is wrong, as a clause that follows the journal's name; empty when nothing is. */
    public Optional<String> complaint() {
        long now = nanos.getAsLong();
        var oldest = underWay.values().stream().mapToLong(began -> now - began).max();
        var ended = last;
        boolean fresh = any && now - ended.atNanos <= NEWS.toNanos();
        if (fresh && !ended.reason.isEmpty()) {
            return Optional.of("does not store what it is given (" + ended.reason + ")");
        }
        if (oldest.isPresent() && oldest.getAsLong() > SLOW.toNanos()) {
            return Optional.of("is slow: a write has been under way for " + seconds(oldest.getAsLong()));
        }
        return fresh && ended.took.compareTo(SLOW) > 0
                ? Optional.of("is slow: its last write took " + seconds(ended.took.toNanos()))
                : Optional.empty();
    }

    private static String seconds(long nanos) {
        return nanos / 1_000_000_000 + "." + nanos / 100_000_000 % 10 + " s";
    }

    private void ended(Writer writer, String reason) {
        var began = underWay.remove(writer);
        long now = nanos.getAsLong();
        last = new Ended(now, Duration.ofNanos(began == null ? 0 : now - began), reason);
        any = true;
    }

    /** The innermost cause says most; a circuit breaker that is open says less than what opened it. */
    private String reason(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        var said = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        if (said.contains("Circuit Breaker is open") && !last.reason.isEmpty()) {
            return last.reason;
        }
        return said.length() > REASON_MAX ? said.substring(0, REASON_MAX) : said;
    }

    /** Where one actor says how its writes get on. */
    public static final class Writer {
        private final JournalWatch watch;

        private Writer(JournalWatch watch) {
            this.watch = watch;
        }

        void began() {
            watch.underWay.put(this, watch.nanos.getAsLong());
        }

        void stored() {
            watch.ended(this, "");
        }

        /** A write failed, or what was written can't be read. */
        public void failed(Throwable failure) {
            watch.ended(this, watch.reason(failure));
        }

        /** The actor is no more; nobody learns what its last write came to. */
        public void gone() {
            watch.underWay.remove(this);
        }
    }
}
