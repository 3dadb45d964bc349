package pipeline.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import model.DatedFinding;
import model.FailedTasks;
import model.Failure;
import model.Finding;
import model.JobCounts;
import model.JobId;
import model.JobOutcome;
import model.Mandate;
import model.Ordinals;
import model.Submission;
import model.TransferId;
import model.TransferStatus;
import model.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import pipeline.Answer;
import pipeline.Samples;
import pipeline.transfer.TransferEvent.CancelRequested;
import pipeline.transfer.TransferEvent.Ended;
import pipeline.transfer.TransferEvent.JobClosed;
import pipeline.transfer.TransferEvent.JobOpened;
import pipeline.transfer.TransferEvent.TasksSkipped;
import pipeline.transfer.TransferEvent.Tidied;
import pipeline.transfer.TransferEvent.TurnTasks;
import pipeline.transfer.TransferState.NotSubmitted;
import workflow.Workflow;
import workflow.WorkflowReader;

/** What people may ask of a transfer in each of its states, and what comes of it. */
class OrdersTest {

    private static final String TEXT =
            """
            name: small
            steps:
              - {name: ask, title: Ask, microservice: First, choice: {yes: {title: Yes}, no: {title: No, reject: true}}}
              - {name: look, title: Look, microservice: First, action: count, scope: file, skippable: true}
              - {name: count, title: Count, microservice: First, action: count, scope: file}
              - {name: keep, title: Keep, microservice: Second, action: keep}
            """;

    private static final Workflow SMALL = new WorkflowReader(Set.of("count", "keep")).workflow(TEXT);
    private static final TransferId ID = new TransferId(new UUID(1, 1));

    // --- Retry ------------------------------------------------------------------------------------

    @Test
    void a_retry_opens_the_failed_step_as_its_next_turn() {
        var transfer = failedAt("look", "0,2,5");

        transfer.play(transfer.ended().retry(FailedTasks.ALL, mandate("r"), "node-2", Samples.THEN));

        var opened = (JobOpened) transfer.last();
        assertThat(opened.step()).isEqualTo("look");
        assertThat(opened.turn()).isEqualTo(1);
        assertThat(opened.position()).isEqualTo(1);
        assertThat(opened.retry().orElseThrow().tasks()).containsExactly(new TurnTasks(0, new Ordinals("0,2,5")));
        assertThat(opened.retry().orElseThrow().carried()).isZero();
        assertThat(opened.retry().orElseThrow().mandate().by()).isEqualTo("ada");
        assertThat(transfer.state.due()).isInstanceOf(TransferDue.RunJob.class);
        assertThat(transfer.active().epoch()).isEqualTo(2);
    }

    @Test
    void tasks_that_are_not_tried_again_stay_failed_and_are_tried_by_the_turn_in_which_they_failed() {
        var transfer = failedAt("look", "0,2,5");
        transfer.retry(only("look", 0, "2"));
        assertThat(((JobOpened) transfer.last()).retry().orElseThrow().carried())
                .isEqualTo(2);

        transfer.close("look", 1, JobOutcome.FAILED, new JobCounts(1, 0, 0, 1), "0");
        assertThat(transfer.failed().all())
                .containsExactly(new TurnTasks(0, new Ordinals("0,5")), new TurnTasks(1, new Ordinals("0")));

        transfer.retry(FailedTasks.ALL);
        transfer.close("look", 2, JobOutcome.COMPLETED, new JobCounts(3, 3, 0, 0), "");
        assertThat(((JobOpened) transfer.last()).step()).isEqualTo("count");
        assertThat(transfer.active().failed()).isEmpty();
    }

    @Test
    void a_turn_that_left_only_what_it_did_not_try_names_the_earlier_turn() {
        var transfer = failedAt("look", "0,2");
        transfer.retry(only("look", 0, "2"));

        transfer.close("look", 1, JobOutcome.FAILED, new JobCounts(1, 1, 0, 0), "");

        assertThat(transfer.failed().all()).containsExactly(new TurnTasks(0, new Ordinals("0")));
        transfer.retry(FailedTasks.ALL);
        assertThat(((JobOpened) transfer.last()).turn()).isEqualTo(2);
    }

