package pipeline.transfer;

import static pipeline.transfer.TransferState.impossible;

import java.util.List;
import java.util.Map;
import model.DatedFinding;
import model.Submission;
import pipeline.Answer;
import pipeline.transfer.TransferEvent.ChoiceMade;
import pipeline.transfer.TransferEvent.Ended;
import pipeline.transfer.TransferEvent.Tidied;

/**
 * A transfer that came to its end, good or bad.
 *
 * @param head the link of its {@code Ended}, which the receipt holds
 * @param tidied true when nothing is owed any more
 */
public record EndedTransfer(
        Submission submission,
        String submitCommandId,
        Ended ended,
        Map<String, ChoiceMade> made,
        List<DatedFinding> findings,
        String head,
        boolean tidied)
        implements TransferState {

    /** The same submission again is answered as the first time; another one under this id is refused. */
    public Answer<TransferEvent> submitAgain(String commandId) {
        return submitCommandId.equals(commandId) ? Answer.nothing() : Answer.no("this transfer was submitted before");
    }

    /** A choice that was made by this very command is acknowledged again. */
    public Answer<TransferEvent> chooseAgain(String step, String commandId) {
        var before = made.get(step);
        return before != null && before.commandId().equals(commandId) ? Answer.nothing() : tooLate();
    }

    public Answer<TransferEvent> tooLate() {
        return Answer.no("the transfer has ended: " + ended.status().label());
    }

    @Override
    public TransferDue due() {
        return tidied ? new TransferDue.Nothing() : new TransferDue.Tidy();
    }

    @Override
    public TransferState apply(TransferEvent event, String link) {
        if (event instanceof Tidied) {
            return new EndedTransfer(submission, submitCommandId, ended, made, findings, head, true);
        }
        throw impossible(this, event);
    }
}
