package http.choices;

import http.exchange.Call;
import http.exchange.ReadModels;
import http.exchange.Reading;
import http.exchange.Replies;
import http.transfers.TransferDoor;
import java.util.List;
import java.util.concurrent.CompletionStage;
import model.TransferId;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import views.TransferDetails.MadeChoice;
import views.TransferDetails.WaitingChoice;

/** Shows the choices of a transfer, and takes people's answers to those that wait. */
public record AnswerChoices(TransferDoor door, ReadModels views, Reading reading) {

    private static final int OPTION_CHARACTERS_MAX = 255;

    record Choices(List<WaitingChoice> waiting, List<MadeChoice> made) {}

    record Answer(TransferId transfer, String step, String option) {}

    public CompletionStage<HttpResponse> list(Call call) {
        var id = call.transfer();
        call.parameters();
        return reading.reply(() -> {
            var transfer = views.transfer().of(id).orElseThrow(Replies.missing("There is no transfer of this id."));
            return new Choices(transfer.waiting(), transfer.made());
        });
    }

    public CompletionStage<HttpResponse> choose(Call call) {
        var id = call.transfer();
        var step = call.variable("step");
        call.idempotencyKey();
        return call.body()
                .thenApply(body -> body.only("option").text("option", OPTION_CHARACTERS_MAX))
                .thenCompose(option -> reading.read(() -> views.transfer().of(id))
                        .thenApply(known -> known.orElseThrow(Replies.missing("There is no transfer of this id.")))
                        .thenCompose(known -> door.choose(
                                id, step, option, call.by(), call.commandId(List.of(id.toString(), step, option))))
                        .thenApply(done -> Replies.ok(new Answer(id, step, option))));
    }
}
