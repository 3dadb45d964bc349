package preservation.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
import model.TransferFacts;
import model.TransferId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;
import preservation.ActionContext;
import preservation.PreservationAction;
import preservation.TaskInput;
import storage.Blobs;

class WorkbenchTest {

    private static final TransferId TRANSFER = new TransferId(UUID.fromString("11111111-2222-4333-8444-555555555555"));
    private static final AttemptKey KEY = new AttemptKey(new JobId(TRANSFER, "step", 0), 1);

    @TempDir
    Path temporary;

    private final ExecutorService slots = Executors.newSingleThreadExecutor();
    private final BlockingQueue<AttemptKey> news = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        slots.shutdownNow();
    }

    @Test
    void outcomes_are_given_on_while_the_next_task_takes_its_time() throws Exception {
        var release = new CountDownLatch(1);
        var bench = bench(new TwoQuickOneSlow(release));

        bench.assign(1, order(), slots);
        awaitResults(bench, 2);

        assertThat(bench.holding(KEY).running()).isTrue();
        release.countDown();
        awaitResults(bench, 3);
    }

    @Test
    void an_attempt_that_was_not_known_when_asked_about_is_never_begun() throws Exception {
        var bench = bench(new TwoQuickOneSlow(new CountDownLatch(0)));

        assertThat(bench.attach(1, KEY).orElseThrow().known()).isFalse();
        bench.assign(1, order(), slots);

        assertThat(bench.keys()).isEmpty();
        assertThat(temporary.resolve("work").resolve(TRANSFER.toString())).doesNotExist();
    }

    @Test
    void a_former_incarnation_of_the_job_has_nothing_to_say_any_more() throws Exception {
        var bench = bench(new TwoQuickOneSlow(new CountDownLatch(0)));
        assertThat(bench.attach(2, new AttemptKey(KEY.job(), 9))).isPresent();

        bench.assign(1, order(), slots);

        assertThat(bench.attach(1, KEY)).isEmpty();
        assertThat(bench.keys()).isEmpty();
    }

    @Test
    void what_an_action_logs_says_which_tasks_it_is_about() throws Exception {
        var fields = new LinkedBlockingQueue<Map<String, String>>();
        var bench = bench(new NoteFields(fields));

        bench.assign(1, order(), slots);

        assertThat(fields.poll(20, TimeUnit.SECONDS))
                .containsOnly(entry("transfer", TRANSFER.toString()), entry("job", "step-0"), entry("task", "0-2"));
        assertThat(slots.submit(MDC::getCopyOfContextMap).get(20, TimeUnit.SECONDS))
                .isNullOrEmpty();
    }

    /** News may come for one result or for several. */
    private void awaitResults(Workbench bench, int count) throws InterruptedException {
        while (bench.holding(KEY).results().size() < count) {
            assertThat(news.poll(20, TimeUnit.SECONDS))
                    .as("news of " + count + " results")
                    .isEqualTo(KEY);
        }
    }

    private Workbench bench(PreservationAction<?> action) throws IOException {
        var area = new WorkArea(
                Files.createDirectories(temporary.resolve("work")),
                Files.createDirectories(temporary.resolve("blobs")));
        var bench = new Workbench(
                area,
                new Actions(Map.of("act", action)),
                new Blobs(area.blobs(), "worker"),
                Clock.systemUTC(),
                Duration.ofMinutes(1));
        bench.onNews(news::add);
        return bench;
    }

    private static AttemptOrder order() {
        return new AttemptOrder(
                KEY,
                "act",
                Map.of(),
                facts(),
                FilePath.of("unused"),
                false,
                Ordinals.of(0, 1, 2),
                Duration.ofMinutes(1));
    }

    private static TransferFacts facts() {
        return new TransferFacts(
                TRANSFER,
                UUID.fromString("22222222-2222-4333-8444-555555555555"),
                "name",
                "standard",
                Optional.empty(),
                "file:///source",
                "tester",
                Instant.parse("2026-11-24T08:00:00Z"),
                Map.of(),
                List.of(),
                List.of(),
                "00");
    }

    private record Nothing() {}

    /** Notes what a log line of it would say that it is about. */
    private record NoteFields(BlockingQueue<Map<String, String>> fields) implements PreservationAction<Nothing> {

        @Override
        public Class<Nothing> parameters() {
            return Nothing.class;
        }

        @Override
        public TaskResult run(Nothing parameters, TaskInput task, ActionContext context) {
            fields.add(MDC.getCopyOfContextMap());
            return TaskResult.completed("done");
        }
    }

    /** Three results, the last of which waits until it is let go. */
    private record TwoQuickOneSlow(CountDownLatch release) implements PreservationAction<Nothing> {

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
