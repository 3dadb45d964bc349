package http.pages.live;

import http.exchange.Call;
import http.exchange.ReadModels;
import http.exchange.Reading;
import http.live.StreamEvents;
import http.pages.Pages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import model.TransferId;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.util.ByteString;
import views.FeedRow;

/** Sends open pages what has changed on them, written once for all that look at the same. */
public final class PushChanges {

    private static final int KEPT = 64;

    private final Reading reading;
    private final StreamEvents events;
    private final NewsOfList ofList;
    private final NewsOfTransfer ofTransfer;
    // By the ids of their first and last row: all that are up to date hear of the same rows together.
    private final Map<String, CompletionStage<List<ByteString>>> written = new LinkedHashMap<>();

    public PushChanges(ReadModels views, Reading reading, StreamEvents events, Pages pages) {
        this.reading = reading;
        this.events = events;
        this.ofList = new NewsOfList(views, pages);
        this.ofTransfer = new NewsOfTransfer(views, pages);
    }

    /** For the list of transfers, or for the pages of one. */
    public CompletionStage<HttpResponse> stream(Call call) {
        var asked = call.parameters("transfer", "after");
        var transfer = asked.text("transfer").map(StreamEvents::transferOf);
        var seen = call.header("Last-Event-ID").map(StreamEvents::idOf).or(() -> asked.position("after"));
        return events.stream(seen, rows -> transfer.map(id -> ofOne(id, rows))
                .orElseGet(() -> once("", rows, () -> ofList.of(rows))));
    }

    private CompletionStage<List<ByteString>> ofOne(TransferId transfer, List<FeedRow> rows) {
        var its = rows.stream().filter(row -> row.transfer().equals(transfer)).toList();
        return its.isEmpty()
                ? CompletableFuture.completedFuture(List.of())
                : once(transfer.toString(), its, () -> ofTransfer.of(transfer, its));
    }

    private CompletionStage<List<ByteString>> once(String whose, List<FeedRow> rows, Supplier<List<ByteString>> news) {
        var key =
                whose + " " + rows.get(0).id() + "-" + rows.get(rows.size() - 1).id();
        synchronized (written) {
            var known = written.get(key);
            if (known == null) {
                known = reading.read(news);
                written.put(key, known);
                if (written.size() > KEPT) {
                    written.remove(written.keySet().iterator().next());
                }
            }
            return known;
        }
    }
}
