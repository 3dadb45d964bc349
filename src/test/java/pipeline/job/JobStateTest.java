package pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import model.FilePath;
import model.JobOutcome;
import model.Loss;
import model.TaskOutcome;
import model.TaskResult;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import pipeline.Answer;
import pipeline.Samples;
import pipeline.job.JobEvent.Closed;
import pipeline.job.JobEvent.HandedOut;
import pipeline.job.JobEvent.Planned;
import pipeline.job.JobEvent.TasksEnded;
import pipeline.journal.Journaled;
import workflow.ActionStep;
import workflow.WorkflowReader;

class JobStateTest {

    private static final ActionStep COUNT = (ActionStep) new WorkflowReader(Set.of("count", "keep"))
            .workflow(Samples.WORKFLOW)
            .step("count")
            .orElseThrow();

    @Test
    void a_plan_without_tasks_closes_the_job() {
        var job = planned(0);

        assertThat(job.closed().outcome()).isEqualTo(JobOutcome.COMPLETED);
    }

    @Test
    void a_large_plan_is_recorded_in_chunks_and_one_write() {
        var files = IntStream.range(0, 2500).mapToObj(i -> new UUID(0, i)).toList();
        var plan = new Planned(2500, "t/count-0/plan", "00", Samples.THEN);

        var events = events(new JobState.Planning(1).planned(files, plan, COUNT));

        assertThat(events).hasSize(4);
        assertThat(events.get(2)).isEqualTo(new JobEvent.PlanChunk(2000, files.subList(2000, 2500)));
    }

    @Test
    void tasks_are_handed_out_once() {
        var job = planned(3);

        job.play(job.running().handOut(Samples.WORKER, "worker-1", 2, Samples.THEN));
        job.play(job.running().handOut(Samples.WORKER, "worker-1", 2, Samples.THEN));

        assertThat(job.events.stream()
                        .filter(HandedOut.class::isInstance)
                        .map(event -> ((HandedOut) event).tasks().ranges()))
                .containsExactly("0-1", "2");
        assertThat(job.running().handOut(Samples.WORKER, "worker-1", 2, Samples.THEN))
                .isEqualTo(Answer.nothing());
    }

    @Test
    void the_last_outcome_closes_the_job_in_the_same_write() {
        var job = planned(1);
        job.play(job.running().handOut(Samples.WORKER, "worker-1", 5, Samples.THEN));

        var events = events(job.running().tasksEnded(1, outcomes(TaskResult.completed(""), 0), COUNT, Samples.THEN));

        assertThat(events).hasSize(2);
        assertThat(events.get(1)).isInstanceOf(Closed.class);
    }

    @Test
    void a_result_of_a_lost_attempt_has_no_effect() {
        var job = planned(1);
        job.play(job.running().handOut(Samples.WORKER, "worker-1", 1, Samples.THEN));
        job.play(job.running().attemptLost(1, Loss.WORKER_DIED, "gone", COUNT, Samples.THEN));

        var late = job.running().tasksEnded(1, outcomes(TaskResult.completed(""), 0), COUNT, Samples.THEN);

        assertThat(late).isEqualTo(Answer.nothing());
        assertThat(job.running().ledger().waiting()).isEqualTo(1);
    }

    @Test
    void a_task_whose_action_breaks_off_too_often_fails_for_good() {
        var job = planned(1);
        for (int attempt = 1; attempt <= 3; attempt++) {
            job.play(job.running().handOut(Samples.WORKER, "worker-1", 1, Samples.THEN));
            job.play(job.running().attemptLost(attempt, Loss.BROKE, "an error in a library", COUNT, Samples.THEN));
        }

        assertThat(job.closed().outcome()).isEqualTo(JobOutcome.FAILED);
        assertThat(job.closed().failure().orElseThrow().message())
                .contains("3 attempts")
                .contains("an error in a library");
    }

