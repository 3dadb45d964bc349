package preservation.attempt;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import model.JobId;
import model.LogFields;
import model.TaskOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import storage.Blobs;

/**
 * A worker process's attempts and the results that nobody has stored yet. It knows nothing of actors, so that both outlive
 * an actor system that starts anew. It follows the rules of an attempt: the highest epoch of a job commands; an attempt
 * that it said it does not know is never begun; a result is forgotten only when it was acknowledged.
 */
public final class Workbench {

    private static final Logger LOG = LoggerFactory.getLogger(Workbench.class);

    /** A late Assign can hardly be older; what it would do is refused by the journal all the same. */
    private static final long FENCE_NANOS = Duration.ofHours(1).toNanos();

    /** How long an outcome may wait for others; a crash forgets it until then. */
    private static final long FLUSH_MILLIS = 50;

    private final WorkArea area;
    private final Actions actions;
    private final Blobs blobs;
    private final InstantSource clock;
    private final Duration lease;
    private final Map<AttemptKey, Held> held = new HashMap<>();
    private final Map<JobId, Fence> fences = new HashMap<>();
    private final ScheduledThreadPoolExecutor flushing = new ScheduledThreadPoolExecutor(1, Workbench::daemon);
    private Consumer<AttemptKey> news = key -> {};

