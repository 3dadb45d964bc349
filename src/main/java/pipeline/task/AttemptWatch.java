package pipeline.task;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import model.Loss;
import model.Ordinals;
import model.TaskOutcome;

/**
 * Watches over one hand-out in flight: makes the worker speak, passes its results to the job and acknowledgements back,
 * and finds out when the worker will bring nothing more. The job decides what counts. All times are readings of one
 * monotonic clock, in nanoseconds.
 *
 * <p>A fresh hand-out is assigned; one that a recovered job found in its journal is only attached to, for the worker may
 * be at work on it or have promised never to begin it.
 */
public final class AttemptWatch {

    /** How long a worker may be silent before it is asked. One that can't be told anything is looked for all the time. */
    public static final Duration TICK = Duration.ofSeconds(1);

    private final WatchWorld world;
    private final Duration lease;
    private final boolean fresh;
    private final BitSet withJob = new BitSet();
    private boolean reachable;
    private boolean heard;
    private long heardNanos;
    private long lastReport;
    private String lost = "";

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
        if (isLost()) {
            return; // an answer would renew the lease of what is handed out anew as soon as the loss is stored
        }
        heard = true;
        heardNanos = nowNanos;
        lastReport = report.number();
        if (!report.known()) {
            lose(Loss.NOT_ITS_FAULT, "its worker does not hold it");
            return;
        }
        world.seen(report.number(), Ordinals.NONE);
        passOn(report.results());
        if (!report.running() && !report.trouble().isEmpty() && report.results().isEmpty()) {
            lose(report.loss(), report.trouble());
        }
    }

    private void passOn(List<TaskOutcome> results) {
        var news = results.stream()
                .filter(outcome -> !withJob.get(outcome.ordinal()))
                .toList();
        if (!news.isEmpty()) {
            news.forEach(outcome -> withJob.set(outcome.ordinal()));
            world.results(news);
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
            lose(Loss.WORKER_DIED, "nothing was heard of its worker for " + lease + " and a quarter");
        } else if (!reachable && certainlyDead) {
            lose(Loss.WORKER_DIED, "its worker process is gone");
        } else if (!reachable || silentNanos > TICK.toNanos()) {
            seek();
        }
    }

    /** For good. The job answers by letting go, or is begun anew when it can't store that. */
    private void lose(Loss loss, String reason) {
        if (!isLost()) {
            lost = reason;
            world.lost(loss, reason);
        }
    }

    private boolean isLost() {
        return !lost.isEmpty();
    }
}
