package pipeline.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import model.DatedFinding;
import model.FailedTasks;
import model.Failure;
import model.Finding;
import model.JobCounts;
import model.JobId;
import model.JobOutcome;
import model.Mandate;
import model.Ordinals;
import model.TransferId;
import pipeline.Answer;
import pipeline.Samples;
import pipeline.transfer.TransferEvent.CancelRequested;
import pipeline.transfer.TransferEvent.Ended;
import pipeline.transfer.TransferEvent.JobClosed;
import pipeline.transfer.TransferEvent.Tidied;
import pipeline.transfer.TransferState.NotSubmitted;
import workflow.Workflow;
import workflow.WorkflowReader;

/** A transfer of a small workflow as orders find it, and everything recorded of it. */
final class Played {

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

    TransferDue due() {
        return state.due();
    }

    TransferDue.RunJob job() {
        return (TransferDue.RunJob) due();
    }

    /** Its work area was removed. */
    void tidy() {
        state = state.apply(new Tidied(Samples.THEN), "f");
    }

    static Mandate mandate(String command) {
        return new Mandate("ada", "because", command);
    }

    static FailedTasks only(String step, int turn, String tasks) {
        return new FailedTasks(Optional.of(new JobId(ID, step, turn)), new Ordinals(tasks));
    }

    private static DatedFinding dated(Finding finding, String step) {
        return new DatedFinding(finding, step, Samples.THEN, Optional.empty());
    }

    static Finding stored() {
        return new Finding.AipStored("file:///store/a", 1, "00");
    }

    static JobClosed closed(
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

    static Played submitted() {
        var played = new Played();
        var submission = Samples.submission(Map.of("ask", "yes"), SMALL.digest());
        played.play(((NotSubmitted) played.state).submit(submission, SMALL, "command-1", "node-1", Samples.THEN));
        return played;
    }

    static Played failedAt(String step, String tasks) {
        var played = submitted();
        int failed = new Ordinals(tasks).count();
        played.close(step, 0, JobOutcome.FAILED, new JobCounts(9, 9 - failed, 0, failed), tasks);
        return played;
    }

    static Played failedAtCount() {
        var played = submitted();
        played.close("look", 0, JobOutcome.COMPLETED, new JobCounts(1, 1, 0, 0), "");
        played.close("count", 0, JobOutcome.FAILED, new JobCounts(1, 0, 0, 1), "0");
        return played;
    }

    static Played unplanned() {
        var played = submitted();
        played.close("look", 0, JobOutcome.FAILED, JobCounts.NONE, "");
        return played;
    }

    static Played withoutAip() {
        var played = submitted();
        for (var step : List.of("look", "count", "keep")) {
            played.close(step, 0, JobOutcome.COMPLETED, new JobCounts(1, 1, 0, 0), "");
        }
        return played;
    }

    static Played failedAfterStoring() {
        var played = submitted();
        played.play(played.active()
                .jobClosed(closed("look", 0, JobOutcome.COMPLETED, new JobCounts(1, 1, 0, 0), "", List.of(stored()))));
        played.close("count", 0, JobOutcome.FAILED, new JobCounts(1, 0, 0, 1), "0");
        return played;
    }

    static Played paused() {
        var played = submitted();
        played.play(played.active().pause(mandate("p"), Samples.THEN));
        return played;
    }

    static Played cancelled() {
        var played = submitted();
        played.play(played.active().cancel(new CancelRequested("ada", "x", "c", Samples.THEN)));
        return played;
    }

    static Played givenUp() {
        var played = failedAt("look", "0");
        played.play(played.ended().cancel(new CancelRequested("ada", "x", "c", Samples.THEN)));
        return played;
    }
}
