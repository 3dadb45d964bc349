package http.pages.live;

import http.exchange.Call;
import http.exchange.ReadModels;
import http.exchange.Reading;
import http.live.StreamEvents;
import http.pages.Pages;
import http.pages.transfers.TransferLine;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import model.TransferId;
import model.TransferStatus;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.util.ByteString;
import views.FeedKind;
import views.FeedRow;

/**
 * Tells open pages what has changed. The list is sent the changed lines themselves, written once for all that look at it; the
 * page of one transfer is told to fetch anew what it shows.
 */
public final class PushChanges {

    private static final int KEPT = 16;

    /** These leave the status as it is. */
    private static final Set<FeedKind> WITHIN_A_STATUS =
            EnumSet.of(FeedKind.JOB_OPENED, FeedKind.JOB_PROGRESS, FeedKind.JOB_CLOSED, FeedKind.PRIORITY_CHANGED);

    private final ReadModels views;
    private final Reading reading;
    private final StreamEvents events;
    private final Pages pages;
    // By the ids of their first and last row: all that are up to date hear of the same rows together.
    private final Map<String, CompletionStage<List<ByteString>>> written = new LinkedHashMap<>();

    public PushChanges(ReadModels views, Reading reading, StreamEvents events, Pages pages) {
        this.views = views;
        this.reading = reading;
        this.events = events;
        this.pages = pages;
    }

    /** For the list of transfers, or for the page of one. */
    public CompletionStage<HttpResponse> stream(Call call) {
        var asked = call.parameters("transfer", "after");
        var transfer = asked.text("transfer").map(StreamEvents::transferOf);
        var seen = call.header("Last-Event-ID").map(StreamEvents::idOf).or(() -> asked.position("after"));
        return events.stream(seen, rows -> transfer.map(id -> ofOne(id, rows)).orElseGet(() -> ofAll(rows)));
    }

    private static CompletionStage<List<ByteString>> ofOne(TransferId transfer, List<FeedRow> rows) {
        var its = rows.stream().filter(row -> row.transfer().equals(transfer)).toList();
        var told = new ArrayList<ByteString>();
        if (!its.isEmpty()) {
            long last = its.get(its.size() - 1).id();
            told.add(event("changed", last, "changed"));
            if (its.stream().anyMatch(PushChanges::mayDecideElse)) {
                told.add(event("decisions", last, "changed"));
            }
        }
        return CompletableFuture.completedFuture(told);
    }

    // A failed job may be tried again, and that is offered where decisions are.
    private static boolean mayDecideElse(FeedRow row) {
        return !WITHIN_A_STATUS.contains(row.kind()) || row.kind() == FeedKind.PRIORITY_CHANGED;
    }

    private CompletionStage<List<ByteString>> ofAll(List<FeedRow> rows) {
        var key = rows.get(0).id() + "-" + rows.get(rows.size() - 1).id();
        synchronized (written) {
            var known = written.get(key);
            if (known == null) {
                known = reading.read(() -> write(rows));
                written.put(key, known);
                if (written.size() > KEPT) {
                    written.remove(written.keySet().iterator().next());
                }
            }
            return known;
        }
    }

    private List<ByteString> write(List<FeedRow> rows) {
        long last = rows.get(rows.size() - 1).id();
        var changed = rows.stream().map(FeedRow::transfer).collect(Collectors.toCollection(LinkedHashSet::new));
        var transfers = views.transfers().rows(changed);
        var headways = views.headways().of(transfers);
        var told = new ArrayList<ByteString>();
        for (var transfer : transfers) {
            var line = new TransferLine(transfer, Optional.ofNullable(headways.get(transfer.id())));
            told.add(event("line-" + transfer.id(), last, pages.part("part/transfer-line", line)));
        }
        if (rows.stream().anyMatch(row -> !WITHIN_A_STATUS.contains(row.kind()))) {
            told.addAll(counts(last));
            told.add(event("status", last, "changed"));
        }
        if (rows.stream().anyMatch(row -> row.kind() == FeedKind.TRANSFER_SUBMITTED)) {
            told.add(event("more", last, "changed"));
        }
        return told;
    }

    private List<ByteString> counts(long last) {
        var counts = views.transfers().counts();
        var told = new ArrayList<ByteString>();
        var texts = pages.texts();
        long all = counts.values().stream().mapToLong(count -> count).sum();
        told.add(event("count-all", last, texts.number(all)));
        for (var status : TransferStatus.values()) {
            told.add(event("count-" + status.label(), last, texts.number(counts.getOrDefault(status, 0L))));
        }
        return told;
    }

    /** HTML Standard, 9.2.5: a line break would end the data, so each line is a field of its own. */
    private static ByteString event(String name, long id, String data) {
        var text = new StringBuilder("id: ").append(id).append("\nevent: ").append(name);
        data.lines().forEach(line -> text.append("\ndata: ").append(line));
        return ByteString.fromString(text.append("\n\n").toString());
    }
}
