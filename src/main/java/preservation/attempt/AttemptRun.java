package preservation.attempt;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import model.TaskOutcome;
import model.TaskResult;
import model.TaskStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import preservation.Bytes;
import preservation.TaskInput;
import storage.Blobs;

/**
 * Carries out one hand-out on the calling thread. Outcomes are given on only when their files and blobs are safe on disk,
 * in groups. It never decides whether an outcome counts.
 */
final class AttemptRun {

    /** Outcomes that are given on together: each group costs one sync of the blobs and one message. */
    private static final int GROUP = 128;

    private static final long GROUP_NANOS = 200_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(AttemptRun.class);

    private final AttemptOrder order;
    private final WorkArea area;
    private final Actions actions;
    private final InstantSource clock;
    private final Consumer<List<TaskOutcome>> store;
    private final AtomicBoolean givenUp = new AtomicBoolean();
    private final List<TaskOutcome> ready = new ArrayList<>();
    private volatile long lastResultNanos = System.nanoTime();
    private long flushedNanos = System.nanoTime();
    private long taskBeganNanos;

    AttemptRun(
            AttemptOrder order,
            WorkArea area,
            Actions actions,
            InstantSource clock,
            Consumer<List<TaskOutcome>> store) {
        this.order = order;
        this.area = area;
        this.actions = actions;
        this.clock = clock;
        this.store = store;
    }

    AttemptOrder order() {
        return order;
    }

    /** Asks the action to stop; the caller interrupts its thread as well. */
    void giveUp() {
        givenUp.set(true);
    }

    boolean isGivenUp() {
        return givenUp.get();
    }

    /** True when the action has brought no result for longer than it may. */
    boolean isOverdue() {
        return System.nanoTime() - lastResultNanos > order.timeLimit().toNanos();
    }

    /** Returns when every task has its result, or throws when the attempt can't bring any. */
    void run(Blobs blobs) throws IOException, InterruptedException {
        var ready = actions.ready(order.action(), order.parameters());
        if (ready.isEmpty()) {
            failAll("this version has no preservation action \"" + order.action() + "\"", blobs);
            return;
        }
        lastResultNanos = System.nanoTime();
        run(ready.get(), blobs);
    }

    private <P> void run(Actions.Ready<P> ready, Blobs blobs) throws IOException, InterruptedException {
        var context = new AttemptContext(order, area, freshDirectory(), blobs, givenUp::get);
        var tasks = tasks(context);
        taskBeganNanos = System.nanoTime();
        var problem = new IOException[1];
        ready.action().runGroup(ready.parameters(), tasks, context, (task, result) -> {
            try {
                add(task, result, blobs);
            } catch (IOException failure) {
                problem[0] = failure;
            }
        });
        if (problem[0] != null) {
            throw problem[0];
        }
        flush(blobs);
    }

    private List<TaskInput> tasks(AttemptContext context) throws IOException {
        if (!order.fileScope()) {
            return List.of(new TaskInput(0, Optional.empty()));
        }
        var facts = context.facts().lines(order.tasks());
        var ordinals = order.tasks().stream().toArray();
        var tasks = new ArrayList<TaskInput>(ordinals.length);
        for (int i = 0; i < ordinals.length; i++) {
            tasks.add(new TaskInput(ordinals[i], Optional.of(facts.get(i))));
        }
        return tasks;
    }

    private synchronized void add(TaskInput task, TaskResult result, Blobs blobs) throws IOException {
        long now = System.nanoTime();
        long took = now - taskBeganNanos;
        taskBeganNanos = now;
        lastResultNanos = now;
        ready.add(
                new TaskOutcome(task.ordinal(), clock.instant().minusNanos(took), took / 1000, blaming(task, result)));
        if (ready.size() >= GROUP || now - flushedNanos > GROUP_NANOS) {
            flush(blobs);
        }
    }

    private static TaskResult blaming(TaskInput task, TaskResult result) {
        return result.status() == TaskStatus.FAILED
                        && result.blame().isEmpty()
                        && task.file().isPresent()
                ? result.withBlame(task.theFile().originalPath())
                : result;
    }

    /** Gives on what waits for its group: the next result may be hours away. */
    synchronized void flushOld(Blobs blobs) {
        if (System.nanoTime() - flushedNanos <= GROUP_NANOS) {
            return;
        }
        try {
            flush(blobs);
        } catch (IOException failure) {
            LOG.debug("outcomes of {} wait for the next flush, which throws", order.key(), failure);
        }
    }

    private synchronized void flush(Blobs blobs) throws IOException {
        if (!ready.isEmpty()) {
            blobs.sync();
            store.accept(List.copyOf(ready));
            ready.clear();
        }
        flushedNanos = System.nanoTime();
    }

    private void failAll(String message, Blobs blobs) throws IOException {
        taskBeganNanos = System.nanoTime();
        for (int ordinal : order.tasks().stream().toArray()) {
            add(new TaskInput(ordinal, Optional.empty()), TaskResult.failed(message), blobs);
        }
        flush(blobs);
    }

    /** Makes the attempt's directory and sees to it that its name survives a loss of power. */
    private Path freshDirectory() throws IOException {
        var directory = Bytes.resolve(area.root(), order.directory());
        Files.createDirectories(directory.getParent());
        Files.createDirectory(directory);
        for (var parent = directory.getParent(); !parent.equals(area.root().getParent()); parent = parent.getParent()) {
            try (var entries = FileChannel.open(parent, StandardOpenOption.READ)) {
                entries.force(true);
            }
        }
        return directory;
    }
}
