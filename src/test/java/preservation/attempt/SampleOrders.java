package preservation.attempt;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import model.FilePath;
import model.Ordinals;
import model.TransferFacts;
import model.TransferId;

/** Orders as a job gives them. */
public final class SampleOrders {

    private SampleOrders() {}

    /** For the one task of the action {@code act} of a package, within a minute. */
    static AttemptOrder of(AttemptKey key) {
        return new AttemptOrder(
                key,
                "act",
                Map.of(),
                facts(key.job().transfer()),
                FilePath.of("unused"),
                false,
                Ordinals.of(0),
                Duration.ofMinutes(1),
                false);
    }

    /** Of a transfer that nobody has submitted. */
    public static TransferFacts facts(TransferId transfer) {
        return new TransferFacts(
                transfer,
                UUID.fromString("22222222-2222-4333-8444-555555555555"),
                "name",
                "standard",
                Optional.empty(),
                "file:///source",
                "tester",
                Instant.parse("2026-11-24T08:00:00Z"),
                Map.of(),
                List.of(),
                List.of(),
                "00");
    }
}
