package preservation.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import model.FilePath;
import model.JobId;
import model.Ordinals;
import model.TaskResult;
import model.TransferId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import preservation.ActionContext;
import preservation.PreservationAction;
import preservation.TaskInput;
import storage.Blobs;

/** What tests of the workbench share: one bench with a slot, an attempt of three tasks, and actions that do as a test says. */
abstract class BenchWithOneSlot {

    static final TransferId TRANSFER = new TransferId(UUID.fromString("11111111-2222-4333-8444-555555555555"));
    static final AttemptKey KEY = new AttemptKey(new JobId(TRANSFER, "step", 0), 1);

    @TempDir
    Path temporary;

    final ExecutorService slots = Executors.newSingleThreadExecutor();
    final BlockingQueue<AttemptKey> news = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        slots.shutdownNow();
    }

    void begin(Workbench bench, long epoch, AttemptOrder order, ExecutorService threads) {
        bench.assign(epoch, order, threads);
        bench.renew(epoch, order.key(), System.nanoTime());
    }

    void awaitEnd(Workbench bench) throws InterruptedException {
        while (bench.holding(KEY).running()) {
            assertThat(news.poll(20, TimeUnit.SECONDS)).as("news of the end").isEqualTo(KEY);
        }
    }

    void awaitTrouble(Workbench bench) throws InterruptedException {
        while (bench.holding(KEY).trouble().isEmpty()) {
            assertThat(news.poll(20, TimeUnit.SECONDS)).as("news of trouble").isEqualTo(KEY);
        }
    }

    /** News may come for one result or for several. */
    void awaitResults(Workbench bench, int count) throws InterruptedException {
        while (bench.holding(KEY).results().size() < count) {
            assertThat(news.poll(20, TimeUnit.SECONDS))
                    .as("news of " + count + " results")
                    .isEqualTo(KEY);
        }
    }

    Workbench bench(PreservationAction<?> action) throws IOException {
        return bench(action, Duration.ofMinutes(1));
    }

    Workbench bench(PreservationAction<?> action, Duration lease) throws IOException {
        var area = new WorkArea(
                Files.createDirectories(temporary.resolve("work")),
                Files.createDirectories(temporary.resolve("blobs")));
        var bench = new Workbench(
                area, new Actions(Map.of("act", action)), new Blobs(area.blobs(), "worker"), Clock.systemUTC(), lease);
        bench.onNews(news::add);
        return bench;
    }

    static AttemptOrder order() {
        return order(Duration.ofMinutes(1));
    }

    static AttemptOrder order(Duration timeLimit) {
        return order("act", false, timeLimit);
    }

    static AttemptOrder order(String action, boolean fileScope, Duration timeLimit) {
        return new AttemptOrder(
                KEY,
                action,
                Map.of(),
                SampleOrders.facts(TRANSFER),
                FilePath.of("unused"),
                fileScope,
                Ordinals.of(0, 1, 2),
                timeLimit,
                false);
    }

    record Nothing() {}

    @FunctionalInterface
    interface Script {
        void run(List<TaskInput> tasks, ActionContext context, BiConsumer<TaskInput, TaskResult> done)
                throws InterruptedException;
    }

    /** Does what a test says. */
    record Scripted(Script script) implements PreservationAction<Nothing> {

        @Override
        public Class<Nothing> parameters() {
            return Nothing.class;
        }

        @Override
        public TaskResult run(Nothing parameters, TaskInput task, ActionContext context) {
            throw new AssertionError("it runs groups only");
        }

        @Override
        public void runGroup(
                Nothing parameters,
                List<TaskInput> tasks,
                ActionContext context,
                BiConsumer<TaskInput, TaskResult> done)
                throws InterruptedException {
            script.run(tasks, context, done);
        }
    }

    /** Three results, the last of which waits until it is let go. */
    record TwoQuickOneSlow(CountDownLatch release) implements PreservationAction<Nothing> {

        @Override
        public Class<Nothing> parameters() {
            return Nothing.class;
        }

        @Override
        public TaskResult run(Nothing parameters, TaskInput task, ActionContext context) {
            return TaskResult.completed("done");
        }

        @Override
        public void runGroup(
                Nothing parameters,
                List<TaskInput> tasks,
                ActionContext context,
                BiConsumer<TaskInput, TaskResult> done)
                throws InterruptedException {
            for (int ordinal = 0; ordinal < 2; ordinal++) {
                done.accept(new TaskInput(ordinal, Optional.empty()), run(parameters, tasks.get(0), context));
            }
            release.await();
            done.accept(new TaskInput(2, Optional.empty()), run(parameters, tasks.get(0), context));
        }
    }
}
