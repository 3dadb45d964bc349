package http.cluster;

import http.exchange.Call;
import http.exchange.Replies;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Shows nodes, workers with what they run, and what waits. */
public record LookAtCluster(ClusterDoor door) {

    public CompletionStage<HttpResponse> look(Call call) {
        call.parameters();
        return door.look().thenApply(Replies::ok);
    }
}