    @Test
    void a_worker_that_dies_uses_up_no_try() {
        var job = planned(1);
        for (int attempt = 1; attempt <= 9; attempt++) {
            job.play(job.running().handOut(Samples.WORKER, "worker-1", 1, Samples.THEN));
            job.play(job.running().attemptLost(attempt, Loss.WORKER_DIED, "gone", COUNT, Samples.THEN));
            job.play(job.running().attemptLost(attempt, Loss.NOT_ITS_FAULT, "late news", COUNT, Samples.THEN));
        }

        assertThat(job.running().ledger().losses(0)).isZero();
        assertThat(job.running().ledger().deaths(0)).isEqualTo(9);
    }

    @Test
    void a_task_with_which_three_workers_died_is_handed_out_alone() {
        var job = planned(4);
        for (int attempt = 1; attempt <= 3; attempt++) {
            job.play(job.running().handOut(Samples.WORKER, "worker-1", 2, Samples.THEN));
            job.play(job.running().attemptLost(attempt, Loss.WORKER_DIED, "gone", COUNT, Samples.THEN));
        }
        for (int attempt = 4; attempt <= 6; attempt++) {
            job.play(job.running().handOut(Samples.WORKER, "worker-1", 4, Samples.THEN));
        }

        assertThat(job.events.stream()
                        .filter(HandedOut.class::isInstance)
                        .map(event -> ((HandedOut) event).tasks().ranges()))
                .containsExactly("0-1", "0-1", "0-1", "0", "1", "2-3");
    }

    @Test
    void a_task_with_which_ten_workers_died_is_to_blame() {
        var job = planned(1);
        for (int attempt = 1; attempt <= 10; attempt++) {
            job.play(job.running().handOut(Samples.WORKER, "worker-1", 1, Samples.THEN));
            job.play(job.running().attemptLost(attempt, Loss.WORKER_DIED, "gone", COUNT, Samples.THEN));
        }

        assertThat(job.closed().failure().orElseThrow().message()).contains("10 workers died");
    }

    @Test
    void what_was_never_begun_says_nothing_about_its_tasks() {
        var job = planned(1);
        for (int attempt = 1; attempt <= 20; attempt++) {
            job.play(job.running().handOut(Samples.WORKER, "worker-1", 1, Samples.THEN));
            job.play(job.running().attemptLost(attempt, Loss.NOT_ITS_FAULT, "unknown", COUNT, Samples.THEN));
        }

        assertThat(job.running().ledger().losses(0)).isZero();
        assertThat(job.running().ledger().deaths(0)).isZero();
    }

    @Test
    void the_failure_names_the_first_failed_task_and_counts_the_others() {
        var job = planned(3);
        job.play(job.running().handOut(Samples.WORKER, "worker-1", 3, Samples.THEN));

        var failed = TaskResult.failed("objects/a.txt: unreadable", FilePath.of("objects/a.txt"));
        job.play(job.running().tasksEnded(1, outcomes(failed, 1, 2), COUNT, Samples.THEN));
        job.play(job.running().tasksEnded(1, outcomes(TaskResult.completed(""), 0), COUNT, Samples.THEN));

        var failure = job.closed().failure().orElseThrow();
        assertThat(failure.task()).contains(1);
        assertThat(failure.file()).contains("objects/a.txt");
        assertThat(failure.message()).isEqualTo("objects/a.txt: unreadable (and 1 more failed)");
    }

    @Test
    void a_closed_job_names_its_failed_tasks() {
        var job = planned(4);
        job.play(job.running().handOut(Samples.WORKER, "worker-1", 4, Samples.THEN));

        job.play(job.running().tasksEnded(1, outcomes(TaskResult.failed("no"), 3, 1), COUNT, Samples.THEN));
        job.play(job.running().tasksEnded(1, outcomes(TaskResult.completed(""), 0, 2), COUNT, Samples.THEN));

        assertThat(((ClosedJob) job.state).failed().ranges()).isEqualTo("1,3");
    }

