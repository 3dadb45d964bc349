package packaging.premis;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A PREMIS event: what happened to an object.
 *
 * @param type a word of the table in {@code docs/premis-events.md}
 * @param detail how it was done; empty for nothing to say, and likewise {@code outcome} and {@code note}
 * @param outcome what came of it, in a word
 * @param note what came of it, in full
 */
public record PremisEvent(
        UUID identifier,
        String type,
        Instant at,
        String detail,
        String outcome,
        String note,
        List<PremisAgent.Identifier> agents) {}
