package http.cluster;

import http.exchange.Call;
import http.exchange.ReadModels;
import http.exchange.Reading;
import http.exchange.Replies;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Shows nodes, workers with what they run, what waits, and what was done in the last hour. */
public record LookAtCluster(ClusterDoor door, ReadModels views, Reading reading) {

    public CompletionStage<HttpResponse> look(Call call) {
        call.parameters();
        return door.look().thenApply(Replies::ok);
    }

    public CompletionStage<HttpResponse> pace(Call call) {
        call.parameters();
        return reading.reply(() -> views.pace().lastHour());
    }
}
