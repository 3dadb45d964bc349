package pipeline.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import model.FailedTasks;
import model.JobCounts;
import model.JobOutcome;
import model.Mandate;
import model.Ordinals;
import model.TransferStatus;
import org.junit.jupiter.api.Test;
import pipeline.Answer;
import pipeline.Samples;
import pipeline.transfer.TransferEvent.Admitted;
import pipeline.transfer.TransferEvent.Attached;
import pipeline.transfer.TransferEvent.CancelRequested;
import pipeline.transfer.TransferEvent.ChoiceMade;
import pipeline.transfer.TransferEvent.JobClosed;
import pipeline.transfer.TransferEvent.JobOpened;
import pipeline.transfer.TransferEvent.Paused;
import pipeline.transfer.TransferEvent.Queued;
import pipeline.transfer.TransferEvent.Resumed;
import pipeline.transfer.TransferEvent.Submitted;
import pipeline.transfer.TransferState.NotSubmitted;
import workflow.Workflow;
import workflow.WorkflowReader;

/** When a transfer needs a place among the active ones, and what it does without one. */
class QueueTest {

    private static final Workflow SMALL = new WorkflowReader(Set.of("count", "keep")).workflow(Samples.WORKFLOW);
    private static final PlaceNeed WAITS = new PlaceNeed.Waits(50, Samples.THEN);

    private final List<TransferEvent> events = new ArrayList<>();
    private TransferState state = TransferState.initial();

    @Test
    void a_submission_opens_no_job_before_it_has_a_place() {
        submit(Map.of("ask", "yes"));

        assertThat(state.need()).isEqualTo(WAITS);
        assertThat(state.due()).isEqualTo(new TransferDue.Nothing());
        assertThat(events).noneMatch(JobOpened.class::isInstance);

        admit();
        assertThat(state.need()).isEqualTo(new PlaceNeed.Holds());
        assertThat(last(2)).containsExactly(new Admitted(Samples.THEN), new JobOpened("count", 0, 0, Samples.THEN));
    }

    @Test
    void a_place_that_nobody_waits_for_changes_nothing() {
        submit(Map.of());
        assertThat(active().admit(Samples.THEN)).isEqualTo(Answer.nothing());

        choose();
        admit();
        assertThat(active().admit(Samples.THEN)).isEqualTo(Answer.nothing());
    }

    @Test
    void the_place_is_kept_from_job_to_job_and_over_crashes() {
        submit(Map.of("ask", "yes"));
        admit();
        play(active().attach("node-2", Samples.THEN));
        assertThat(state.need()).isEqualTo(new PlaceNeed.Holds());

        close("count", JobOutcome.COMPLETED);

        assertThat(events.get(events.size() - 1)).isEqualTo(new JobOpened("keep", 0, 1, Samples.THEN));
        assertThat(state.need()).isEqualTo(new PlaceNeed.Holds());
    }

    @Test
    void who_waits_for_a_persons_choice_needs_no_place_and_asks_for_one_afterwards() {
        submit(Map.of());
        assertThat(state.need()).isEqualTo(new PlaceNeed.None());

        choose();

        assertThat(state.need()).isEqualTo(WAITS);
        assertThat(state.due()).isEqualTo(new TransferDue.Nothing());
    }

    @Test
    void who_is_paused_needs_no_place_and_begins_nothing_new_before_it_has_one_again() {
        submit(Map.of("ask", "yes"));
        admit();
        play(active().pause(mandate("p"), Samples.THEN));
        assertThat(state.need()).isEqualTo(new PlaceNeed.None());
        assertThat(job().steering().paused()).isTrue();

        play(active().resume(mandate("r"), Samples.THEN));
        assertThat(state.need()).isEqualTo(WAITS);
        assertThat(job().steering().paused()).as("what runs is attended to").isTrue();

        admit();
        assertThat(state.need()).isEqualTo(new PlaceNeed.Holds());
        assertThat(job().steering().paused()).isFalse();
    }

    @Test
    void what_ran_when_it_was_paused_may_end_the_job_and_the_next_one_waits_for_a_place() {
        submit(Map.of("ask", "yes"));
        admit();
        play(active().pause(mandate("p"), Samples.THEN));

        close("count", JobOutcome.COMPLETED);

        assertThat(events.get(events.size() - 1)).isInstanceOf(Queued.class);
        assertThat(state.need()).isEqualTo(new PlaceNeed.None());
        play(active().resume(mandate("r"), Samples.THEN));
        assertThat(state.need()).isEqualTo(WAITS);
        admit();
        assertThat(job().step()).isEqualTo("keep");
    }

    @Test
    void one_that_is_paused_in_the_queue_asks_for_no_place_until_it_is_resumed() {
        submit(Map.of("ask", "yes"));

        play(active().pause(mandate("p"), Samples.THEN));
        assertThat(state.need()).isEqualTo(new PlaceNeed.None());
        assertThat(active().admit(Samples.THEN)).isEqualTo(Answer.nothing());

        play(active().resume(mandate("r"), Samples.THEN));
        assertThat(state.need()).isEqualTo(WAITS);
    }

