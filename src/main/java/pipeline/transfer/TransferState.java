package pipeline.transfer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import model.Submission;
import pipeline.Answer;
import pipeline.transfer.TransferEvent.Submitted;
import workflow.KnownWorkflows;
import workflow.Workflow;

/**
 * The life of a transfer.
 *
 * <pre>
 * NotSubmitted --Submitted--> Active --Queued | Admitted | JobOpened | JobClosed | ChoiceAwaited | ChoiceMade--> Active
 *                             Active --CancelRequested | Paused | Resumed | PriorityChanged--> Active
 *                             Active --Ended--> Ended --Tidied | TasksSkipped--> Ended
 *                             Ended (failed) --Resumed--> Active
 *                             Ended (failed) --CancelRequested, Ended--> Ended (cancelled)
 * </pre>
 */
public sealed interface TransferState permits TransferState.NotSubmitted, ActiveTransfer, EndedTransfer {

    /**
     * The state after a fact.
     *
     * @param link the event's link in the transfer's chain; a job's chain starts from the link of its opening
     */
    TransferState apply(TransferEvent event, String link);

    /** What the world owes this state; the actor sees to it after every event and again after a crash. */
    TransferDue due();

    /** What it needs of the limit on active transfers; said again after every event and after a crash. */
    default PlaceNeed need() {
        return new PlaceNeed.None();
    }

    static TransferState initial() {
        return new NotSubmitted();
    }

    /** Nobody has handed anything in under this id. */
    record NotSubmitted() implements TransferState {

        /** Records the submission and takes the first steps. */
        public Answer<TransferEvent> submit(
                Submission submission, Workflow workflow, String commandId, String node, Instant now) {
            var submitted = new Submitted(submission, workflow.text(), commandId, node);
            var route = new Route(workflow, submission, Map.of(), false, now);
            var events = new ArrayList<TransferEvent>(List.of(submitted));
            events.addAll(route.enter(Optional.of(workflow.first()), 0, List.of()));
            return Answer.yes(events);
        }

        @Override
        public TransferState apply(TransferEvent event, String link) {
            if (event instanceof Submitted submitted) {
                var submission = submitted.submission();
                var workflow = KnownWorkflows.of(submission.workflowDigest(), submitted.workflowText());
                return ActiveTransfer.begin(submission, workflow, submitted.commandId());
            }
            throw impossible(this, event);
        }

        @Override
        public TransferDue due() {
            return new TransferDue.Nothing();
        }
    }

    static IllegalStateException impossible(TransferState state, TransferEvent event) {
        return new IllegalStateException(event + " cannot follow " + state);
    }
}
