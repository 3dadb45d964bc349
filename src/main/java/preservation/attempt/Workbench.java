package preservation.attempt;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import model.Loss;
import model.TaskOutcome;
import model.Time;
import storage.Blobs;

/**
 * A worker process's attempts and the results that nobody has stored yet. It knows nothing of actors, so that both outlive
 * an actor system that starts anew, and nothing of threads. It follows the rules of an attempt: the highest epoch of a job
 * commands; an attempt that it said it does not know is never begun; a result is forgotten only when it was acknowledged;
 * an attempt whose lease runs out is given up.
 */
public final class Workbench {

    /** Results that nobody has asked for so long are nobody's: their job has closed, and its last word was lost. */
    private static final long FORSAKEN_NANOS = Duration.ofDays(1).toNanos();

    /** A few MB of results, and more than the hand-outs of one coordinator come to. */
    private static final int KEPT_MAX = 8192;

    private final Execution execution;
    private final Time time;
    private final Duration lease;
    private final int keptMax;
    private final Map<AttemptKey, Held> held = new HashMap<>();
    private final Fences fences;
    private boolean ending;
    private boolean resting;
    private String closed = "";
    private volatile Consumer<AttemptKey> news = key -> {};

    /** An attempt whose lease was not renewed for {@code lease} is given up. */
    public Workbench(WorkArea area, Actions actions, Blobs blobs, InstantSource clock, Duration lease) {
        this(new AttemptPlace(area, actions, blobs, Time.of(clock), new Room(area, Time.of(clock))), lease);
    }

    private Workbench(AttemptPlace place, Duration lease) {
        this(new AttemptThreads(place), place.time(), lease, KEPT_MAX);
    }

    /**
     * A workbench that leaves the work to another, which the simulation does.
     *
     * @param keptMax with so many results that nobody has stored it begins nothing more; what is at work goes on
     */
    public Workbench(Execution execution, Time time, Duration lease, int keptMax) {
        this.keptMax = keptMax;
        this.execution = execution;
        this.time = time;
        this.lease = lease;
        this.fences = new Fences(time);
    }

    /** Who is told, on any thread, that an attempt has something new to report. */
    public void onNews(Consumer<AttemptKey> listener) {
        this.news = listener;
    }

    /**
     * What the workbench holds of an attempt.
     *
     * @param known false is a promise: this attempt will never be begun here
     * @param running true while the action is at work
     * @param results that were not acknowledged yet
     * @param trouble why the attempt can't bring the tasks that it still owes; empty when there is none
     * @param loss what the trouble says about the tasks that are still owed
     */
    public record Holding(boolean known, boolean running, List<TaskOutcome> results, String trouble, Loss loss) {

        /** The same with other results. */
        Holding with(List<TaskOutcome> others) {
            return new Holding(known, running, others, trouble, loss);
        }
    }

    /**
     * Takes an attempt on unless it is held already, was refused before, or comes from a job's former incarnation. It
     * begins with its first lease: an order that was long on its way finds nobody who answers, and so is never begun.
     */
    public synchronized void assign(long epoch, AttemptOrder order, ExecutorService slots) {
        var key = order.key();
        if (fences.isStale(key.job(), epoch) || isDraining() || held.containsKey(key) || fences.isRefused(key)) {
            return;
        }
        held.put(key, new Held(order, slots, time.nanos()));
    }

    /** What is held of an attempt; asking about an unknown one makes sure that it is never begun. */
    public synchronized Optional<Holding> attach(long epoch, AttemptKey key) {
        if (fences.isStale(key.job(), epoch)) {
            return Optional.empty();
        }
        return Optional.of(holding(key));
    }

    /** As {@link #attach}, for an attempt that is known to be wanted. */
    public synchronized Holding holding(AttemptKey key) {
        var attempt = held.get(key);
        if (attempt == null) {
            fences.refuse(key);
            return new Holding(false, false, List.of(), "", Loss.NOT_ITS_FAULT);
        }
        return new Holding(true, attempt.running, List.copyOf(attempt.kept.values()), attempt.trouble, attempt.loss);
    }

    /** Forgets results that are stored (or not wanted), and an attempt that has nothing more to say. */
    public synchronized void acknowledge(long epoch, AttemptKey key, List<Integer> ordinals) {
        var attempt = held.get(key);
        if (attempt == null || fences.isStale(key.job(), epoch)) {
            return;
        }
        ordinals.forEach(attempt.kept::remove);
        if (attempt.hasNothingToSay()) {
            forget(key);
        }
    }

    /** Gives an attempt up: nobody wants its results. Its directory goes with the transfer's. */
    public synchronized void kill(long epoch, AttemptKey key) {
        if (fences.isStale(key.job(), epoch)) {
            return;
        }
        fences.refuse(key);
        var attempt = held.get(key);
        if (attempt != null) {
            attempt.stop("given up by its job");
            attempt.kept.clear();
            if (!attempt.running) {
                forget(key);
            }
        }
    }

    /** The job answered a report that was sent at this moment of the monotonic clock: the lease counts from there. */
    public synchronized void renew(long epoch, AttemptKey key, long sentNanos) {
        var attempt = held.get(key);
        if (attempt != null && !fences.isStale(key.job(), epoch)) {
            attempt.leasedNanos = Math.max(attempt.leasedNanos, sentNanos);
            startIfLeased(key, attempt);
        }
    }

    private void startIfLeased(AttemptKey key, Held attempt) {
        if (attempt.work == null && !attempt.stopped && isLeased(attempt) && hasRoom() && closed.isEmpty()) {
            attempt.work = execution.start(attempt.order, attempt.slots, new Course(this, key, attempt));
        }
    }

