package http.pages.transfers;

import http.exchange.Call;
import http.exchange.ReadModels;
import http.exchange.Reading;
import http.exchange.Replies;
import http.pages.Shown;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** One transfer: where it stands, why it failed, what can be decided, and its jobs. */
public record ShowTransfer(ReadModels views, Reading reading) {

    public CompletionStage<Shown> show(Call call) {
        var id = call.transfer();
        call.parameters();
        return reading.read(() -> {
            long seen = views.feed().latest();
            var details = views.transfer().of(id).orElseThrow(Replies.missing("There is no transfer of this id."));
            var headway = views.headways().of(List.of(details.transfer())).get(id);
            return new Shown(
                    "transfer",
                    details.transfer().name(),
                    "transfers",
                    new TransferScreen(details, Optional.ofNullable(headway)),
                    seen);
        });
    }
}
