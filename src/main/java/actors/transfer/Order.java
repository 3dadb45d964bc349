package actors.transfer;

import java.time.Instant;
import java.util.function.Function;
import model.FailedTasks;
import model.Mandate;
import model.Submission;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.pattern.StatusReply;
import pipeline.Answer;
import pipeline.transfer.ActiveTransfer;
import pipeline.transfer.EndedTransfer;
import pipeline.transfer.TransferEvent;
import pipeline.transfer.TransferEvent.CancelRequested;
import pipeline.transfer.TransferEvent.ChoiceMade;
import pipeline.transfer.TransferState;
import pipeline.transfer.TransferState.NotSubmitted;
import workflow.KnownWorkflows;
import workflow.Workflow;

/**
 * What a person asks of a transfer. It is acknowledged when it is stored; the same command again is acknowledged again,
 * and what can't be done is refused with the reason.
 */
public sealed interface Order extends TransferActor.Command {

    /** What a refusal says when nothing was submitted under the id. */
    String NO_SUCH = "there is no such transfer";

    ActorRef<StatusReply<Done>> replyTo();

    /** Which question this is to which state. */
    Answer<TransferEvent> to(TransferState state, String node, Instant now);

    record Submit(Submission submission, String workflowText, String commandId, ActorRef<StatusReply<Done>> replyTo)
            implements Order {
        @Override
        public Answer<TransferEvent> to(TransferState state, String node, Instant now) {
            if (state instanceof NotSubmitted fresh) {
                return fresh.submit(submission, workflow(), commandId, node, now);
            }
            return eitherOf(state, active -> active.submitAgain(commandId), ended -> ended.submitAgain(commandId));
        }

        private Workflow workflow() {
            return KnownWorkflows.of(submission.workflowDigest(), workflowText);
        }
    }

    record Choose(String step, String option, String by, String commandId, ActorRef<StatusReply<Done>> replyTo)
            implements Order {
        @Override
        public Answer<TransferEvent> to(TransferState state, String node, Instant now) {
            return eitherOf(
                    state,
                    active -> active.choose(new ChoiceMade(step, option, by, commandId, now)),
                    ended -> ended.chooseAgain(step, commandId));
        }
    }

    record Cancel(Mandate mandate, ActorRef<StatusReply<Done>> replyTo) implements Order {
        @Override
        public Answer<TransferEvent> to(TransferState state, String node, Instant now) {
            var request = new CancelRequested(mandate.by(), mandate.reason(), mandate.commandId(), now);
            return eitherOf(state, active -> active.cancel(request), ended -> ended.cancel(request));
        }
    }

    record Retry(FailedTasks tasks, Mandate mandate, ActorRef<StatusReply<Done>> replyTo) implements Order {
        @Override
        public Answer<TransferEvent> to(TransferState state, String node, Instant now) {
            return eitherOf(
                    state, active -> active.notFailed(mandate), ended -> ended.retry(tasks, mandate, node, now));
        }
    }

    record Skip(FailedTasks tasks, Mandate mandate, ActorRef<StatusReply<Done>> replyTo) implements Order {
        @Override
        public Answer<TransferEvent> to(TransferState state, String node, Instant now) {
            return eitherOf(state, active -> active.notFailed(mandate), ended -> ended.skip(tasks, mandate, node, now));
        }
    }

    record Pause(Mandate mandate, ActorRef<StatusReply<Done>> replyTo) implements Order {
        @Override
        public Answer<TransferEvent> to(TransferState state, String node, Instant now) {
            return eitherOf(state, active -> active.pause(mandate, now), ended -> ended.tooLate(mandate));
        }
    }

    /** Goes on: what was paused, or what had failed from its failed step on. */
    record Resume(Mandate mandate, ActorRef<StatusReply<Done>> replyTo) implements Order {
        @Override
        public Answer<TransferEvent> to(TransferState state, String node, Instant now) {
            return eitherOf(
                    state,
                    active -> active.resume(mandate, now),
                    ended -> ended.retry(FailedTasks.ALL, mandate, node, now));
        }
    }

    record Prioritize(int priority, Mandate mandate, ActorRef<StatusReply<Done>> replyTo) implements Order {
        @Override
        public Answer<TransferEvent> to(TransferState state, String node, Instant now) {
            return eitherOf(
                    state, active -> active.prioritize(priority, mandate, now), ended -> ended.tooLate(mandate));
        }
    }

    private static Answer<TransferEvent> eitherOf(
            TransferState state,
            Function<ActiveTransfer, Answer<TransferEvent>> active,
            Function<EndedTransfer, Answer<TransferEvent>> ended) {
        if (state instanceof ActiveTransfer transfer) {
            return active.apply(transfer);
        }
        return state instanceof EndedTransfer transfer ? ended.apply(transfer) : Answer.no(NO_SUCH);
    }
}
