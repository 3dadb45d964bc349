package simulation;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import model.BlobRef;
import model.FilePath;
import model.Finding;
import model.Loss;
import model.Product;
import model.StoredText;
import model.TaskOutcome;
import model.TaskResult;
import preservation.attempt.AttemptKey;
import preservation.attempt.AttemptOrder;
import preservation.attempt.Ended;
import preservation.attempt.Execution;
import preservation.attempt.OutcomeGroup;

/**
 * The slots of a worker, and actions that take their time, break, hang, crash their process and leave tools behind. They
 * write to the disk as the product's actions do: files first, synced, then the outcome.
 */
final class Attempts implements Execution {

    private static final String CONTENT = "the AIP";

    private final Worker worker;
    private final World world;
    private final Queue<Attempt> queue = new ArrayDeque<>();
    private final Map<AttemptKey, Attempt> all = new HashMap<>();
    private int free;
    private long blobs;

    Attempts(Worker worker, int slots) {
        this.worker = worker;
        this.world = worker.world;
        this.free = slots;
    }

    /** One attempt, as it really is. */
    final class Attempt implements Running {
        final AttemptKey key;
        private final AttemptOrder order;
        private final Progress progress;
        private final OutcomeGroup group;
        private final List<TaskOutcome> all = new ArrayList<>();
        private final Queue<Integer> left = new ArrayDeque<>();
        private long lastResult;
        private long blob;
        boolean begun;
        boolean ended;
        boolean givenUp;
        /** When the last report was sent that an answer has arrived for; before the first, when it was assigned. */
        long leasedAt;

        Attempt(AttemptOrder order, Progress progress) {
            this.order = order;
            this.key = order.key();
            this.progress = progress;
            this.leasedAt = world.time.now();
            this.lastResult = worker.nanos();
            this.group = new OutcomeGroup(
                    this::syncBlobs,
                    outcomes -> {
                        all.addAll(outcomes);
                        world.checks.brought(worker, key, outcomes);
                        progress.bring(outcomes);
                    },
                    worker.nanos());
            order.tasks().stream().forEach(left::add);
        }

        Worker worker() {
            return worker;
        }

        /** At work on a process that does something. */
        boolean isAtWork() {
            return begun && !ended && !givenUp && worker.isAlive() && !worker.isSuspended();
        }

        @Override
        public void giveUp() {
            givenUp = true;
        }

        @Override
        public boolean isOverdue() {
            return worker.nanos() - lastResult > order.timeLimit().toNanos();
        }

        private void begin() {
            if (givenUp || !progress.begin()) {
                free++;
                next();
                return;
            }
            begun = true;
            lastResult = worker.nanos();
            world.checks.begins(this, order.tasks());
            task();
        }

        private void task() {
            if (givenUp || left.isEmpty()) {
                end(givenUp ? "interrupted" : "");
                return;
            }
            int ordinal = left.remove();
            world.checks.begins(this, ordinal);
            world.trace.say(worker.name, () -> World.brief(key) + " begins task " + ordinal);
            long took = (long) (world.pace * world.dice.skewed(Timeline.millis(1), Timeline.seconds(10)));
            if (order.action().equals("count") && world.isDeadly(key.job().transfer(), ordinal)) {
                worker.later(took, () -> endItsProcess(ordinal));
            } else if (!world.isCalm() && world.dice.chance(0.02)) {
                misbehave(ordinal, took);
            } else if (order.action().equals("keep")) {
                keep(ordinal, took);
            } else {
                work(ordinal, took);
            }
        }

        private void misbehave(int ordinal, long took) {
            switch (world.dice.count(0, 3)) {
                case 0 -> worker.later(took, () -> end("java.lang.IllegalStateException: a bug"));
                case 3 -> worker.later(took, this::meetFullDisk);
                case 1 -> worker.later(took, () -> endItsProcess(ordinal));
                default -> hang();
            }
        }

        /** The worker, or the process that the task has to itself; nobody knows then whether another one killed that. */
        private void endItsProcess(int ordinal) {
            if (givenUp) {
                end("interrupted");
            } else if (!order.alone()) {
                world.checks.endsItsWorker(this, ordinal);
                world.faults.crash(worker, "inside an action");
            } else if (!world.isCalm() && world.dice.chance(0.2)) {
                end(new Ended("its own process was asked to end", Loss.WORKER_DIED, true));
            } else {
                bring(ordinal, 1_000, TaskResult.failed("it ended the process that it had to itself"));
            }
        }

