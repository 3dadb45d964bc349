package preservation.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import model.TaskOutcome;
import model.TaskResult;
import model.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.MDC;
import preservation.TaskInput;
import testing.Entries;

/** What becomes of the results of an attempt. */
class WorkbenchTest extends BenchWithOneSlot {

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

    private static void throwAnyway(Throwable broken) {
        if (broken instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) broken;
    }
}
