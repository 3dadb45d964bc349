package app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import model.Ordinals;
import model.TaskOutcome;
import model.TaskResult;
import model.WorkerId;
import org.junit.jupiter.api.Test;
import pipeline.job.JobEvent;

class RecoveryTest {

    private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
    private static final WorkerId WORKER = new WorkerId(new UUID(1, 2));

    private final Recovery recovery = new Recovery();

    @Test
    void tasks_under_way_are_either_kept_on_or_run_again() {
        handOut(1, 0, 1, 2);
        end(1, 0);
        handOut(2, 3);
        recovery.killedNow();
        end(1, 1);
        lose(1);
        handOut(3, 2);
        end(3, 2);
        end(2, 3);

        assertThat(recovery.finishedBefore()).isEqualTo(1);
        assertThat(recovery.underWay()).isEqualTo(3);
        assertThat(recovery.keptOn()).isEqualTo(2);
        assertThat(recovery.runAgain()).isEqualTo(1);
        assertThat(recovery.finishedRunAgain()).isZero();
    }

    @Test
    void a_finished_task_that_is_handed_out_again_is_noticed() {
        handOut(1, 0, 1);
        end(1, 0);
        recovery.killedNow();
        handOut(2, 0, 1);

        assertThat(recovery.finishedRunAgain()).isEqualTo(1);
        assertThat(recovery.runAgain()).isEqualTo(1);
    }

    @Test
    void the_same_ordinal_of_another_job_is_another_task() {
        handOut(1, 0);
        end(1, 0);
        recovery.killedNow();
        recovery.add("receive-1", new JobEvent.HandedOut(1, WORKER, Ordinals.of(0), NOW), 5);

        assertThat(recovery.finishedRunAgain()).isZero();
    }

    @Test
    void the_work_went_on_with_the_first_result_after_the_kill() {
        handOut(1, 0, 1);
        end(1, 0);
        recovery.killedNow();
        assertThat(recovery.wentOnMillis()).isNegative();

        recovery.add("receive-0", ended(1, 1), 700);

        assertThat(recovery.wentOnMillis()).isEqualTo(700);
    }

    private void handOut(long attempt, int... tasks) {
        recovery.add("receive-0", new JobEvent.HandedOut(attempt, WORKER, Ordinals.of(tasks), NOW), 1);
    }

    private void end(long attempt, int... tasks) {
        recovery.add("receive-0", ended(attempt, tasks), 2);
    }

    private void lose(long attempt) {
        recovery.add("receive-0", new JobEvent.AttemptLost(attempt, WORKER, "its process is dead", NOW), 3);
    }

    private static JobEvent ended(long attempt, int... tasks) {
        var outcomes = Arrays.stream(tasks)
                .mapToObj(task -> new TaskOutcome(task, NOW, 0, TaskResult.completed()))
                .toList();
        return new JobEvent.TasksEnded(attempt, WORKER, outcomes);
    }
}
