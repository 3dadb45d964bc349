package http.transfers;

import http.exchange.Call;
import http.exchange.ReadModels;
import http.exchange.Reading;
import http.exchange.Replies;
import java.util.List;
import java.util.concurrent.CompletionStage;
import model.Mandate;
import model.TransferId;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Asks a transfer to stop. Answers when the journal has the wish; what is under way may take a moment to end. */
public record CancelTransfer(TransferDoor door, ReadModels views, Reading reading) {

    private static final int REASON_CHARACTERS_MAX = 1000;

    record Answer(TransferId transfer, String reason) {}

    public CompletionStage<HttpResponse> cancel(Call call) {
        var id = call.transfer();
        call.idempotencyKey();
        return call.body()
                .thenApply(body -> body.only("reason").text("reason", REASON_CHARACTERS_MAX))
                .thenCompose(reason -> reading.read(() -> views.transfer().of(id))
                        .thenApply(known -> known.orElseThrow(Replies.missing("There is no transfer of this id.")))
                        .thenCompose(known -> door.cancel(
                                id, new Mandate(call.by(), reason, call.commandId(List.of(id.toString(), reason)))))
                        .thenApply(done -> Replies.json(202, new Answer(id, reason))));
    }
}
