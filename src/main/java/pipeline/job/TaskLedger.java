package pipeline.job;

import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import model.Loss;
import model.Ordinals;
import model.TaskOutcome;
import model.TaskStatus;
import pipeline.job.JobEvent.AttemptLost;
import pipeline.job.JobEvent.HandedOut;
import pipeline.job.JobEvent.TasksEnded;

/**
 * Which tasks of a job have their outcome, which a hand-out still owes, and which wait: a few bits for each task. A
 * ledger is a value: nobody changes one, every fact makes the next.
 */
public final class TaskLedger {

    /** Workers that died with a task before it is handed out alone. */
    static final int SUSPECTED = 3;

    /** Workers that died with a task, most of them with it alone, before it is to blame. */
    static final int DEATHS_MAX = 10;

    private final int tasks;
    private final BitSet ended;
    private final BitSet failed;
    private final BitSet owed;
    private final SortedMap<Long, HandedOut> open;
    private final Map<Integer, Integer> losses;
    private final Map<Integer, Integer> deaths;
    private final long attempts;

    private TaskLedger(
            BitSet ended,
            BitSet failed,
            BitSet owed,
            SortedMap<Long, HandedOut> open,
            Map<Integer, Integer> losses,
            Map<Integer, Integer> deaths,
            TaskLedger before) {
        this.tasks = before.tasks;
        this.ended = ended;
        this.failed = failed;
        this.owed = owed;
        this.open = open;
        this.losses = losses;
        this.deaths = deaths;
        this.attempts = Math.max(before.attempts, open.isEmpty() ? 0 : open.lastKey());
    }

    TaskLedger(int tasks) {
        this.tasks = tasks;
        this.ended = new BitSet(tasks);
        this.failed = new BitSet();
        this.owed = new BitSet(tasks);
        this.open = new TreeMap<>();
        this.losses = new HashMap<>();
        this.deaths = new HashMap<>();
        this.attempts = 0;
    }

    /** As it was stored. */
    TaskLedger(LedgerEntries entries) {
        this.tasks = entries.tasks();
        this.ended = entries.ended().toBitSet();
        this.failed = entries.failed().toBitSet();
        this.owed = entries.owed().toBitSet();
        this.open = new TreeMap<>();
        entries.open().forEach(handOut -> open.put(handOut.attempt(), handOut));
        this.losses = Map.copyOf(entries.losses());
        this.deaths = Map.copyOf(entries.deaths());
        this.attempts = entries.attempts();
    }

    LedgerEntries entries() {
        return new LedgerEntries(
                tasks,
                Ordinals.of(ended),
                failed(),
                Ordinals.of(owed),
                List.copyOf(open.values()),
                losses,
                deaths,
                attempts);
    }

    public int tasks() {
        return tasks;
    }

    /** How many tasks are neither ended nor handed out. */
    public int waiting() {
        return tasks - ended.cardinality() - owed.cardinality();
    }

    public boolean isComplete() {
        return ended.cardinality() == tasks;
    }

    public boolean isEnded(int ordinal) {
        return ended.get(ordinal);
    }

    /** The tasks that ended as failed. */
    public Ordinals failed() {
        return Ordinals.of(failed);
    }

    /** The number that the next hand-out gets. */
    public long nextAttempt() {
        return attempts + 1;
    }

    /** The first tasks that wait, at most so many. A suspected one goes alone, so that it takes no other with it. */
    public Ordinals next(int most) {
        var busy = (BitSet) ended.clone();
        busy.or(owed);
        var chosen = new BitSet(tasks);
        int found = 0;
        for (int i = busy.nextClearBit(0); i < tasks && found < most; i = busy.nextClearBit(i + 1)) {
            boolean suspected = isSuspected(i);
            if (suspected && found > 0) {
                break;
            }
            chosen.set(i);
            found = suspected ? most : found + 1;
        }
        return Ordinals.of(chosen);
    }

    /** Hand-outs that still owe tasks, by attempt. */
    public SortedMap<Long, HandedOut> open() {
        return Collections.unmodifiableSortedMap(open);
    }

    /** The tasks that a hand-out still owes; none when it is not open. */
    public BitSet owed(long attempt) {
        var handOut = open.get(attempt);
        if (handOut == null) {
            return new BitSet();
        }
        var still = handOut.tasks().toBitSet();
        still.andNot(ended);
        return still;
    }

    /** How many tries of this task are used up. */
    public int losses(int ordinal) {
        return losses.getOrDefault(ordinal, 0);
    }

    /** How many workers died while they had this task. */
    public int deaths(int ordinal) {
        return deaths.getOrDefault(ordinal, 0);
    }

    /** Whether a hand-out is of one task that has to be alone in its process. */
    public boolean isSuspected(Ordinals handedOut) {
        return handedOut.count() == 1 && handedOut.stream().allMatch(this::isSuspected);
    }

    private boolean isSuspected(int ordinal) {
        return deaths(ordinal) >= SUSPECTED;
    }

    TaskLedger after(HandedOut handOut) {
        var nextOwed = (BitSet) owed.clone();
        nextOwed.or(handOut.tasks().toBitSet());
        var nextOpen = new TreeMap<>(open);
        nextOpen.put(handOut.attempt(), handOut);
        return new TaskLedger(ended, failed, nextOwed, nextOpen, losses, deaths, this);
    }

    TaskLedger after(TasksEnded outcomes) {
        var nextEnded = (BitSet) ended.clone();
        var nextOwed = (BitSet) owed.clone();
        outcomes.outcomes().forEach(outcome -> {
            nextEnded.set(outcome.ordinal());
            nextOwed.clear(outcome.ordinal());
        });
        var nextOpen = new TreeMap<>(open);
        var handOut = open.get(outcomes.attempt());
        if (handOut != null && isPaid(handOut, nextEnded)) {
            nextOpen.remove(outcomes.attempt());
        }
        return new TaskLedger(nextEnded, nextFailed(outcomes), nextOwed, nextOpen, losses, deaths, this);
    }

    private BitSet nextFailed(TasksEnded outcomes) {
        var anew = outcomes.outcomes().stream()
                .filter(outcome -> outcome.result().status() == TaskStatus.FAILED)
                .mapToInt(TaskOutcome::ordinal)
                .toArray();
        if (anew.length == 0) {
            return failed;
        }
        var next = (BitSet) failed.clone();
        IntStream.of(anew).forEach(next::set);
        return next;
    }

    TaskLedger after(AttemptLost lost) {
        var returned = owed(lost.attempt());
        var nextOwed = (BitSet) owed.clone();
        nextOwed.andNot(returned);
        var nextOpen = new TreeMap<>(open);
        nextOpen.remove(lost.attempt());
        var loss = lost.loss().orElse(Loss.BROKE);
        return new TaskLedger(
                ended,
                failed,
                nextOwed,
                nextOpen,
                loss == Loss.BROKE ? plusOne(losses, returned) : losses,
                loss == Loss.WORKER_DIED ? plusOne(deaths, returned) : deaths,
                this);
    }

    private static Map<Integer, Integer> plusOne(Map<Integer, Integer> counts, BitSet of) {
        var next = new HashMap<>(counts);
        of.stream().forEach(ordinal -> next.merge(ordinal, 1, Integer::sum));
        return next;
    }

    private static boolean isPaid(HandedOut handOut, BitSet ended) {
        var still = handOut.tasks().toBitSet();
        still.andNot(ended);
        return still.isEmpty();
    }
}