        /** For a while the worker is out of work. */
        private void meetFullDisk() {
            end(Ended.withoutRoom("No space left on device"));
            worker.later(world.dice.skewed(Timeline.millis(100), Timeline.seconds(20)), worker.bench::reopen);
        }

        private void hang() {
            worker.every(Timeline.millis(200), () -> {
                if (givenUp) {
                    end("interrupted");
                }
                return !givenUp;
            });
        }

        private void work(int ordinal, long took) {
            var file = path(ordinal);
            worker.later(took / 2, () -> world.disk.write(worker, file));
            worker.later(took, () -> {
                world.disk.sync(file);
                var result = world.dice.chance(0.02) ? TaskResult.failed("unreadable") : TaskResult.completed();
                bring(ordinal, took, result.withProducts(new Product("file", new FilePath(file), 1, "00")));
            });
        }

        /** The tool that copies may live on when the worker does not. */
        private void keep(int ordinal, long took) {
            var name = order.transfer().sip().toString();
            var there = Optional.ofNullable(world.disk.stored(name));
            Runnable copy = () -> world.checks.storedAip(name, CONTENT, world.disk.createIfAbsent(name, CONTENT));
            if (there.isEmpty() && world.dice.chance(0.5)) {
                world.time.after(took, copy);
            } else {
                worker.later(took, copy);
            }
            worker.later(took + 1, () -> {
                world.disk.createIfAbsent(name, CONTENT);
                bring(ordinal, took, TaskResult.completed(new Finding.AipStored("file:///" + name, 1, "00")));
            });
        }

        private void bring(int ordinal, long took, TaskResult result) {
            lastResult = worker.nanos();
            try {
                var outcome = new TaskOutcome(ordinal, worker.instant(), took / 1000, withOutput(result));
                group.add(outcome, worker.nanos());
                worker.later(Timeline.millis(250), this::flushOld);
                task();
            } catch (IOException failure) {
                end(failure.toString());
            }
        }

        private void flushOld() {
            try {
                group.flushOld(worker.nanos());
            } catch (IOException failure) {
                throw new IllegalStateException(failure);
            }
        }

        private TaskResult withOutput(TaskResult result) {
            if (!world.dice.chance(0.3)) {
                return result;
            }
            blob = ++blobs;
            world.disk.write(worker, blobPath(blob));
            return result.withOutput(
                    new StoredText(Optional.empty(), Optional.of(new BlobRef(worker.id + ".blobs", blob, 1, "00"))),
                    StoredText.NONE);
        }

        private void syncBlobs() {
            for (long i = 1; i <= blobs; i++) {
                world.disk.sync(blobPath(i));
            }
        }

        private void end(String trouble) {
            end(trouble.isEmpty() ? Ended.well() : Ended.broke(trouble));
        }

        private void end(Ended how) {
            if (ended) {
                return;
            }
            ended = true;
            var said = how;
            try {
                if (how.trouble().isEmpty()) {
                    group.flush(worker.nanos());
                    if (!givenUp && world.dice.chance(0.5)) { // it took long
                        world.disk.seal(key, List.copyOf(all));
                    }
                }
            } catch (IOException failure) {
                said = Ended.broke(failure.toString());
            }
            progress.end(said);
            free++;
            next();
        }

        private String path(int ordinal) {
            return "work/" + key.job().transfer() + "/" + key.job().localName() + "/attempt-" + key.attempt() + "/"
                    + ordinal;
        }
    }

    private String blobPath(long blob) {
        return "blobs/" + worker.id + ".blobs@" + blob;
    }

    /** The one attempt of this key that was ever started here; null when none was. */
    Attempt attempt(AttemptKey key) {
        return all.get(key);
    }

    void answered(AttemptKey key, long sentAt) {
        var attempt = all.get(key);
        if (attempt != null) {
            attempt.leasedAt = Math.max(attempt.leasedAt, sentAt);
        }
    }

    @Override
    public Running start(AttemptOrder order, ExecutorService slots, Progress progress) {
        var attempt = new Attempt(order, progress);
        world.checks.started(attempt, all.put(order.key(), attempt));
        queue.add(attempt);
        worker.later(10_000, this::next);
        return attempt;
    }

    private void next() {
        if (free > 0 && !queue.isEmpty()) {
            free--;
            queue.remove().begin();
            next();
        }
    }
}
