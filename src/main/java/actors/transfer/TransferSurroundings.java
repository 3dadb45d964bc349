package actors.transfer;

import actors.job.JobSurroundings;
import actors.projection.ProjectionActor;
import model.TransferId;
import org.apache.pekko.actor.typed.ActorRef;
import pipeline.transfer.EndedTransfer;

/**
 * What the transfers of a node work with.
 *
 * @param jobs what their jobs work with
 * @param admission gives places among the active transfers
 * @param node this node's name, for the journal
 * @param recall brings journals back that were moved to files
 */
public record TransferSurroundings(
        JobSurroundings jobs, ActorRef<Admission.Command> admission, Tidying tidying, String node, Recall recall) {

    /** Leaves nothing behind of a transfer that has ended. May block; doing it again has no further effect. */
    @FunctionalInterface
    public interface Tidying {
        void tidy(TransferId transfer, EndedTransfer ended) throws Exception;
    }

    ActorRef<ProjectionActor.Command> projection() {
        return jobs.projection();
    }
}
