package pipeline.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static pipeline.transfer.Played.closed;
import static pipeline.transfer.Played.failedAt;
import static pipeline.transfer.Played.mandate;
import static pipeline.transfer.Played.only;
import static pipeline.transfer.Played.stored;
import static pipeline.transfer.Played.submitted;

import java.util.List;
import model.FailedTasks;
import model.Finding;
import model.JobCounts;
import model.JobOutcome;
import model.Ordinals;
import model.TransferStatus;
import model.Verdict;
import org.junit.jupiter.api.Test;
import pipeline.Samples;
import pipeline.transfer.TransferEvent.JobOpened;
import pipeline.transfer.TransferEvent.TasksSkipped;
import pipeline.transfer.TransferEvent.TurnTasks;

/** What is tried again or skipped of a failed transfer, and what comes of it. */
class FailedTransferTest {

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
        assertThat(transfer.due()).isInstanceOf(TransferDue.RunJob.class);
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
        assertThat(transfer.due()).isEqualTo(new TransferDue.Tidy());
    }

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
}
