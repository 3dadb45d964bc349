package pipeline.transfer;

import java.time.Instant;

/** What a transfer needs of the limit on active transfers. */
public sealed interface PlaceNeed {

    /** It waits for a person or has ended, and is in nobody's way. */
    record None() implements PlaceNeed {}

    /** It can't begin anything before it gets one. */
    record Waits(int priority, Instant submittedAt) implements PlaceNeed {}

    /** It has one, and keeps it until it needs none. */
    record Holds() implements PlaceNeed {}
}
