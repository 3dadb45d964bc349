package http.audit;

import audit.Discrepancy;
import audit.Report;
import audit.Verification;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A verification, as the API gives it.
 *
 * @param transfer absent for the whole journal
 * @param state {@code running}, {@code clean}, {@code broken}, or {@code failed} when it could not be carried out
 * @param report what was compared, and what of it does not agree
 * @param outside what is wrong with the log of heads and with receipts themselves
 */
public record VerificationJson(
        Optional<String> transfer,
        String by,
        Instant startedAt,
        String state,
        Optional<Instant> endedAt,
        Optional<Report> report,
        List<Discrepancy> outside,
        int headsAdded,
        Optional<String> failure) {

    static VerificationJson of(Verification verification) {
        var outcome = verification.outcome();
        return new VerificationJson(
                verification.transfer().map(Object::toString),
                verification.by(),
                verification.startedAt(),
                state(verification),
                outcome.map(Verification.Outcome::endedAt),
                outcome.flatMap(Verification.Outcome::report),
                outcome.map(Verification.Outcome::outside).orElse(List.of()),
                outcome.map(Verification.Outcome::headsAdded).orElse(0),
                outcome.flatMap(Verification.Outcome::failure));
    }

    private static String state(Verification verification) {
        if (!verification.isOver()) {
            return "running";
        }
        var outcome = verification.outcome().get();
        return outcome.isClean() ? "clean" : outcome.report().isPresent() ? "broken" : "failed";
    }
}
