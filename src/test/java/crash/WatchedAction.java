package crash;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import model.TaskResult;
import preservation.ActionContext;
import preservation.PreservationAction;
import preservation.TaskInput;

/**
 * An action of the product that says on the execution log what it does, slowly, and can be held at one moment. It changes
 * no result.
 */
public final class WatchedAction<P> implements PreservationAction<P> {

    private static final int SLOW_EVERY = 5;
    private static final long SLOW_MILLIS = 200;

    private final PreservationAction<P> inner;
    private final ExecutionLog log;
    private final Reached reached;

    private WatchedAction(PreservationAction<P> inner, ExecutionLog log, Reached reached) {
        this.inner = inner;
        this.log = log;
        this.reached = reached;
    }

    /** The moment is that of the whole process; of another action it does nothing here. */
    public static <P> WatchedAction<P> of(String name, PreservationAction<P> inner, ExecutionLog log, Moment moment) {
        return new WatchedAction<>(inner, log, new Reached(name.equals(moment.action()), moment, log));
    }

    @Override
    public Class<P> parameters() {
        return inner.parameters();
    }

    @Override
    public Effect effect() {
        return inner.effect();
    }

    /** Its name says which attempt this is. */
    @Override
    public boolean needsDirectory() {
        return true;
    }

    @Override
    public TaskResult run(P parameters, TaskInput task, ActionContext context) throws Exception {
        throw new UnsupportedOperationException("the worker calls runGroup");
    }

    @Override
    public void runGroup(
            P parameters, List<TaskInput> tasks, ActionContext context, BiConsumer<TaskInput, TaskResult> done)
            throws InterruptedException {
        var directory = context.attemptDirectory();
        tasks.forEach(task -> write("begin", directory, task));
        reached.hold(Moment.Phase.BEFORE);
        reached.pass(Moment.Phase.OPEN);
        reached.watch(directory);
        inner.runGroup(parameters, tasks, new WatchedContext(context, reached), (task, result) -> {
            reached.hold(Moment.Phase.AFTER);
            write("end", directory, task);
            done.accept(task, result);
            reached.taskEnded();
            if (task.file().isPresent() && task.ordinal() % SLOW_EVERY == SLOW_EVERY - 1) {
                Reached.pause(SLOW_MILLIS);
            }
        });
    }

    private void write(String word, Path directory, TaskInput task) {
        var attempt = AttemptName.of(directory);
        log.write(word, attempt.job(), task.ordinal(), attempt.number());
    }

    /** Notices the moment, says so on the log, and holds whoever reached it. */
    static final class Reached {

        private static final long GROWN_BYTES = 1 << 20;

        private final boolean mine;
        private final Moment moment;
        private final ExecutionLog log;
        private final AtomicInteger tasks = new AtomicInteger();
        private final AtomicInteger readings = new AtomicInteger();

        Reached(boolean mine, Moment moment, ExecutionLog log) {
            this.mine = mine;
            this.moment = moment;
            this.log = log;
        }

        void hold(Moment.Phase phase) {
            if (mine && moment.phase() == phase) {
                log.write("at", moment.action(), 0, 0);
                pause(Long.MAX_VALUE);
            }
        }

        void pass(Moment.Phase phase) {
            if (mine && moment.phase() == phase) {
                log.write("at", moment.action(), 0, 0);
            }
        }

        void taskEnded() {
            if (tasks.incrementAndGet() >= moment.number()) {
                hold(Moment.Phase.TASKS);
            }
        }

        /** Whether this reading of the entries is the one to stop in. */
        boolean isReading() {
            return mine && moment.phase() == Moment.Phase.HALF && readings.incrementAndGet() == moment.number();
        }

        void watch(Path directory) {
            if (!mine || moment.phase() != Moment.Phase.GROWING) {
                return;
            }
            var watcher = new Thread(() -> {
                while (largest(directory) < GROWN_BYTES) {
                    pause(2);
                }
                log.write("at", moment.action(), 0, 0);
            });
            watcher.setDaemon(true);
            watcher.start();
        }

        private static long largest(Path directory) {
            var files = directory.toFile().listFiles();
            long largest = 0;
            for (var file : files == null ? new File[0] : files) {
                largest = Math.max(largest, file.length());
            }
            return largest;
        }

        static void pause(long millis) {
            try {
                new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
            } catch (InterruptedException givenUp) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
