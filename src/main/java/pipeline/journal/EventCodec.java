package pipeline.journal;

import codec.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import pipeline.accounts.AccountEvent;
import pipeline.cluster.ClusterEvent;
import pipeline.job.JobEvent;
import pipeline.transfer.TransferEvent;

/**
 * Events as bytes: CBOR, under names that are stored for ever. Classes may move and be renamed; the names may not, and
 * old bytes must stay readable, which the golden journal test holds.
 */
public final class EventCodec {

    private static final Map<String, Class<?>> TYPES = Map.ofEntries(
            Map.entry("accounts.user-added", AccountEvent.UserAdded.class),
            Map.entry("accounts.roles-given", AccountEvent.RolesGiven.class),
            Map.entry("accounts.password-set", AccountEvent.PasswordSet.class),
            Map.entry("accounts.user-removed", AccountEvent.UserRemoved.class),
            Map.entry("accounts.key-issued", AccountEvent.KeyIssued.class),
            Map.entry("accounts.key-revoked", AccountEvent.KeyRevoked.class),
            Map.entry("accounts.signed-in", AccountEvent.SignedIn.class),
            Map.entry("accounts.signed-in-with-password", AccountEvent.SignedInWithPassword.class),
            Map.entry("accounts.sign-in-blocked", AccountEvent.SignInBlocked.class),
            Map.entry("cluster.worker-drained", ClusterEvent.WorkerDrained.class),
            Map.entry("cluster.worker-undrained", ClusterEvent.WorkerUndrained.class),
            Map.entry("transfer.submitted", TransferEvent.Submitted.class),
            Map.entry("transfer.attached", TransferEvent.Attached.class),
            Map.entry("transfer.choice-awaited", TransferEvent.ChoiceAwaited.class),
            Map.entry("transfer.choice-made", TransferEvent.ChoiceMade.class),
            Map.entry("transfer.queued", TransferEvent.Queued.class),
            Map.entry("transfer.admitted", TransferEvent.Admitted.class),
            Map.entry("transfer.job-opened", TransferEvent.JobOpened.class),
            Map.entry("transfer.job-closed", TransferEvent.JobClosed.class),
            Map.entry("transfer.cancel-requested", TransferEvent.CancelRequested.class),
            Map.entry("transfer.paused", TransferEvent.Paused.class),
            Map.entry("transfer.resumed", TransferEvent.Resumed.class),
            Map.entry("transfer.priority-changed", TransferEvent.PriorityChanged.class),
            Map.entry("transfer.tasks-skipped", TransferEvent.TasksSkipped.class),
            Map.entry("transfer.ended", TransferEvent.Ended.class),
            Map.entry("transfer.tidied", TransferEvent.Tidied.class),
            Map.entry("job.attached", JobEvent.Attached.class),
            Map.entry("job.plan-chunk", JobEvent.PlanChunk.class),
            Map.entry("job.planned", JobEvent.Planned.class),
            Map.entry("job.handed-out", JobEvent.HandedOut.class),
            Map.entry("job.tasks-ended", JobEvent.TasksEnded.class),
            Map.entry("job.attempt-lost", JobEvent.AttemptLost.class),
            Map.entry("job.closed", JobEvent.Closed.class));

    private static final Map<Class<?>, String> NAMES = new HashMap<>();

    static {
        TYPES.forEach((name, type) -> NAMES.put(type, name));
    }

    private EventCodec() {}

    /** The stable name of an event's kind, which the journal keeps beside its bytes. */
    public static String nameOf(Object event) {
        var name = NAMES.get(event.getClass());
        if (name == null) {
            throw new IllegalArgumentException("no event of the journal: " + event.getClass());
        }
        return name;
    }

    public static byte[] encode(Object event) {
        try {
            return Json.binary().writeValueAsBytes(event);
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot write " + event.getClass(), broken);
        }
    }

    /** Fails with {@link IllegalStateException} on a name that this version does not know. */
    public static Object decode(String name, byte[] bytes) {
        var type = TYPES.get(name);
        if (type == null) {
            throw new IllegalStateException("the journal holds an event \"" + name
                    + "\" that this version does not know; it was written by a newer one");
        }
        try {
            return Json.binary().readValue(bytes, type);
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read an event \"" + name + "\"", broken);
        }
    }
}
