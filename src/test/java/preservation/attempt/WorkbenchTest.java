package preservation.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import model.FilePath;
import model.JobId;
import model.Ordinals;
import model.TaskOutcome;
import model.TaskResult;
import model.TaskStatus;
import model.TransferId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.MDC;
import preservation.ActionContext;
import preservation.PreservationAction;
import preservation.TaskInput;
import storage.Blobs;
import testing.Entries;

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

        begin(bench, 1, order(), slots);
        awaitResults(bench, 2);

        assertThat(bench.holding(KEY).running()).isTrue();
        release.countDown();
        awaitResults(bench, 3);
    }

    @Test
    void an_attempt_that_was_not_known_when_asked_about_is_never_begun() throws Exception {
        var bench = bench(new TwoQuickOneSlow(new CountDownLatch(0)));

        assertThat(bench.attach(1, KEY).orElseThrow().known()).isFalse();
        begin(bench, 1, order(), slots);

        assertThat(bench.keys()).isEmpty();
        assertThat(temporary.resolve("work").resolve(TRANSFER.toString())).doesNotExist();
    }

    @Test
    void a_former_incarnation_of_the_job_has_nothing_to_say_any_more() throws Exception {
        var bench = bench(new TwoQuickOneSlow(new CountDownLatch(0)));
        assertThat(bench.attach(2, new AttemptKey(KEY.job(), 9))).isPresent();

        begin(bench, 1, order(), slots);

        assertThat(bench.attach(1, KEY)).isEmpty();
        assertThat(bench.keys()).isEmpty();
    }

    @Test
    void what_an_action_logs_says_which_tasks_it_is_about() throws Exception {
        var fields = new LinkedBlockingQueue<Map<String, String>>();
        var bench = bench(new Scripted((tasks, context, done) -> fields.add(MDC.getCopyOfContextMap())));

        begin(bench, 1, order(), slots);

        assertThat(fields.poll(20, TimeUnit.SECONDS))
                .containsOnly(entry("transfer", TRANSFER.toString()), entry("job", "step-0"), entry("task", "0-2"));
        assertThat(slots.submit(MDC::getCopyOfContextMap).get(20, TimeUnit.SECONDS))
                .isNullOrEmpty();
    }

    @Test
    void results_are_forgotten_only_when_they_were_acknowledged() throws Exception {
        var bench = bench(new TwoQuickOneSlow(new CountDownLatch(0)));
        begin(bench, 1, order(), slots);
        awaitEnd(bench);

        bench.acknowledge(1, KEY, List.of(0, 2));
        assertThat(bench.holding(KEY).results())
                .extracting(TaskOutcome::ordinal)
                .containsExactly(1);
        bench.acknowledge(1, KEY, List.of(1));

        assertThat(bench.keys()).isEmpty();
        begin(bench, 1, order(), slots);
        assertThat(bench.keys()).as("never begun again").isEmpty();
    }

    @Test
    void an_attempt_whose_results_were_all_stored_before_it_ended_is_forgotten_when_it_ends() throws Exception {
        var release = new CountDownLatch(1);
        var bench = bench(new Scripted((tasks, context, done) -> {
            for (int ordinal = 0; ordinal < 3; ordinal++) {
                done.accept(new TaskInput(ordinal, Optional.empty()), TaskResult.completed("done"));
            }
            release.await();
        }));
        begin(bench, 1, order(), slots);
        awaitResults(bench, 3);
        bench.acknowledge(1, KEY, List.of(0, 1, 2));
        assertThat(bench.keys()).as("it still runs").containsExactly(KEY);
        news.clear();

        release.countDown();

        assertThat(news.poll(20, TimeUnit.SECONDS)).as("news of the end").isEqualTo(KEY);
        assertThat(bench.keys()).as("nobody will ever ask for it again").isEmpty();
    }

    @Test
    void an_acknowledgement_of_a_former_incarnation_is_ignored() throws Exception {
        var bench = bench(new TwoQuickOneSlow(new CountDownLatch(0)));
        begin(bench, 2, order(), slots);
        awaitEnd(bench);

        bench.acknowledge(1, KEY, List.of(0, 1, 2));

        assertThat(bench.holding(KEY).results()).hasSize(3);
    }

    @Test
    void an_attempt_that_comes_twice_is_begun_once() throws Exception {
        var begun = new AtomicInteger();
        var bench = bench(new Scripted((tasks, context, done) -> {
            begun.incrementAndGet();
            done.accept(tasks.get(0), TaskResult.completed("done"));
        }));

        begin(bench, 1, order(), slots);
        begin(bench, 1, order(), slots);
        begin(bench, 2, order(), slots);
        awaitEnd(bench);

        assertThat(begun).hasValue(1);
    }

    @Test
    void a_killed_attempt_stops_and_nothing_of_it_is_kept() throws Exception {
        var begun = new CountDownLatch(1);
        var bench = bench(new Scripted((tasks, context, done) -> {
            begun.countDown();
            new CountDownLatch(1).await();
        }));
        begin(bench, 1, order(), slots);
        begun.await();

        bench.kill(1, KEY);
        slots.shutdown();

        assertThat(slots.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(bench.keys()).isEmpty();
        assertThat(bench.holding(KEY).known()).isFalse();
    }

    @Test
    void an_attempt_that_is_killed_before_its_turn_is_never_begun() throws Exception {
        var busy = new CountDownLatch(1);
        var blocking = slots.submit(() -> busy.await(20, TimeUnit.SECONDS));
        var begun = new AtomicInteger();
        var bench = bench(new Scripted((tasks, context, done) -> begun.incrementAndGet()));
        begin(bench, 1, order(), slots);

        bench.kill(1, KEY);
        busy.countDown();
        assertThat(blocking.get()).isTrue();
        slots.shutdown();

        assertThat(slots.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(begun).hasValue(0);
        assertThat(bench.keys()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("breaks")
    void what_a_breaking_action_has_brought_is_kept_and_the_trouble_said(Throwable broken) throws Exception {
        var bench = bench(new Scripted((tasks, context, done) -> {
            done.accept(tasks.get(0), TaskResult.completed("done"));
            throwAnyway(broken);
        }));

        begin(bench, 1, order(), slots);
        awaitTrouble(bench);

        assertThat(bench.holding(KEY).running()).isFalse();
        assertThat(bench.holding(KEY).trouble()).contains(broken.getMessage());
        bench.acknowledge(1, KEY, List.of(0));
        assertThat(bench.keys()).as("the job has not heard of the trouble yet").containsExactly(KEY);
    }

    static Stream<Throwable> breaks() {
        return Stream.of(
                new IllegalStateException("a bug"),
                new UncheckedIOException(new IOException("a disk is gone")),
                new AssertionError("an error in a library"));
    }

    @Test
    void an_action_that_brings_nothing_in_time_is_stopped() throws Exception {
        var bench = bench(new Scripted((tasks, context, done) -> new CountDownLatch(1).await()));
        begin(bench, 1, order(Duration.ofMillis(1)), slots);

        sweepUntilTrouble(bench);

        assertThat(bench.holding(KEY).trouble()).contains("no result within its time limit of PT0.001S");
        awaitEnd(bench);
    }

    @Test
    void an_attempt_that_waits_for_its_turn_is_not_overdue() throws Exception {
        var busy = new CountDownLatch(1);
        var blocking = slots.submit(() -> busy.await(20, TimeUnit.SECONDS));
        var bench = bench(new Scripted(
                (tasks, context, done) -> tasks.forEach(task -> done.accept(task, TaskResult.completed()))));
        begin(bench, 1, order(Duration.ofNanos(1)), slots);

        bench.sweep();

        busy.countDown();
        assertThat(blocking.get()).isTrue();
        awaitResults(bench, 1);
    }

    @Test
    void an_attempt_whose_lease_is_not_renewed_is_stopped() throws Exception {
        var bench = bench(new Scripted((tasks, context, done) -> new CountDownLatch(1).await()), Duration.ofMillis(1));
        begin(bench, 1, order(), slots);

        sweepUntilTrouble(bench);

        assertThat(bench.holding(KEY).trouble()).contains("its lease of PT0.001S was not renewed");
        awaitEnd(bench);
    }

    @Test
    void a_renewed_lease_lets_the_attempt_go_on() throws Exception {
        var release = new CountDownLatch(1);
        var bench = bench(new TwoQuickOneSlow(release), Duration.ofNanos(1));
        bench.assign(1, order(), slots);

        bench.renew(1, KEY, System.nanoTime() + Duration.ofHours(1).toNanos());
        awaitResults(bench, 2);
        bench.sweep();

        release.countDown();
        awaitResults(bench, 3);
        assertThat(bench.holding(KEY).trouble()).isEmpty();
    }

    @Test
    void an_action_that_this_version_does_not_have_fails_each_task() throws Exception {
        var bench = bench(new TwoQuickOneSlow(new CountDownLatch(0)));
        begin(bench, 1, order("other", false, Duration.ofMinutes(1)), slots);
        awaitEnd(bench);

        assertThat(bench.holding(KEY).results()).hasSize(3).allSatisfy(outcome -> {
            assertThat(outcome.result().status()).isEqualTo(TaskStatus.FAILED);
            assertThat(outcome.result().message()).contains("no preservation action \"other\"");
        });
    }

    @Test
    void facts_that_are_missing_are_named() throws Exception {
        var bench = bench(new TwoQuickOneSlow(new CountDownLatch(0)));
        begin(bench, 1, order("act", true, Duration.ofMinutes(1)), slots);
        awaitTrouble(bench);

        assertThat(bench.holding(KEY).trouble())
                .startsWith("missing in the work area: ")
                .contains("unused");
    }

    @Test
    void a_failed_task_about_a_file_blames_that_file() throws Exception {
        Files.createDirectories(temporary.resolve("work"));
        try (var facts = new FactsFile.Writer(temporary.resolve("work/unused"))) {
            for (var name : List.of("objects/a", "objects/b", "objects/c")) {
                facts.add(Entries.file(name));
            }
            facts.seal();
        }
        var bench = bench(new Scripted(
                (tasks, context, done) -> tasks.forEach(task -> done.accept(task, TaskResult.failed("bad")))));
        begin(bench, 1, order("act", true, Duration.ofMinutes(1)), slots);
        awaitResults(bench, 3);

        assertThat(bench.holding(KEY).results())
                .extracting(outcome -> outcome.result().blame().orElseThrow().display())
                .containsExactly("objects/a", "objects/b", "objects/c");
    }

    @Test
    void an_attempt_does_not_begin_before_a_report_of_it_was_answered() throws Exception {
        var bench = bench(new TwoQuickOneSlow(new CountDownLatch(0)));
        bench.assign(1, order(), slots);

        assertThat(bench.holding(KEY).known()).isTrue();
        assertThat(slots.submit(() -> bench.holding(KEY).results()).get(20, TimeUnit.SECONDS))
                .as("nobody has answered")
                .isEmpty();
        bench.renew(1, KEY, System.nanoTime());

        awaitResults(bench, 3);
    }

    private void begin(Workbench bench, long epoch, AttemptOrder order, ExecutorService threads) {
        bench.assign(epoch, order, threads);
        bench.renew(epoch, order.key(), System.nanoTime());
    }

    private void awaitEnd(Workbench bench) throws InterruptedException {
        while (bench.holding(KEY).running()) {
            assertThat(news.poll(20, TimeUnit.SECONDS)).as("news of the end").isEqualTo(KEY);
        }
    }

    private void awaitTrouble(Workbench bench) throws InterruptedException {
        while (bench.holding(KEY).trouble().isEmpty()) {
            assertThat(news.poll(20, TimeUnit.SECONDS)).as("news of trouble").isEqualTo(KEY);
        }
    }

    private static void sweepUntilTrouble(Workbench bench) {
        var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (bench.holding(KEY).trouble().isEmpty()) {
            assertThat(System.nanoTime()).as("swept in vain").isLessThan(deadline);
            bench.sweep();
        }
    }

    private static void throwAnyway(Throwable broken) {
        if (broken instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) broken;
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
        return bench(action, Duration.ofMinutes(1));
    }

    private Workbench bench(PreservationAction<?> action, Duration lease) throws IOException {
        var area = new WorkArea(
                Files.createDirectories(temporary.resolve("work")),
                Files.createDirectories(temporary.resolve("blobs")));
        var bench = new Workbench(
                area, new Actions(Map.of("act", action)), new Blobs(area.blobs(), "worker"), Clock.systemUTC(), lease);
        bench.onNews(news::add);
        return bench;
    }

    private static AttemptOrder order() {
        return order(Duration.ofMinutes(1));
    }

    private static AttemptOrder order(Duration timeLimit) {
        return order("act", false, timeLimit);
    }

    private static AttemptOrder order(String action, boolean fileScope, Duration timeLimit) {
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

    private record Nothing() {}

    @FunctionalInterface
    private interface Script {
        void run(List<TaskInput> tasks, ActionContext context, BiConsumer<TaskInput, TaskResult> done)
                throws InterruptedException;
    }

    /** Does what a test says. */
    private record Scripted(Script script) implements PreservationAction<Nothing> {

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
