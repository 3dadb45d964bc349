package http.transfers;

import http.exchange.Call;
import http.exchange.ReadModels;
import http.exchange.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import model.TransferId;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import views.StuckTransfer;

/** Shows the transfers that stand still for longer than is usual, each with the reason. */
public record ListStuck(ReadModels views, Reading reading) {

    record StuckJson(TransferId transfer, String name, Optional<String> job, Instant since, String cause) {
        static StuckJson of(StuckTransfer row) {
            return new StuckJson(row.id(), row.name(), row.job(), row.since(), row.cause());
        }
    }

    record Items(List<StuckJson> items) {}

    public CompletionStage<HttpResponse> list(Call call) {
        call.parameters();
        return reading.reply(
                () -> new Items(views.stuck().all().stream().map(StuckJson::of).toList()));
    }
}
