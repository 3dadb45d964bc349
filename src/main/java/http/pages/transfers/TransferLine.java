package http.pages.transfers;

import http.pages.Tone;
import java.util.Map;
import java.util.Optional;
import model.TransferId;
import views.Headway;
import views.TransferRow;

/** One transfer in the list. */
public record TransferLine(TransferRow transfer, Optional<Headway> headway) {

    static TransferLine of(TransferRow row, Map<TransferId, Headway> headways) {
        return new TransferLine(row, Optional.ofNullable(headways.get(row.id())));
    }

    public Tone tone() {
        return Tone.of(transfer.status());
    }

    /** How much of the way lies behind it, in whole percent. */
    public int percent() {
        return (int) Math.round(100 * headway.map(Headway::share).orElse(0.0));
    }
}
