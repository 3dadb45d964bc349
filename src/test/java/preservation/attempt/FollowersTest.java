package preservation.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import model.JobId;
import model.Ordinals;
import model.TaskOutcome;
import model.TaskResult;
import model.Time;
import model.TransferId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FollowersTest {

    private static final AttemptKey KEY = new AttemptKey(
            new JobId(new TransferId(UUID.fromString("11111111-2222-4333-8444-555555555555")), "step", 0), 1);

    private final ExecutorService slots = Executors.newSingleThreadExecutor();
    private final List<List<Integer>> told = new ArrayList<>();
    private final ByHand work = new ByHand();
    private final Workbench bench = new Workbench(work, Time.of(Instant::now), Duration.ofMinutes(1), 1000);
    private final Followers<String> followers = new Followers<>(
            bench,
            report -> told.add(report.holding().results().stream()
                    .map(TaskOutcome::ordinal)
                    .toList()));

    @AfterEach
    void stop() {
        slots.shutdownNow();
    }

    @Test
    void a_result_on_its_way_is_not_sent_again_with_the_next_ones() {
        begin();

        bring(0, 1);
        bring(2, 3);

        assertThat(told).containsExactly(List.of(0, 1), List.of(2, 3));
    }

    @Test
    void what_may_have_got_lost_is_said_again_at_the_next_second() {
        begin();
        bring(0, 1);

        followers.tick();

        assertThat(told).containsExactly(List.of(0, 1), List.of(0, 1));
    }

    @Test
    void whoever_asks_anew_is_told_everything() {
        begin();
        bring(0, 1);

        followers.attach(2, KEY, "another");

        assertThat(told).containsExactly(List.of(0, 1), List.of(0, 1));
    }

    @Test
    void what_did_not_fit_into_a_report_follows_when_that_is_answered() {
        begin();

        bring(0, 200);
        followers.seen(1, KEY, 0, Ordinals.of(IntStream.range(0, 128).toArray()));

        assertThat(told.get(0)).hasSize(128).startsWith(0);
        assertThat(told.get(1)).hasSize(73).startsWith(128);
        assertThat(told).hasSize(2);
    }

    @Test
    void trouble_is_told_with_all_that_is_still_held() {
        begin();
        bring(0, 1);

        work.progress.end(Ended.broke("broken"));
        followers.news(KEY);

        assertThat(told).containsExactly(List.of(0, 1), List.of(0, 1));
    }

    private void begin() {
        followers.assign(1, SampleOrders.of(KEY), slots, "job");
        bench.renew(1, KEY, System.nanoTime());
        work.progress.begin();
        told.clear();
    }

    private void bring(int first, int last) {
        work.progress.bring(IntStream.rangeClosed(first, last)
                .mapToObj(ordinal -> new TaskOutcome(ordinal, Instant.EPOCH, 1, TaskResult.completed("")))
                .toList());
        followers.news(KEY);
    }

    /** An attempt that the test carries out. */
    private static final class ByHand implements Execution {
        private Progress progress;

        @Override
        public Running start(AttemptOrder order, ExecutorService threads, Progress listener) {
            progress = listener;
            return new Running() {
                @Override
                public void giveUp() {}

                @Override
                public boolean isOverdue() {
                    return false;
                }
            };
        }
    }
}
