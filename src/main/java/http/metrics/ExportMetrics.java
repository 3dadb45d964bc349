package http.metrics;

import http.cluster.ClusterDoor;
import http.cluster.TransferPlaces;
import http.exchange.Call;
import http.uploads.UploadFigures;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Figures for those who watch many services, in the text format of Prometheus, version 0.0.4. */
public record ExportMetrics(ClusterDoor door, UploadFigures uploads) {

    private static final ContentType TEXT = ContentTypes.parse("text/plain; version=0.0.4; charset=UTF-8");

    public CompletionStage<HttpResponse> export(Call call) {
        call.parameters();
        return door.waitingHere().thenCombine(door.places(), (waiting, places) -> HttpResponse.create()
                .withEntity(HttpEntities.create(
                        TEXT, (tasks(waiting) + transfers(places) + uploads.text()).getBytes(StandardCharsets.UTF_8))));
    }

    /** Each coordinator says what waits at it, so that the sum over all is what waits in the cluster. */
    private static String tasks(Map<String, Long> waiting) {
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

    /** Every coordinator says the same, for the whole cluster. */
    private static String transfers(Optional<TransferPlaces> places) {
        return places.map(seen ->
                        """
                        # HELP muniment_transfers_active Transfers of the cluster that have one of its %d places.
                        # TYPE muniment_transfers_active gauge
                        muniment_transfers_active %d
                        # HELP muniment_transfers_waiting Transfers of the cluster that wait for a place.
                        # TYPE muniment_transfers_waiting gauge
                        muniment_transfers_waiting %d
                        """
                                .formatted(seen.places(), seen.taken(), seen.waiting()))
                .orElse("");
    }
}
