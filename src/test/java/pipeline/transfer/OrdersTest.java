package pipeline.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static pipeline.transfer.Played.cancelled;
import static pipeline.transfer.Played.closed;
import static pipeline.transfer.Played.failedAfterStoring;
import static pipeline.transfer.Played.failedAt;
import static pipeline.transfer.Played.failedAtCount;
import static pipeline.transfer.Played.givenUp;
import static pipeline.transfer.Played.mandate;
import static pipeline.transfer.Played.only;
import static pipeline.transfer.Played.paused;
import static pipeline.transfer.Played.stored;
import static pipeline.transfer.Played.submitted;
import static pipeline.transfer.Played.unplanned;
import static pipeline.transfer.Played.withoutAip;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import model.FailedTasks;
import model.JobCounts;
import model.JobOutcome;
import model.Ordinals;
import model.TransferStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import pipeline.Answer;
import pipeline.Samples;
import pipeline.transfer.TransferEvent.CancelRequested;

/** How people steer a transfer in each of its states, and what is refused. */
class OrdersTest {

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
        transfer.tidy();

        transfer.play(transfer.ended().cancel(new CancelRequested("ada", "useless", "c", Samples.THEN)));

        assertThat(transfer.ended().ended().status()).isEqualTo(TransferStatus.CANCELLED);
        assertThat(transfer.due()).isEqualTo(new TransferDue.Tidy());
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

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal(
                        "neither paused nor failed",
                        Played::submitted,
                        active(a -> a.resume(mandate("m"), Samples.THEN))),
                refusal("paused already, by ada", () -> paused(), active(a -> a.pause(mandate("m"), Samples.THEN))),
                refusal("being cancelled", () -> cancelled(), active(a -> a.pause(mandate("m"), Samples.THEN))),
                refusal("from 0 to 100", Played::submitted, active(a -> a.prioritize(101, mandate("m"), Samples.THEN))),
                refusal("from 0 to 100", Played::submitted, active(a -> a.prioritize(-1, mandate("m"), Samples.THEN))),
                refusal("has not failed", Played::submitted, active(a -> a.notFailed(mandate("m")))),
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
            String reason, Supplier<Played> given, Function<Played, Answer<TransferEvent>> order) {
        var answer = order.apply(given.get());

        assertThat(answer).isInstanceOf(Answer.No.class);
        assertThat(((Answer.No<TransferEvent>) answer).reason()).contains(reason);
    }

    private static Arguments refusal(
            String reason, Supplier<Played> given, Function<Played, Answer<TransferEvent>> order) {
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
}
