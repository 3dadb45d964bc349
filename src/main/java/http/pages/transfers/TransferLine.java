package http.pages.transfers;

import http.pages.Texts;
import http.pages.Tone;
import java.util.Map;
import java.util.Optional;
import model.TransferId;
import views.Headway;
import views.TransferRow;

/** One transfer in the list. */
public record TransferLine(TransferRow transfer, Optional<Headway> headway) {

    private static final String UNKNOWN = "–";

    static TransferLine of(TransferRow row, Map<TransferId, Headway> headways) {
        return new TransferLine(row, Optional.ofNullable(headways.get(row.id())));
    }

    /** Where it is: the microservice and the job in it, once where both have the same name. */
    public String current() {
        return transfer.current()
                .map(step -> step.microservice().equals(step.title())
                        ? step.title()
                        : step.microservice() + " · " + step.title())
                .orElse("");
    }

    public Tone tone() {
        return Tone.of(transfer.status());
    }

    /** How many files it has; unknown before they were listed. */
    public String files(Texts texts) {
        return isUnlisted() ? UNKNOWN : texts.number(transfer.files());
    }

    /** How large they are together; unknown before they were listed. */
    public String size(Texts texts) {
        return isUnlisted() ? UNKNOWN : texts.size(transfer.bytes());
    }

    private boolean isUnlisted() {
        return transfer.files() == 0 && !transfer.status().isEnded();
    }

    /** How much of the way lies behind it, in whole percent. */
    public int percent() {
        return (int) Math.round(100 * headway.map(Headway::share).orElse(0.0));
    }
}
