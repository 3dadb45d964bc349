package pipeline.cluster;

import java.time.Instant;
import model.Mandate;

/**
 * Facts about what people ask of the cluster as a whole, in the past tense, kept for ever. Add optional components; never
 * rename or remove one. Each kind's stable name is in {@link pipeline.journal.EventCodec}.
 */
public sealed interface ClusterEvent {

    /** Workers of this name take nothing new until {@link WorkerUndrained}. */
    record WorkerDrained(String worker, Mandate mandate, Instant at) implements ClusterEvent {}

    /** Workers of this name take work again. */
    record WorkerUndrained(String worker, Mandate mandate, Instant at) implements ClusterEvent {}
}