    @Test
    void a_retry_that_could_not_be_planned_leaves_failed_what_was() {
        var transfer = failedAt("look", "0,2");
        transfer.retry(FailedTasks.ALL);

        transfer.close("look", 1, JobOutcome.FAILED, JobCounts.NONE, "");

        assertThat(transfer.failed().all()).containsExactly(new TurnTasks(0, new Ordinals("0,2")));
    }

    @Test
    void a_job_without_a_plan_is_tried_again_as_a_whole() {
        var transfer = submitted();
        transfer.close("look", 0, JobOutcome.FAILED, JobCounts.NONE, "");

        transfer.retry(FailedTasks.ALL);

        assertThat(((JobOpened) transfer.last()).retry().orElseThrow().tasks())
                .containsExactly(new TurnTasks(0, Ordinals.NONE));
        transfer.close("look", 1, JobOutcome.FAILED, new JobCounts(9, 8, 0, 1), "4");
        assertThat(transfer.failed().all()).containsExactly(new TurnTasks(1, new Ordinals("4")));
    }

    @Test
    void what_a_failed_turn_found_about_the_package_is_gone_when_it_is_tried_again() {
        var transfer = submitted();
        transfer.close("look", 0, JobOutcome.COMPLETED, new JobCounts(1, 1, 0, 0), "");
        var bad = new Finding.PackageVerified(Verdict.FAIL, "a digest differs");
        transfer.play(transfer.active()
                .jobClosed(closed("count", 0, JobOutcome.FAILED, new JobCounts(1, 0, 0, 1), "0", List.of(bad))));
        assertThat(transfer.ended().findings()).hasSize(1);

        transfer.retry(FailedTasks.ALL);

        assertThat(transfer.active().findings()).isEmpty();
    }

    @Test
    void a_failed_transfer_goes_on_to_its_end_after_a_retry() {
        var transfer = failedAt("look", "0");
        transfer.retry(FailedTasks.ALL);
        transfer.close("look", 1, JobOutcome.COMPLETED, new JobCounts(1, 1, 0, 0), "");
        transfer.close("count", 0, JobOutcome.COMPLETED, new JobCounts(1, 1, 0, 0), "");
        transfer.play(transfer.active()
                .jobClosed(closed("keep", 0, JobOutcome.COMPLETED, new JobCounts(1, 1, 0, 0), "", List.of(stored()))));

        assertThat(transfer.ended().ended().status()).isEqualTo(TransferStatus.STORED);
        assertThat(transfer.state.due()).isEqualTo(new TransferDue.Tidy());
    }

    // --- Skip -------------------------------------------------------------------------------------

    @Test
    void skipping_all_that_failed_leads_to_the_next_step() {
        var transfer = failedAt("look", "0,2");

        transfer.play(transfer.ended().skip(only("look", 0, "0"), mandate("s1"), "node", Samples.THEN));
        assertThat(transfer.ended().ended().status()).isEqualTo(TransferStatus.FAILED);
        assertThat(transfer.last()).isInstanceOf(TasksSkipped.class);

        transfer.play(transfer.ended().skip(FailedTasks.ALL, mandate("s2"), "node", Samples.THEN));
        assertThat(((JobOpened) transfer.last()).step()).isEqualTo("count");
        assertThat(transfer.active().failed()).isEmpty();
    }

    @Test
    void what_is_skipped_is_not_carried_by_a_retry() {
        var transfer = failedAt("look", "0,2");
        transfer.play(transfer.ended().skip(only("look", 0, "0"), mandate("s"), "node", Samples.THEN));

        transfer.retry(FailedTasks.ALL);

        var retry = ((JobOpened) transfer.last()).retry().orElseThrow();
        assertThat(retry.tasks()).containsExactly(new TurnTasks(0, new Ordinals("2")));
        assertThat(retry.carried()).isZero();
    }

