package pipeline.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import model.DatedFinding;
import model.Failure;
import model.Finding;
import model.JobCounts;
import model.JobOutcome;
import model.TransferStatus;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import pipeline.Answer;
import pipeline.Samples;
import pipeline.transfer.TransferEvent.CancelRequested;
import pipeline.transfer.TransferEvent.ChoiceMade;
import pipeline.transfer.TransferEvent.Ended;
import pipeline.transfer.TransferEvent.JobClosed;
import pipeline.transfer.TransferEvent.JobOpened;
import pipeline.transfer.TransferState.NotSubmitted;
import workflow.Workflow;
import workflow.WorkflowReader;

class TransferStateTest {

    private static final Workflow SMALL = new WorkflowReader(Set.of("count", "keep")).workflow(Samples.WORKFLOW);

    @Test
    void a_choice_that_nobody_answered_beforehand_is_waited_for() {
        var transfer = submitted(Map.of());

        assertThat(transfer.state.due()).isEqualTo(new TransferDue.Nothing());

        transfer.play(transfer.active().choose(choice("yes", "1")));

        assertThat(transfer.state.due()).isInstanceOf(TransferDue.RunJob.class);
    }

    @Test
    void the_same_choice_again_is_acknowledged_and_another_one_is_refused() {
        var transfer = submitted(Map.of());
        transfer.play(transfer.active().choose(choice("yes", "1")));

        assertThat(transfer.active().choose(choice("yes", "1"))).isEqualTo(Answer.nothing());
        assertThat(transfer.active().choose(choice("no", "2"))).isInstanceOf(Answer.No.class);
    }

    @Test
    void an_option_that_does_not_exist_is_refused_with_those_that_do() {
        var answer = submitted(Map.of()).active().choose(choice("maybe", "1"));

        assertThat(((Answer.No<TransferEvent>) answer).reason())
                .contains("maybe")
                .contains("yes")
                .contains("no");
    }

    @Test
    void rejecting_ends_the_transfer() {
        var transfer = submitted(Map.of());

        transfer.play(transfer.active().choose(choice("no", "1")));

        assertThat(transfer.ended().status()).isEqualTo(TransferStatus.REJECTED);
        assertThat(transfer.state.due()).isEqualTo(new TransferDue.Tidy());
    }

    @Test
    void one_write_closes_a_job_and_opens_the_next() {
        var transfer = submitted(Map.of("ask", "yes"));

        var events = events(transfer.active().jobClosed(closed("count", JobOutcome.COMPLETED, List.of())));

        assertThat(events).hasSize(2);
        assertThat(events.get(1)).isEqualTo(new JobOpened("keep", 0, 1, Samples.THEN));
    }

    @Test
    void a_failed_job_fails_the_transfer_with_its_reason() {
        var transfer = submitted(Map.of("ask", "yes"));

        transfer.play(transfer.active().jobClosed(closed("count", JobOutcome.FAILED, List.of())));

        assertThat(transfer.ended().status()).isEqualTo(TransferStatus.FAILED);
        assertThat(transfer.ended().failure()).contains(Samples.failure());
    }

    @Test
    void a_transfer_that_stored_an_aip_is_stored_and_one_that_did_not_has_failed() {
        var stored = submitted(Map.of("ask", "yes"));
        stored.play(stored.active().jobClosed(closed("count", JobOutcome.COMPLETED, List.of())));
        stored.play(stored.active().jobClosed(closed("keep", JobOutcome.COMPLETED, List.of(aipStored()))));
        var empty = submitted(Map.of("ask", "yes"));
        empty.play(empty.active().jobClosed(closed("count", JobOutcome.COMPLETED, List.of())));
        empty.play(empty.active().jobClosed(closed("keep", JobOutcome.COMPLETED, List.of())));

        assertThat(stored.ended().status()).isEqualTo(TransferStatus.STORED);
        assertThat(empty.ended().status()).isEqualTo(TransferStatus.FAILED);
    }