    @Test
    void what_an_earlier_turn_left_failed_fails_a_turn_whose_own_tasks_succeed() {
        var job = new Played();
        var plan = new Planned(1, "t/count-1/plan", "00", Samples.THEN, 2);
        job.play(((JobState.Planning) job.state).planned(List.of(new UUID(0, 1)), plan, COUNT));
        job.play(job.running().handOut(Samples.WORKER, "worker-1", 1, Samples.THEN));
        job.play(job.running().tasksEnded(1, outcomes(TaskResult.completed(""), 0), COUNT, Samples.THEN));

        assertThat(job.closed().outcome()).isEqualTo(JobOutcome.FAILED);
        assertThat(job.closed().failure().orElseThrow().message()).startsWith("2 tasks that failed in an earlier turn");
        assertThat(((ClosedJob) job.state).failed().isEmpty()).isTrue();
    }

    /** P1: whatever is lost, doubled or late, no task has two outcomes, and the job ends when all have one. */
    @Property
    void every_task_has_one_outcome_whatever_happens(
            @ForAll @IntRange(min = 1, max = 40) int tasks, @ForAll long seed) {
        var random = new Random(seed);
        var job = planned(tasks);
        for (int i = 0; i < 20_000 && job.state instanceof RunningJob running; i++) {
            job.play(anything(running, random, tasks));
            if (random.nextInt(4) == 0) {
                job.readBack();
            }
        }

        var outcomes = new HashMap<Integer, Integer>();
        job.events.stream()
                .filter(TasksEnded.class::isInstance)
                .flatMap(event -> ((TasksEnded) event).outcomes().stream())
                .forEach(outcome -> outcomes.merge(outcome.ordinal(), 1, Integer::sum));
        assertThat(job.state).isInstanceOf(ClosedJob.class);
        assertThat(outcomes).hasSize(tasks);
        assertThat(outcomes.values()).allMatch(count -> count == 1);
    }

    private static Answer<JobEvent> anything(RunningJob running, Random random, int tasks) {
        // Mostly an open hand-out, now and then one that was lost or paid long ago.
        var open = List.copyOf(running.ledger().open().keySet());
        long attempt = open.isEmpty() || random.nextInt(4) == 0
                ? 1L + random.nextInt((int) running.ledger().nextAttempt())
                : open.get(random.nextInt(open.size()));
        return switch (random.nextInt(6)) {
            case 0 -> running.handOut(Samples.WORKER, "worker-1", 1 + random.nextInt(8), Samples.THEN);
            case 1 ->
                running.attemptLost(
                        attempt, random.nextBoolean() ? Loss.BROKE : Loss.WORKER_DIED, "lost", COUNT, Samples.THEN);
            case 2 -> running.attach(Samples.THEN);
            default ->
                running.tasksEnded(
                        attempt, outcomes(TaskResult.completed(""), random.nextInt(tasks)), COUNT, Samples.THEN);
        };
    }

    private static List<TaskOutcome> outcomes(TaskResult result, int... ordinals) {
        return IntStream.of(ordinals)
                .mapToObj(ordinal -> new TaskOutcome(ordinal, Samples.THEN, 10, result))
                .toList();
    }

    private static List<JobEvent> events(Answer<JobEvent> answer) {
        return ((Answer.Yes<JobEvent>) answer).events();
    }

    private static Played planned(int tasks) {
        var played = new Played();
        played.play(played.state.attach(Samples.THEN));
        var files = IntStream.range(0, tasks).mapToObj(i -> new UUID(0, i)).toList();
        var plan = new Planned(tasks, "t/count-0/plan", "00", Samples.THEN);
        played.play(((JobState.Planning) played.state).planned(files, plan, COUNT));
        return played;
    }

    /** A job and everything recorded of it. */
    private static final class Played {
        private JobState state = JobState.initial();
        private final List<JobEvent> events = new ArrayList<>();

        void play(Answer<JobEvent> answer) {
            for (var event : events(answer)) {
                events.add(event);
                state = state.apply(event, COUNT);
            }
        }

        /** Goes on as after a crash, from a snapshot. */
        void readBack() {
            var written = JobSnapshot.of(new Journaled<>(events.size(), "", state));
            var read = JobSnapshot.read(written.toBytes());
            assertThat(JobSnapshot.of(read.state())).isEqualTo(written);
            state = read.state().state();
        }

        RunningJob running() {
            return (RunningJob) state;
        }

        Closed closed() {
            return ((ClosedJob) state).closed();
        }
    }
}