    // --- Pause, priority, giving up ---------------------------------------------------------------

    @Test
    void a_pause_outlives_a_crash_and_ends_with_a_resume() {
        var transfer = submitted();
        transfer.play(transfer.active().pause(mandate("p"), Samples.THEN));
        transfer.play(transfer.active().attach("node-2", Samples.THEN));
        assertThat(transfer.job().steering().paused()).isTrue();

        transfer.play(transfer.active().resume(mandate("q"), Samples.THEN));
        assertThat(transfer.job().steering().paused()).isFalse();
    }

    @Test
    void the_open_job_is_told_the_priority() {
        var transfer = submitted();
        assertThat(transfer.job().steering().priority()).isEqualTo(50);

        transfer.play(transfer.active().prioritize(90, mandate("p"), Samples.THEN));

        assertThat(transfer.job().steering().priority()).isEqualTo(90);
    }

    @Test
    void a_failed_transfer_that_is_cancelled_is_tidied_anew() {
        var transfer = failedAt("look", "0");
        transfer.state = transfer.state.apply(new Tidied(Samples.THEN), "f");

        transfer.play(transfer.ended().cancel(new CancelRequested("ada", "useless", "c", Samples.THEN)));

        assertThat(transfer.ended().ended().status()).isEqualTo(TransferStatus.CANCELLED);
        assertThat(transfer.state.due()).isEqualTo(new TransferDue.Tidy());
        assertThat(transfer.ended().cancel(new CancelRequested("ada", "useless", "c", Samples.THEN)))
                .isEqualTo(Answer.nothing());
    }

    @Test
    void a_stored_aip_is_never_stopped_by_a_cancel_that_came_before_it() {
        var transfer = submitted();
        transfer.play(transfer.active().cancel(new CancelRequested("ada", "wrong box", "c", Samples.THEN)));
        assertThat(transfer.job().stopping()).isTrue();

        transfer.play(transfer.active()
                .jobClosed(closed("look", 0, JobOutcome.COMPLETED, new JobCounts(1, 1, 0, 0), "", List.of(stored()))));

        assertThat(transfer.job().stopping()).isFalse();
    }

    @Test
    void the_same_command_again_gets_the_first_answer() {
        var paused = submitted();
        paused.play(paused.active().pause(mandate("x"), Samples.THEN));
        assertThat(paused.active().pause(mandate("x"), Samples.THEN)).isEqualTo(Answer.nothing());
        paused.play(paused.active().resume(mandate("y"), Samples.THEN));
        assertThat(paused.active().resume(mandate("y"), Samples.THEN)).isEqualTo(Answer.nothing());
        assertThat(paused.active().pause(mandate("x"), Samples.THEN)).isEqualTo(Answer.nothing());
        paused.play(paused.active().prioritize(3, mandate("z"), Samples.THEN));
        assertThat(paused.active().prioritize(3, mandate("z"), Samples.THEN)).isEqualTo(Answer.nothing());

        var retried = failedAt("look", "0");
        retried.retry(FailedTasks.ALL);
        assertThat(retried.active().notFailed(mandate("retry-1"))).isEqualTo(Answer.nothing());
        retried.close("look", 1, JobOutcome.FAILED, new JobCounts(1, 0, 0, 1), "0");
        assertThat(retried.ended().retry(FailedTasks.ALL, mandate("retry-1"), "node", Samples.THEN))
                .isEqualTo(Answer.nothing());
    }