    @Test
    void cancelling_stops_the_open_job_and_ends_with_it() {
        var transfer = submitted(Map.of("ask", "yes"));

        transfer.play(transfer.active().cancel(new CancelRequested("ada", "wrong box", "9", Samples.THEN)));

        assertThat(((TransferDue.RunJob) transfer.state.due()).stopping()).isTrue();
        transfer.play(transfer.active().jobClosed(closed("count", JobOutcome.CANCELLED, List.of())));
        assertThat(transfer.ended().status()).isEqualTo(TransferStatus.CANCELLED);
    }

    @Test
    void a_stored_aip_can_not_be_cancelled_away() {
        var transfer = submitted(Map.of("ask", "yes"));
        transfer.play(transfer.active().cancel(new CancelRequested("ada", "wrong box", "9", Samples.THEN)));

        transfer.play(transfer.active().jobClosed(closed("count", JobOutcome.COMPLETED, List.of(aipStored()))));

        assertThat(transfer.state).isInstanceOf(ActiveTransfer.class);
    }

    @Test
    void after_a_crash_the_same_job_is_due_in_a_new_epoch() {
        var transfer = submitted(Map.of("ask", "yes"));
        var due = transfer.state.due();

        transfer.play(transfer.active().attach("node-2", Samples.THEN));

        assertThat(transfer.active().epoch()).isEqualTo(2);
        assertThat(transfer.state.due()).isEqualTo(due);
    }

    /** The complaint that started this product: whole jobs scheduled twice after a restart. */
    @Property
    void no_step_is_ever_opened_twice(@ForAll @Size(max = 30) List<@IntRange(max = 4) Integer> moves) {
        var transfer = submitted(Map.of("ask", "yes"));
        for (int move : moves) {
            if (transfer.state instanceof ActiveTransfer active) {
                transfer.play(move(active, move));
            }
        }

        var opened = transfer.events.stream()
                .filter(JobOpened.class::isInstance)
                .map(event -> ((JobOpened) event).step())
                .toList();
        assertThat(opened).doesNotHaveDuplicates();
    }

    private static Answer<TransferEvent> move(ActiveTransfer active, int move) {
        return switch (move) {
            case 0 -> active.jobClosed(closed("count", JobOutcome.COMPLETED, List.of()));
            case 1 -> active.jobClosed(closed("keep", JobOutcome.COMPLETED, List.of(aipStored())));
            case 2 -> active.attach("node", Samples.THEN);
            case 3 -> active.choose(choice("yes", "1"));
            default -> active.submitAgain("command-1");
        };
    }

    private static ChoiceMade choice(String option, String commandId) {
        return new ChoiceMade("ask", option, "ada", commandId, Samples.THEN);
    }

    private static DatedFinding aipStored() {
        return new DatedFinding(
                new Finding.AipStored("file:///store/a", 1, "00"), "keep", Samples.THEN, Optional.empty());
    }

    private static JobClosed closed(String step, JobOutcome outcome, List<DatedFinding> findings) {
        var failure = outcome == JobOutcome.FAILED ? Optional.of(Samples.failure()) : Optional.<Failure>empty();
        return new JobClosed(
                step, 0, outcome, JobCounts.NONE, failure, List.of(), findings, 5, "e".repeat(64), Samples.THEN);
    }

    private static List<TransferEvent> events(Answer<TransferEvent> answer) {
        return ((Answer.Yes<TransferEvent>) answer).events();
    }

    private static Played submitted(Map<String, String> choices) {
        var played = new Played();
        var submission = Samples.submission(choices);
        played.play(((NotSubmitted) played.state).submit(submission, SMALL, "command-1", "node-1", Samples.THEN));
        return played;
    }

    /** A transfer and everything recorded of it. */
    private static final class Played {
        private TransferState state = TransferState.initial();
        private final List<TransferEvent> events = new ArrayList<>();

        void play(Answer<TransferEvent> answer) {
            if (answer instanceof Answer.Yes<TransferEvent> yes) {
                for (var event : yes.events()) {
                    events.add(event);
                    state = state.apply(event, "f".repeat(64));
                }
                admit();
            }
        }

        /** There is always a place here. */
        private void admit() {
            if (state instanceof ActiveTransfer active && active.need() instanceof PlaceNeed.Waits) {
                play(active.admit(Samples.THEN));
            }
        }

        ActiveTransfer active() {
            return (ActiveTransfer) state;
        }

        Ended ended() {
            return ((EndedTransfer) state).ended();
        }
    }
}
