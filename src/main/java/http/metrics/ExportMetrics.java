package http.metrics;

import http.cluster.ClusterDoor;
import http.exchange.Call;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Figures for those who watch many services, in the text format of Prometheus, version 0.0.4. */
public record ExportMetrics(ClusterDoor door) {

    private static final ContentType TEXT = ContentTypes.parse("text/plain; version=0.0.4; charset=UTF-8");

    public CompletionStage<HttpResponse> export(Call call) {
        call.parameters();
        return door.waitingHere().thenApply(waiting -> HttpResponse.create()
                .withEntity(HttpEntities.create(TEXT, text(waiting).getBytes(StandardCharsets.UTF_8))));
    }

    /** Each coordinator says what waits at it, so that the sum over all is what waits in the cluster. */
    private static String text(Map<String, Long> waiting) {
        var text = new StringBuilder(
                """
                # HELP muniment_tasks_waiting Tasks at this coordinator that wait for a worker.
                # TYPE muniment_tasks_waiting gauge
                """);
        waiting.forEach((resource, tasks) -> text.append("muniment_tasks_waiting{resource=\"")
                .append(resource)
                .append("\"} ")
                .append(tasks)
                .append('\n'));
        return text.toString();
    }
}