    /** An attempt whose lease was not renewed for {@code lease} is given up. */
    public Workbench(WorkArea area, Actions actions, Blobs blobs, InstantSource clock, Duration lease) {
        this.lease = lease;
        this.area = area;
        this.actions = actions;
        this.blobs = blobs;
        this.clock = clock;
        flushing.setRemoveOnCancelPolicy(true);
        flushing.setKeepAliveTime(1, TimeUnit.SECONDS);
        flushing.allowCoreThreadTimeOut(true); // nobody ends a workbench, so its thread ends by itself
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "outcomes");
        thread.setDaemon(true);
        return thread;
    }

    /** Who is told, on any thread, that an attempt has something new to report. */
    public synchronized void onNews(Consumer<AttemptKey> listener) {
        this.news = listener;
    }

    /**
     * What the workbench holds of an attempt.
     *
     * @param known false is a promise: this attempt will never be begun here
     * @param running true while the action is at work
     * @param results that were not acknowledged yet
     * @param trouble why the attempt can't bring the tasks that it still owes; empty when there is none
     */
    public record Holding(boolean known, boolean running, List<TaskOutcome> results, String trouble) {}

    /** Begins an attempt unless it is held already, was refused before, or comes from a job's former incarnation. */
    public synchronized void assign(long epoch, AttemptOrder order, ExecutorService slots) {
        var key = order.key();
        if (isStale(key.job(), epoch)
                || held.containsKey(key)
                || fence(key.job()).isRefused(key.attempt())) {
            return;
        }
        var attempt = new Held(new AttemptRun(order, area, actions, clock, outcomes -> keep(key, outcomes)));
        held.put(key, attempt);
        attempt.work = slots.submit(() -> carryOut(order, attempt));
    }

    /** What is held of an attempt; asking about an unknown one makes sure that it is never begun. */
    public synchronized Optional<Holding> attach(long epoch, AttemptKey key) {
        if (isStale(key.job(), epoch)) {
            return Optional.empty();
        }
        return Optional.of(holding(key));
    }

    /** As {@link #attach}, for an attempt that is known to be wanted. */
    public synchronized Holding holding(AttemptKey key) {
        var attempt = held.get(key);
        if (attempt == null) {
            fence(key.job()).refuse(key.attempt());
            return new Holding(false, false, List.of(), "");
        }
        return new Holding(true, attempt.running, List.copyOf(attempt.kept.values()), attempt.trouble);
    }

    /** Forgets results that are stored (or not wanted), and an attempt that has nothing more to say. */
    public synchronized void acknowledge(long epoch, AttemptKey key, List<Integer> ordinals) {
        var attempt = held.get(key);
        if (attempt == null || isStale(key.job(), epoch)) {
            return;
        }
        ordinals.forEach(attempt.kept::remove);
        if (!attempt.running && attempt.kept.isEmpty() && attempt.trouble.isEmpty()) {
            forget(key);
        }
    }

    /** Gives an attempt up: nobody wants its results. Its directory goes with the transfer's. */
    public synchronized void kill(long epoch, AttemptKey key) {
        if (isStale(key.job(), epoch)) {
            return;
        }
        fence(key.job()).refuse(key.attempt());
        var attempt = held.get(key);
        if (attempt != null) {
            attempt.stop("given up by its job");
            attempt.kept.clear();
            if (!attempt.running) {
                forget(key);
            }
        }
    }

    /** The job answered a report that was sent at this moment ({@link System#nanoTime}): the lease counts from there. */
    public synchronized void renew(long epoch, AttemptKey key, long sentNanos) {
        var attempt = held.get(key);
        if (attempt != null && !isStale(key.job(), epoch)) {
            attempt.leasedNanos = Math.max(attempt.leasedNanos, sentNanos);
        }
    }

    /** Stops attempts that brought nothing for longer than they may, or whose lease ran out; forgets old fences. */
    public synchronized void sweep() {
        long now = System.nanoTime();
        for (var attempt : held.values()) {
            if (!attempt.running || attempt.run.isGivenUp()) {
                continue;
            }
            if (attempt.began && attempt.run.isOverdue()) {
                attempt.stop("no result within its time limit of "
                        + attempt.run.order().timeLimit());
            } else if (now - attempt.leasedNanos > lease.toNanos()) {
                attempt.stop("its lease of " + lease + " was not renewed");
            }
        }
        fences.entrySet()
                .removeIf(fence -> now - fence.getValue().usedNanos > FENCE_NANOS
                        && held.keySet().stream().noneMatch(key -> key.job().equals(fence.getKey())));
    }

    /** The attempts that are held, running or with results nobody stored. */
    public synchronized List<AttemptKey> keys() {
        return List.copyOf(held.keySet());
    }

    private void carryOut(AttemptOrder order, Held attempt) {
        MDC.setContextMap(LogFields.of(order.key().job(), order.tasks()));
        try {
            carryOut(order.key(), attempt);
        } finally {
            MDC.clear(); // the thread goes on with another's work
        }
    }

    private void carryOut(AttemptKey key, Held attempt) {
        synchronized (this) {
            if (attempt.run.isGivenUp()) {
                return;
            }
            attempt.began = true;
        }
        var trouble = "";
        var flush = flushing.scheduleWithFixedDelay(
                () -> attempt.run.flushOld(blobs), FLUSH_MILLIS, FLUSH_MILLIS, TimeUnit.MILLISECONDS);
        try {
            attempt.run.run(blobs);
        } catch (NoSuchFileException missing) {
            trouble = "missing in the work area: " + missing.getFile();
        } catch (IOException | RuntimeException failure) {
            LOG.warn("attempt {} broke; its open tasks return to the queue", key, failure);
            trouble = failure.toString();
        } catch (InterruptedException givenUp) {
            trouble = "interrupted";
        } catch (Error failure) { // an OutOfMemoryError in a library must not leave a job waiting for ever
            LOG.error("attempt {} broke; its open tasks return to the queue", key, failure);
            trouble = failure.toString();
        } finally {
            flush.cancel(false);
        }
        ended(key, attempt, trouble);
    }

    private void ended(AttemptKey key, Held attempt, String trouble) {
        synchronized (this) {
            attempt.running = false;
            if (attempt.trouble.isEmpty()) {
                attempt.trouble = trouble;
            }
            if (fence(key.job()).isRefused(key.attempt())) {
                held.remove(key);
            }
        }
        news.accept(key);
    }

    private void keep(AttemptKey key, List<TaskOutcome> outcomes) {
        synchronized (this) {
            var attempt = held.get(key);
            if (attempt == null || attempt.run.isGivenUp()) {
                return;
            }
            outcomes.forEach(outcome -> attempt.kept.put(outcome.ordinal(), outcome));
        }
        news.accept(key);
    }

    private void forget(AttemptKey key) {
        held.remove(key);
        fence(key.job()).refuse(key.attempt());
    }

    private boolean isStale(JobId job, long epoch) {
        var fence = fence(job);
        if (epoch < fence.epoch) {
            return true;
        }
        fence.epoch = epoch;
        return false;
    }

    private Fence fence(JobId job) {
        var fence = fences.computeIfAbsent(job, missing -> new Fence());
        fence.usedNanos = System.nanoTime();
        return fence;
    }

    /** Attempts by transfer, for the log and the cluster page. */
    public synchronized Map<String, Long> load() {
        return held.keySet().stream()
                .collect(Collectors.groupingBy(key -> key.job().transfer().toString(), Collectors.counting()));
    }

    /** The highest epoch of a job, and the attempts of it that must never be begun here (again). */
    private static final class Fence {
        private long epoch;
        private long usedNanos = System.nanoTime();
        private final Set<Long> refused = new HashSet<>();

        void refuse(long attempt) {
            refused.add(attempt);
        }

        boolean isRefused(long attempt) {
            return refused.contains(attempt);
        }
    }

    private static final class Held {
        private final AttemptRun run;
        private final Map<Integer, TaskOutcome> kept = new LinkedHashMap<>();
        private boolean running = true;
        private boolean began;
        private long leasedNanos = System.nanoTime();
        private String trouble = "";
        private Future<?> work;

        Held(AttemptRun run) {
            this.run = run;
        }

        void stop(String reason) {
            trouble = reason;
            run.giveUp();
            work.cancel(true);
            if (!began) {
                running = false; // nobody will come to say so
            }
        }
    }
}
