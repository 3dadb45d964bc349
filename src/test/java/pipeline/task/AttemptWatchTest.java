package pipeline.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import model.Loss;
import model.Ordinals;
import model.TaskOutcome;
import model.TaskResult;
import org.junit.jupiter.api.Test;

class AttemptWatchTest {

    private static final Duration LEASE = Duration.ofSeconds(20);

    private final List<String> said = new ArrayList<>();
    private final WatchWorld world = new Said();

    @Test
    void a_fresh_hand_out_is_assigned_until_its_worker_speaks() {
        var watch = new AttemptWatch(LEASE, true, 0, world);

        watch.seek();
        watch.tick(seconds(2), false);
        watch.report(running(1), seconds(2));
        watch.tick(seconds(4), false);

        assertThat(said).containsExactly("assign", "assign", "seen 1 ", "attach");
    }

    @Test
    void a_hand_out_found_in_the_journal_is_never_assigned() {
        var watch = new AttemptWatch(LEASE, false, 0, world);

        watch.seek();
        watch.located();
        watch.tick(seconds(2), false);

        assertThat(said).containsExactly("find", "attach", "attach");
    }

    @Test
    void results_are_passed_on_once_and_acknowledged_only_when_they_are_stored() {
        var watch = new AttemptWatch(LEASE, true, 0, world);

        watch.report(report(7, true, true, "", 3, 4), seconds(1));
        watch.report(report(8, true, true, "", 3, 4, 5), seconds(2));
        assertThat(said).containsExactly("seen 7 ", "results 3-4", "seen 8 ", "results 5");
        watch.stored(Ordinals.of(3, 4));

        assertThat(said).endsWith("seen 8 3-4");
    }

    @Test
    void an_unknown_attempt_is_lost_and_not_answered() {
        var watch = new AttemptWatch(LEASE, false, 0, world);

        watch.report(report(1, false, false, ""), seconds(1));

        assertThat(said).containsExactly("lost NOT_ITS_FAULT its worker does not hold it");
    }

    @Test
    void trouble_ends_a_hand_out_only_when_its_results_are_stored() {
        var watch = new AttemptWatch(LEASE, true, 0, world);

        watch.report(report(1, true, false, "a full disk", 3), seconds(1));
        assertThat(said).noneMatch(line -> line.startsWith("lost"));
        watch.report(report(2, true, false, "a full disk"), seconds(2));

        assertThat(said).endsWith("lost BROKE a full disk");
    }

    @Test
    void a_silent_worker_is_waited_for_a_quarter_longer_than_its_lease() {
        var watch = new AttemptWatch(LEASE, true, 0, world);
        watch.report(running(1), seconds(10));

        watch.tick(seconds(35), false);
        assertThat(said).noneMatch(line -> line.startsWith("lost"));
        watch.tick(seconds(35) + 1, false);

        assertThat(said).endsWith("lost WORKER_DIED nothing was heard of its worker for PT20S and a quarter");
    }

    @Test
    void what_is_lost_is_lost_for_good_and_its_lease_is_not_renewed_while_that_is_stored() {
        var watch = new AttemptWatch(LEASE, true, 0, world);
        watch.tick(seconds(26), false);
        said.clear();

        watch.report(report(9, true, true, "", 3), seconds(27));
        watch.tick(seconds(60), false);

        assertThat(said).noneMatch(line -> line.startsWith("seen") || line.startsWith("lost"));
    }

    @Test
    void a_worker_that_speaks_and_cannot_be_told_anything_is_looked_for() {
        var watch = new AttemptWatch(LEASE, true, 0, world);
        watch.unreachable();
        watch.report(running(1), seconds(1));
        said.clear();

        watch.tick(seconds(1) + 1, false);

        assertThat(said).containsExactly("find");
    }

    @Test
    void a_proof_of_death_ends_the_wait() {
        var watch = new AttemptWatch(LEASE, true, 0, world);
        watch.unreachable();

        watch.tick(seconds(1), true);

        assertThat(said).containsExactly("lost WORKER_DIED its worker process is gone");
    }

    private static long seconds(long count) {
        return Duration.ofSeconds(count).toNanos();
    }

    private static AttemptReport running(long number) {
        return report(number, true, true, "");
    }

    private static AttemptReport report(long number, boolean known, boolean running, String trouble, int... results) {
        var outcomes = new ArrayList<TaskOutcome>();
        for (int ordinal : results) {
            outcomes.add(new TaskOutcome(ordinal, Instant.EPOCH, 1, TaskResult.completed("")));
        }
        return new AttemptReport(number, known, running, outcomes, trouble, Loss.BROKE);
    }

    private final class Said implements WatchWorld {
        @Override
        public void find() {
            said.add("find");
        }

        @Override
        public void assign() {
            said.add("assign");
        }

        @Override
        public void attach() {
            said.add("attach");
        }

        @Override
        public void seen(long report, Ordinals stored) {
            said.add("seen " + report + " " + stored.ranges());
        }

        @Override
        public void kill() {
            said.add("kill");
        }

        @Override
        public void results(List<TaskOutcome> results) {
            said.add("results "
                    + Ordinals.of(results.stream()
                                    .mapToInt(TaskOutcome::ordinal)
                                    .toArray())
                            .ranges());
        }

        @Override
        public void lost(Loss loss, String reason) {
            said.add("lost " + loss + " " + reason);
        }
    }
}
