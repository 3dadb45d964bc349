package pipeline.task;

import java.time.Duration;
import java.util.BitSet;
import model.Ordinals;

/**
 * Watches over one hand-out in flight: makes the worker speak, passes its results to the job and acknowledgements back,
 * and finds out when the worker will bring nothing more. The job decides what counts. All times are readings of one
 * monotonic clock, in nanoseconds.
 *
 * <p>A fresh hand-out is assigned; one that a recovered job found in its journal is only attached to, for the worker may
 * be at work on it or have promised never to begin it.
 */
public final class AttemptWatch {

    /** How long a worker may be silent before it is asked. */
    public static final Duration TICK = Duration.ofSeconds(1);

    private final WatchWorld world;
    private final Duration lease;
    private final boolean fresh;
    private final BitSet withJob = new BitSet();
    private boolean reachable;
    private boolean heard;
    private long heardNanos;
    private long lastReport;

    /**
     * A watch that has asked nothing yet.
     *
     * @param lease how long a worker goes on without an answer
     * @param fresh true when this incarnation stored the hand-out, so that nobody else can have sent it
     */
    public AttemptWatch(Duration lease, boolean fresh, long nowNanos, WatchWorld world) {
        this.world = world;
        this.lease = lease;
        this.fresh = fresh;
        this.reachable = fresh;
        this.heardNanos = nowNanos;
    }

    /** Makes the worker speak, wherever it is. */
    public void seek() {
        if (!reachable) {
            world.find();
        } else if (fresh && !heard) {
            world.assign();
        } else {
            world.attach();
        }
    }

    /** The worker can be reached now. */
    public void located() {
        reachable = true;
        seek();
    }

    /** The worker can't be reached where it was; it may be alive. */
    public void unreachable() {
        reachable = false;
    }

    public void report(AttemptReport report, long nowNanos) {
        heard = true;
        heardNanos = nowNanos;
        lastReport = report.number();
        if (!report.known()) {
            world.lost("its worker does not hold it");
            return;
        }
        world.seen(report.number(), Ordinals.NONE);
        var news = report.results().stream()
                .filter(outcome -> !withJob.get(outcome.ordinal()))
                .toList();
        if (!news.isEmpty()) {
            news.forEach(outcome -> withJob.set(outcome.ordinal()));
            world.results(news);
        }
        if (!report.running() && !report.trouble().isEmpty() && report.results().isEmpty()) {
            world.lost(report.trouble());
        }
    }

    /** From the job: these outcomes are stored, or not wanted. */
    public void stored(Ordinals tasks) {
        tasks.stream().forEach(withJob::clear);
        world.seen(lastReport, tasks);
    }

    /** From the job: what the hand-out still owes is not wanted any more. */
    public void abandon() {
        world.kill();
    }

    /**
     * About once in {@link #TICK}.
     *
     * @param certainlyDead true only where it is proven that the worker's process is gone
     */
    public void tick(long nowNanos, boolean certainlyDead) {
        long silentNanos = nowNanos - heardNanos;
        // The worker counts from when it sent the last answered report, so it has given up well before this.
        if (silentNanos > lease.toNanos() / 4 * 5) {
            world.lost("nothing was heard of its worker for " + lease + " and a quarter");
        } else if (!reachable && certainlyDead) {
            world.lost("its worker process is gone");
        } else if (silentNanos > TICK.toNanos()) {
            seek();
        }
    }
}
