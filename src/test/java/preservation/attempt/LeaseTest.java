package preservation.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import model.TaskResult;
import org.junit.jupiter.api.Test;

/** When an attempt may begin, and what ends it before its tasks do. */
class LeaseTest extends BenchWithOneSlot {

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

    private static void sweepUntilTrouble(Workbench bench) {
        var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (bench.holding(KEY).trouble().isEmpty()) {
            assertThat(System.nanoTime()).as("swept in vain").isLessThan(deadline);
            bench.sweep();
        }
    }
}