    @Test
    void a_cancel_in_the_queue_takes_effect_at_once() {
        submit(Map.of("ask", "yes"));

        play(active().cancel(new CancelRequested("ada", "wrong box", "c", Samples.THEN)));

        assertThat(((EndedTransfer) state).ended().status()).isEqualTo(TransferStatus.CANCELLED);
        assertThat(state.need()).isEqualTo(new PlaceNeed.None());
    }

    @Test
    void a_cancel_of_an_open_job_keeps_the_place_until_it_has_stopped_and_waits_for_none() {
        submit(Map.of("ask", "yes"));
        admit();
        play(active().pause(mandate("p"), Samples.THEN));
        play(active().resume(mandate("r"), Samples.THEN));

        play(active().cancel(new CancelRequested("ada", "wrong box", "c", Samples.THEN)));

        assertThat(state.need()).isEqualTo(new PlaceNeed.None());
        assertThat(job().stopping()).isTrue();
    }

    @Test
    void a_priority_counts_in_the_queue() {
        submit(Map.of("ask", "yes"));

        play(active().prioritize(80, mandate("u"), Samples.THEN));

        assertThat(state.need()).isEqualTo(new PlaceNeed.Waits(80, Samples.THEN));
    }

    @Test
    void a_retry_waits_for_a_place_and_then_tries_what_was_asked_for() {
        failed();
        assertThat(state.need()).isEqualTo(new PlaceNeed.None());

        play(((EndedTransfer) state).retry(FailedTasks.ALL, mandate("r"), "node", Samples.THEN));
        assertThat(state.need()).isEqualTo(WAITS);
        assertThat(((Answer.No<TransferEvent>) active().notFailed(mandate("another"))).reason())
                .contains("has not failed");
        assertThat(active().notFailed(mandate("r"))).isEqualTo(Answer.nothing());

        play(active().attach("node-2", Samples.THEN));
        admit();
        assertThat(job().turn()).isEqualTo(1);
        assertThat(job().retry().orElseThrow().mandate()).isEqualTo(mandate("r"));
    }

    @Test
    void a_retry_that_is_cancelled_in_the_queue_gives_the_transfer_up() {
        failed();
        play(((EndedTransfer) state).retry(FailedTasks.ALL, mandate("r"), "node", Samples.THEN));

        play(active().cancel(new CancelRequested("ada", "useless", "c", Samples.THEN)));

        assertThat(((EndedTransfer) state).ended().status()).isEqualTo(TransferStatus.CANCELLED);
        assertThat(state.due()).isEqualTo(new TransferDue.Tidy());
    }

    /** Journals of before there was a limit have no {@code Queued}: their open jobs go on as they did. */
    @Test
    void an_old_journal_replays_as_one_that_has_a_place() {
        apply(new Submitted(Samples.submission(Map.of()), Samples.WORKFLOW, "command-1", "node-1"));
        apply(new JobOpened("count", 0, 0, Samples.THEN));
        assertThat(state.need()).isEqualTo(new PlaceNeed.Holds());

        apply(new Paused(mandate("p"), Samples.THEN));
        apply(new Resumed(mandate("r"), Samples.THEN));
        apply(new Attached(2, "node-1", Samples.THEN));

        assertThat(state.need()).isEqualTo(new PlaceNeed.Holds());
        assertThat(job().steering().paused()).isFalse();
    }

    // --- What is given ----------------------------------------------------------------------------

    private void submit(Map<String, String> choices) {
        play(((NotSubmitted) state).submit(Samples.submission(choices), SMALL, "command-1", "node-1", Samples.THEN));
    }

    private void choose() {
        play(active().choose(new ChoiceMade("ask", "yes", "ada", "choose", Samples.THEN)));
    }

    private void admit() {
        var answer = active().admit(Samples.THEN);
        assertThat(answer).isNotEqualTo(Answer.nothing());
        play(answer);
    }

    private void failed() {
        submit(Map.of("ask", "yes"));
        admit();
        close("count", JobOutcome.FAILED);
    }

    private void close(String step, JobOutcome outcome) {
        play(active().jobClosed(new JobClosed(
                step,
                0,
                outcome,
                new JobCounts(3, 2, 0, 1),
                outcome == JobOutcome.FAILED ? Optional.of(Samples.failure()) : Optional.empty(),
                List.of(),
                List.of(),
                5,
                "e".repeat(64),
                Samples.THEN,
                outcome == JobOutcome.FAILED ? Optional.of(new Ordinals("1")) : Optional.empty())));
    }

    private void play(Answer<TransferEvent> answer) {
        ((Answer.Yes<TransferEvent>) answer).events().forEach(this::apply);
    }

    private void apply(TransferEvent event) {
        events.add(event);
        state = state.apply(event, "f".repeat(64));
    }

    private List<TransferEvent> last(int count) {
        return events.subList(events.size() - count, events.size());
    }

    private ActiveTransfer active() {
        return (ActiveTransfer) state;
    }

    private TransferDue.RunJob job() {
        return (TransferDue.RunJob) state.due();
    }

    private static Mandate mandate(String command) {
        return new Mandate("ada", "because", command);
    }
}
