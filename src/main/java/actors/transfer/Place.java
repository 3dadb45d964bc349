package actors.transfer;

import java.time.Duration;
import model.TransferId;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import pipeline.transfer.PlaceNeed;

/**
 * A transfer's word with {@link Admission}: says what the transfer needs whenever its state is looked at, and has it looked
 * at again after a while for as long as it needs anything.
 */
final class Place {

    /** Less than half of the silence after which one is asked. */
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final TransferId transfer;
    private final ActorRef<Admission.Command> admission;
    private final ActorContext<TransferActor.Command> ctx;
    private Cancellable again = Cancellable.alreadyCancelled();
    private boolean waits;
    private long turn;

    Place(TransferId transfer, ActorRef<Admission.Command> admission, ActorContext<TransferActor.Command> ctx) {
        this.transfer = transfer;
        this.admission = admission;
        this.ctx = ctx;
    }

    void say(PlaceNeed need) {
        again.cancel();
        if (need instanceof PlaceNeed.Waits && !waits) {
            turn++;
        }
        waits = need instanceof PlaceNeed.Waits;
        if (need instanceof PlaceNeed.None) {
            admission.tell(new Admission.Leaves(transfer));
            return;
        }
        admission.tell(
                need instanceof PlaceNeed.Waits now
                        ? new Admission.Waits(transfer, now.priority(), now.submittedAt(), turn, ctx.getSelf())
                        : new Admission.Holds(transfer));
        again = ctx.scheduleOnce(AGAIN, ctx.getSelf(), new TransferActor.Wake());
    }

    /** Whether this place is for the present wait. One that comes late, after the transfer left the queue, is another's. */
    boolean isForNow(TransferActor.TakePlace place) {
        return waits && place.turn() == turn;
    }
}