    // --- Refusals ---------------------------------------------------------------------------------

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal(
                        "neither paused nor failed",
                        OrdersTest::submitted,
                        active(a -> a.resume(mandate("m"), Samples.THEN))),
                refusal("paused already, by ada", () -> paused(), active(a -> a.pause(mandate("m"), Samples.THEN))),
                refusal("being cancelled", () -> cancelled(), active(a -> a.pause(mandate("m"), Samples.THEN))),
                refusal(
                        "from 0 to 100",
                        OrdersTest::submitted,
                        active(a -> a.prioritize(101, mandate("m"), Samples.THEN))),
                refusal(
                        "from 0 to 100",
                        OrdersTest::submitted,
                        active(a -> a.prioritize(-1, mandate("m"), Samples.THEN))),
                refusal("has not failed", OrdersTest::submitted, active(a -> a.notFailed(mandate("m")))),
                refusal("has ended: failed", () -> failedAt("look", "0"), ended(e -> e.tooLate(mandate("m")))),
                refusal("not at \"count-0\"", () -> failedAt("look", "0"), retry(only("count", 0, ""))),
                refusal("nothing of \"look-1\"", () -> failedAt("look", "0"), retry(only("look", 1, ""))),
                refusal("not failed now: 1,3", () -> failedAt("look", "0"), retry(only("look", 0, "0-1,3"))),
                refusal("failed as a whole", () -> unplanned(), retry(only("look", 0, "0"))),
                refusal(
                        "name the job",
                        () -> failedAt("look", "0"),
                        retry(new FailedTasks(Optional.empty(), new Ordinals("0")))),
                refusal("no job failed", () -> withoutAip(), retry(FailedTasks.ALL)),
                refusal(
                        "does not allow to skip \"count\"",
                        () -> failedAtCount(),
                        ended(e -> e.skip(FailedTasks.ALL, mandate("m"), "node", Samples.THEN))),
                refusal("has ended: cancelled", () -> givenUp(), retry(FailedTasks.ALL)),
                refusal(
                        "in the store already",
                        () -> failedAfterStoring(),
                        ended(e -> e.cancel(new CancelRequested("ada", "x", "m", Samples.THEN)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void what_cannot_be_is_refused_with_the_reason(
            String reason, java.util.function.Supplier<Played> given, Function<Played, Answer<TransferEvent>> order) {
        var answer = order.apply(given.get());

        assertThat(answer).isInstanceOf(Answer.No.class);
        assertThat(((Answer.No<TransferEvent>) answer).reason()).contains(reason);
    }

    private static Arguments refusal(
            String reason, java.util.function.Supplier<Played> given, Function<Played, Answer<TransferEvent>> order) {
        return Arguments.of(reason, given, order);
    }

    private static Function<Played, Answer<TransferEvent>> active(
            Function<ActiveTransfer, Answer<TransferEvent>> order) {
        return played -> order.apply(played.active());
    }

    private static Function<Played, Answer<TransferEvent>> ended(Function<EndedTransfer, Answer<TransferEvent>> order) {
        return played -> order.apply(played.ended());
    }

    private static Function<Played, Answer<TransferEvent>> retry(FailedTasks tasks) {
        return ended(transfer -> transfer.retry(tasks, mandate("m"), "node", Samples.THEN));
    }

    // --- What is given ----------------------------------------------------------------------------

    private static Mandate mandate(String command) {
        return new Mandate("ada", "because", command);
    }

    private static FailedTasks only(String step, int turn, String tasks) {
        return new FailedTasks(Optional.of(new JobId(ID, step, turn)), new Ordinals(tasks));
    }

    private static DatedFinding dated(Finding finding, String step) {
        return new DatedFinding(finding, step, Samples.THEN, Optional.empty());
    }

    private static Finding stored() {
        return new Finding.AipStored("file:///store/a", 1, "00");
    }

    private static JobClosed closed(
            String step, int turn, JobOutcome outcome, JobCounts counts, String failed, List<Finding> findings) {
        return new JobClosed(
                step,
                turn,
                outcome,
                counts,
                outcome == JobOutcome.FAILED ? Optional.of(Samples.failure()) : Optional.<Failure>empty(),
                List.of(),
                findings.stream().map(finding -> dated(finding, step)).toList(),
                5,
                "e".repeat(64),
                Samples.THEN,
                failed.isEmpty() ? Optional.empty() : Optional.of(new Ordinals(failed)));
    }

    private static Played submitted() {
        var played = new Played();
        var sample = Samples.submission(Map.of("ask", "yes"));
        var submission = new Submission(
                sample.sip(),
                sample.name(),
                sample.type(),
                sample.accessionNumber(),
                sample.source(),
                sample.sourceName(),
                sample.submittedBy(),
                sample.submittedAt(),
                sample.workflow(),
                SMALL.digest(),
                sample.configuration(),
                sample.choices(),
                sample.parameters());
        played.play(((NotSubmitted) played.state).submit(submission, SMALL, "command-1", "node-1", Samples.THEN));
        return played;
    }

    private static Played failedAt(String step, String tasks) {
        var played = submitted();
        int failed = new Ordinals(tasks).count();
        played.close(step, 0, JobOutcome.FAILED, new JobCounts(9, 9 - failed, 0, failed), tasks);
        return played;
    }

    private static Played failedAtCount() {
        var played = submitted();
        played.close("look", 0, JobOutcome.COMPLETED, new JobCounts(1, 1, 0, 0), "");
        played.close("count", 0, JobOutcome.FAILED, new JobCounts(1, 0, 0, 1), "0");
        return played;
    }

    private static Played unplanned() {
        var played = submitted();
        played.close("look", 0, JobOutcome.FAILED, JobCounts.NONE, "");
        return played;
    }

    private static Played withoutAip() {
        var played = submitted();
        for (var step : List.of("look", "count", "keep")) {
            played.close(step, 0, JobOutcome.COMPLETED, new JobCounts(1, 1, 0, 0), "");
        }
        return played;
    }

    private static Played failedAfterStoring() {
        var played = submitted();
        played.play(played.active()
                .jobClosed(closed("look", 0, JobOutcome.COMPLETED, new JobCounts(1, 1, 0, 0), "", List.of(stored()))));
        played.close("count", 0, JobOutcome.FAILED, new JobCounts(1, 0, 0, 1), "0");
        return played;
    }

    private static Played paused() {
        var played = submitted();
        played.play(played.active().pause(mandate("p"), Samples.THEN));
        return played;
    }

    private static Played cancelled() {
        var played = submitted();
        played.play(played.active().cancel(new CancelRequested("ada", "x", "c", Samples.THEN)));
        return played;
    }

    private static Played givenUp() {
        var played = failedAt("look", "0");
        played.play(played.ended().cancel(new CancelRequested("ada", "x", "c", Samples.THEN)));
        return played;
    }

    /** A transfer and everything recorded of it. */
    private static final class Played {
        private TransferState state = TransferState.initial();
        private final List<TransferEvent> events = new ArrayList<>();
        private int retries;

        void play(Answer<TransferEvent> answer) {
            for (var event : ((Answer.Yes<TransferEvent>) answer).events()) {
                events.add(event);
                state = state.apply(event, "f".repeat(64));
            }
            if (state instanceof ActiveTransfer active && active.need() instanceof PlaceNeed.Waits) {
                play(active.admit(Samples.THEN)); // there is always a place here
            }
        }

        void close(String step, int turn, JobOutcome outcome, JobCounts counts, String failed) {
            play(active().jobClosed(closed(step, turn, outcome, counts, failed, List.of())));
        }

        void retry(FailedTasks tasks) {
            play(ended().retry(tasks, mandate("retry-" + ++retries), "node", Samples.THEN));
        }

        TransferEvent last() {
            return events.get(events.size() - 1);
        }

        ActiveTransfer active() {
            return (ActiveTransfer) state;
        }

        EndedTransfer ended() {
            assertThat(state).isInstanceOf(EndedTransfer.class);
            assertThat(events).anyMatch(Ended.class::isInstance);
            return (EndedTransfer) state;
        }

        FailedStep failed() {
            return ended().before().failed().orElseThrow();
        }

        TransferDue.RunJob job() {
            return (TransferDue.RunJob) state.due();
        }
    }
}
