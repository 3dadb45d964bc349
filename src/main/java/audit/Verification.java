package audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import model.TransferId;

/**
 * One verification of the record.
 *
 * @param transfer which one; empty for the whole journal
 * @param by who asked for it
 * @param outcome empty as long as it goes on
 */
public record Verification(Optional<TransferId> transfer, String by, Instant startedAt, Optional<Outcome> outcome) {

    /**
     * What it came to.
     *
     * @param report empty when it could not be carried out
     * @param outside what is wrong with the log of heads and with receipts themselves
     * @param headsAdded how many heads were exported to the log
     * @param failure why it could not be carried out
     */
    public record Outcome(
            Instant endedAt,
            Optional<Report> report,
            List<Discrepancy> outside,
            int headsAdded,
            Optional<String> failure) {

        /** Whether everything was compared and agrees. */
        public boolean isClean() {
            return report.isPresent() && report.get().isClean() && outside.isEmpty();
        }
    }

    public boolean isOver() {
        return outcome.isPresent();
    }

    Verification ended(Outcome with) {
        return new Verification(transfer, by, startedAt, Optional.of(with));
    }
}