    /**
     * A journal that is away must not fill the memory; renewals come every second and find out when it is back. Results
     * that nobody has asked for since their lease ran out do not count, for nobody may ever come.
     */
    private boolean hasRoom() {
        return held.values().stream()
                        .filter(this::isLeased)
                        .mapToInt(attempt -> attempt.kept.size())
                        .sum()
                < keptMax;
    }

    private boolean isLeased(Held attempt) {
        return time.nanos() - attempt.leasedNanos <= lease.toNanos();
    }

    /** Stops attempts that brought nothing for longer than they may, or whose lease ran out; forgets old fences. */
    public synchronized void sweep() {
        long now = time.nanos();
        for (var attempt : held.values()) {
            if (!attempt.running || attempt.stopped) {
                continue;
            }
            if (attempt.began && attempt.work.isOverdue()) {
                attempt.stop("no result within its time limit of " + attempt.order.timeLimit());
            } else if (!isLeased(attempt)) {
                attempt.loss = Loss.NOT_ITS_FAULT;
                attempt.stop("its lease of " + lease + " was not renewed");
            }
        }
        held.values().removeIf(attempt -> !attempt.running && now - attempt.leasedNanos > FORSAKEN_NANOS);
        fences.forgetUnused(
                job -> held.keySet().stream().anyMatch(key -> key.job().equals(job)));
    }

    /**
     * Begins no attempt from now on, and gives back those that have not begun. What was finished stays until it is stored.
     *
     * @param begunToo true to give back also what is at work
     */
    public void drain(boolean begunToo) {
        synchronized (this) {
            ending = true;
            giveBack(begunToo, "its worker was asked to end");
        }
        keys().forEach(news);
    }

    /** As long as it is to rest it begins no attempt, and gives back those that have not begun. */
    public void rest(boolean wanted) {
        synchronized (this) {
            if (resting == wanted) {
                return;
            }
            resting = wanted;
            if (wanted) {
                giveBack(false, "its worker is draining");
            }
        }
        keys().forEach(news);
    }

    private void giveBack(boolean begunToo, String reason) {
        for (var attempt : held.values()) {
            if (attempt.running && !attempt.stopped && (begunToo || !attempt.began)) {
                attempt.loss = Loss.NOT_ITS_FAULT;
                attempt.stop(reason);
            }
        }
    }

    /** True as long as no attempt is begun. */
    public synchronized boolean isDraining() {
        return ending || resting;
    }

    /** True once it is to end, and nothing will ever be begun any more. */
    public synchronized boolean isEnding() {
        return ending;
    }

    /** Begins no attempt until {@link #reopen}, and gives back those that have not begun: others can carry them out. */
    public void close(String reason) {
        synchronized (this) {
            if (!closed.isEmpty()) {
                return;
            }
            closed = reason;
            giveBack(false, reason);
        }
        keys().forEach(news);
    }

    /** What was the matter is over. */
    public synchronized void reopen() {
        closed = "";
    }

    /** Why nothing is begun here at the moment, as a sentence; empty when nothing stands against it. */
    public synchronized Optional<String> complaint() {
        return Optional.of(closed).filter(reason -> !reason.isEmpty());
    }

    /** True when more work is welcome. */
    public synchronized boolean isOpen() {
        return !isDraining() && closed.isEmpty();
    }

    /** The clock that leases are measured by. */
    long nanos() {
        return time.nanos();
    }

    /** The attempts that are held, running or with results nobody stored. */
    public synchronized List<AttemptKey> keys() {
        return List.copyOf(held.keySet());
    }

    /** How one attempt gets on. */
    private record Course(Workbench bench, AttemptKey key, Held attempt) implements Execution.Progress {
        @Override
        public boolean begin() {
            return bench.began(attempt);
        }

        @Override
        public void bring(List<TaskOutcome> outcomes) {
            if (bench.kept(key, attempt, outcomes)) {
                bench.news.accept(key);
            }
        }

        @Override
        public void end(Ended how) {
            bench.ended(key, attempt, how);
            if (!how.room()) {
                bench.close(how.trouble());
            }
            bench.news.accept(key);
        }
    }

    /** A slot may come free long after the lease ran out, in a process that was suspended; a renewal starts it again. */
    private synchronized boolean began(Held attempt) {
        attempt.began = !attempt.stopped && isLeased(attempt) && hasRoom() && closed.isEmpty();
        if (!attempt.began) {
            attempt.work = null;
        }
        return attempt.began;
    }

    private synchronized boolean kept(AttemptKey key, Held attempt, List<TaskOutcome> outcomes) {
        if (attempt.stopped || held.get(key) != attempt) {
            return false;
        }
        outcomes.forEach(outcome -> attempt.kept.put(outcome.ordinal(), outcome));
        attempt.brought += outcomes.size();
        return true;
    }

    private synchronized void ended(AttemptKey key, Held attempt, Ended how) {
        attempt.running = false;
        if (attempt.trouble.isEmpty()) {
            attempt.trouble = how.trouble();
            attempt.loss = how.loss();
        }
        if (fences.isRefused(key)) {
            held.remove(key);
        } else if (attempt.hasNothingToSay()) {
            forget(key); // its job was content with the results, and asks no more
        }
    }

    private void forget(AttemptKey key) {
        held.remove(key);
        fences.refuse(key);
    }

    /** What is held, for whoever looks at the cluster. */
    public synchronized List<HeldAttempt> look() {
        long now = time.nanos();
        return held.values().stream()
                .map(attempt -> new HeldAttempt(
                        attempt.order,
                        attempt.slots,
                        attempt.began && attempt.running,
                        Duration.ofNanos(now - attempt.tookNanos),
                        lease.minusNanos(now - attempt.leasedNanos),
                        attempt.order.tasks().count() - attempt.brought,
                        attempt.kept.size()))
                .toList();
    }
}
