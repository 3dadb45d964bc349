package preservation.attempt;

import codec.NameBytes;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
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
import preservation.NoRoom;
import preservation.PreservationAction;
import preservation.TaskInput;
import storage.Trees;

/**
 * Carries out one hand-out on the calling thread. Outcomes are given on only when their files and blobs are safe on disk,
 * in groups. It never decides whether an outcome counts.
 */
final class AttemptRun {

    private static final Logger LOG = LoggerFactory.getLogger(AttemptRun.class);

    /** Shorter attempts are run again: a sync costs as much as they do. */
    private static final long SEAL_NANOS = Duration.ofSeconds(5).toNanos();

    private final AttemptOrder order;
    private final AttemptPlace place;
    private final OutcomeGroup outcomes;
    private final AtomicBoolean givenUp = new AtomicBoolean();
    private volatile long lastResultNanos;
    private long taskBeganNanos;
    private volatile boolean noRoom;
    private volatile boolean brought;
    private final List<TaskOutcome> all = new ArrayList<>();
    private final long beganNanos;

    AttemptRun(AttemptOrder order, AttemptPlace place, Consumer<List<TaskOutcome>> store) {
        this.order = order;
        this.place = place;
        this.lastResultNanos = place.time().nanos();
        this.beganNanos = lastResultNanos;
        this.outcomes = new OutcomeGroup(
                place.blobs()::sync,
                outcomes -> {
                    brought = true;
                    all.addAll(outcomes);
                    store.accept(outcomes);
                },
                lastResultNanos);
    }

    /** Asks the action to stop; the caller interrupts its thread as well. */
    void giveUp() {
        givenUp.set(true);
    }

    /** True when the action has brought no result for longer than it may. */
    boolean isOverdue() {
        return place.time().nanos() - lastResultNanos > order.timeLimit().toNanos();
    }

    /** Returns when every task has its result, or throws when the attempt can't bring any. */
    void run() throws IOException, InterruptedException {
        lastResultNanos = place.time().nanos();
        var ready = place.actions().ready(order.action(), order.parameters());
        if (ready.isEmpty()) {
            failAll("this version has no preservation action \"" + order.action() + "\"");
        } else {
            run(ready.get());
        }
        outcomes.flush(place.time().nanos());
        sealIfLong();
    }

    /** Its results are on their way; the file is for the case that nobody takes them before this process ends. */
    private void sealIfLong() {
        if (!givenUp.get() && place.time().nanos() - beganNanos > SEAL_NANOS) {
            try {
                SealedResult.write(place.area().root(), order.key(), List.copyOf(all));
            } catch (IOException failure) {
                // A job that has stored the results lets the attempt go, and nobody needs the file any more.
                if (!givenUp.get()) {
                    LOG.warn("the result of {} could not be sealed; it is reported all the same", order.key(), failure);
                }
            }
        }
    }

    private <P> void run(Actions.Ready<P> ready) throws IOException, InterruptedException {
        var context = new AttemptContext(order, place.area(), directoryOf(ready.action()), place.blobs(), givenUp::get);
        var tasks = tasks(context);
        taskBeganNanos = place.time().nanos();
        var problem = new IOException[1];
        try {
            ready.action().runGroup(ready.parameters(), tasks, context, (task, result) -> {
                try {
                    add(task, result);
                } catch (IOException failure) {
                    problem[0] = failure;
                    giveUp();
                }
            });
        } catch (InterruptedException stopped) {
            if (problem[0] == null) {
                throw stopped;
            }
        }
        if (problem[0] != null) {
            throw problem[0];
        }
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

    private synchronized void add(TaskInput task, TaskResult result) throws IOException {
        var complaint = result.status() == TaskStatus.FAILED ? place.room().complaint() : Optional.<String>empty();
        if (complaint.isPresent()) { // a tool may have met a full disk and said it in its own words
            throw new NoRoom(complaint.get(), null);
        }
        long now = place.time().nanos();
        long took = now - taskBeganNanos;
        taskBeganNanos = now;
        lastResultNanos = now;
        var started = place.time().instant().minusNanos(took);
        outcomes.add(new TaskOutcome(task.ordinal(), started, took / 1000, blaming(task, result)), now);
    }

    private static TaskResult blaming(TaskInput task, TaskResult result) {
        return result.status() == TaskStatus.FAILED
                        && result.blame().isEmpty()
                        && task.file().isPresent()
                ? result.withBlame(task.theFile().originalPath())
                : result;
    }

    /** Gives on what waits for its group: the next result may be hours away. */
    void flushOld() {
        try {
            outcomes.flushOld(place.time().nanos());
        } catch (IOException failure) {
            LOG.debug("outcomes of {} wait for the next flush, which throws", order.key(), failure);
        }
    }

    /** What was brought may be stored, and then its files must be there; of an attempt that brought nothing, none is. */
    void leaveNothing() {
        noRoom = true;
        if (brought) {
            return;
        }
        try {
            var directory = NameBytes.resolve(place.area().root(), order.directory());
            if (Files.isDirectory(directory)) {
                Trees.delete(directory);
            }
        } catch (IOException failure) {
            LOG.warn("what {} left goes with its transfer", order.key(), failure);
        }
    }

    boolean metNoRoom() {
        return noRoom;
    }

    private void failAll(String message) throws IOException {
        taskBeganNanos = place.time().nanos();
        for (int ordinal : order.tasks().stream().toArray()) {
            add(new TaskInput(ordinal, Optional.empty()), TaskResult.failed(message));
        }
    }

    private Optional<Path> directoryOf(PreservationAction<?> action) throws IOException {
        return action.needsDirectory() ? Optional.of(freshDirectory()) : Optional.empty();
    }

    /** Makes the attempt's directory and sees to it that its name survives a loss of power. */
    private Path freshDirectory() throws IOException {
        var root = place.area().root();
        var directory = NameBytes.resolve(root, order.directory());
        Files.createDirectories(directory.getParent());
        Files.createDirectory(directory);
        for (var parent = directory.getParent(); !parent.equals(root.getParent()); parent = parent.getParent()) {
            try (var entries = FileChannel.open(parent, StandardOpenOption.READ)) {
                entries.force(true);
            }
        }
        return directory;
    }
}
