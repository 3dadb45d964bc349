package pipeline.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import model.Mandate;
import org.junit.jupiter.api.Test;
import pipeline.Answer;
import pipeline.cluster.ClusterEvent.WorkerDrained;
import pipeline.cluster.ClusterEvent.WorkerUndrained;

/** Which workers are to take nothing new. */
class DrainedWorkersTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    @Test
    void a_drained_worker_stays_so_until_it_is_undrained() {
        var drained = after(DrainedWorkers.NONE, DrainedWorkers.NONE.drain("mill", mandate("1"), NOW));

        assertThat(drained.drained()).containsOnlyKeys("mill");
        assertThat(after(drained, drained.undrain("mill", mandate("2"), NOW)).drained())
                .isEmpty();
    }

    @Test
    void what_is_so_already_changes_nothing() {
        var drained = after(DrainedWorkers.NONE, DrainedWorkers.NONE.drain("mill", mandate("1"), NOW));

        assertThat(drained.drain("mill", mandate("2"), NOW)).isEqualTo(Answer.nothing());
        assertThat(drained.undrain("other", mandate("3"), NOW)).isEqualTo(Answer.nothing());
    }

    @Test
    void a_command_that_comes_late_for_the_second_time_does_not_take_back_what_was_asked_since() {
        var drained = after(DrainedWorkers.NONE, DrainedWorkers.NONE.drain("mill", mandate("1"), NOW));
        var undrained = after(drained, drained.undrain("mill", mandate("2"), NOW));

        assertThat(undrained.drain("mill", mandate("1"), NOW)).isEqualTo(Answer.nothing());
    }

    @Test
    void names_of_workers_that_are_gone_do_not_fill_the_memory() {
        var many = DrainedWorkers.NONE;
        for (int i = 0; i < 1000; i++) {
            many = after(many, many.drain("worker-" + i, mandate("c" + i), NOW));
        }

        assertThat(many.drain("one-more", mandate("last"), NOW)).isInstanceOf(Answer.No.class);
        assertThat(many.commands()).hasSizeLessThanOrEqualTo(200);
    }

    private static Mandate mandate(String command) {
        return new Mandate("Ada", "new disk", command);
    }

    private static DrainedWorkers after(DrainedWorkers state, Answer<ClusterEvent> answer) {
        var events = ((Answer.Yes<ClusterEvent>) answer).events();
        assertThat(events).hasSize(1).first().isInstanceOfAny(WorkerDrained.class, WorkerUndrained.class);
        return state.apply(events.get(0));
    }
}
