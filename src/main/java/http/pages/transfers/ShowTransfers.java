package http.pages.transfers;

import static http.pages.transfers.TransfersScreen.ASCENDING;
import static http.pages.transfers.TransfersScreen.DESCENDING;

import http.exchange.Call;
import http.exchange.ReadModels;
import http.exchange.Reading;
import http.pages.Address;
import http.pages.Parts;
import http.pages.Shown;
import http.pages.Texts;
import http.pages.transfers.TransfersScreen.Column;
import http.pages.transfers.TransfersScreen.Tab;
import http.transfers.ReadTransfers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import model.TransferStatus;
import views.Page;
import views.TransferQuery;
import views.TransferQuery.Sort;
import views.TransferRow;

/** The list of transfers, which is where everybody begins. */
public record ShowTransfers(ReadModels views, Reading reading, Texts texts) {

    private static final List<TransferStatus> TABS = List.of(
            TransferStatus.WAITING,
            TransferStatus.PROCESSING,
            TransferStatus.QUEUED,
            TransferStatus.PAUSED,
            TransferStatus.FAILED,
            TransferStatus.STORED,
            TransferStatus.REJECTED,
            TransferStatus.CANCELLED);

    public CompletionStage<Shown> show(Call call) {
        var asked = call.parameters("status", "text", "type", "from", "to", "sort", "offset", "limit");
        var filter = Filter.of(asked);
        var query = filter.in(ReadTransfers.query(asked), texts);
        var address = Address.of("/")
                .with("status", asked.text("status").orElse(""))
                .with("text", query.text())
                .with("type", filter.type())
                .with("from", filter.from())
                .with("to", filter.to())
                .with("sort", asked.text("sort").orElse(""))
                .with("limit", asked.text("limit").orElse(""));
        return reading.read(() -> {
            long seen = views.feed().latest();
            var page = views.transfers().page(query);
            var screen = screen(
                    query,
                    filter,
                    page,
                    address.with("offset", asked.text("offset").orElse("")));
            return new Shown("transfers", texts.of("transfers.title"), "transfers", screen, seen);
        });
    }

    private TransfersScreen screen(TransferQuery query, Filter filter, Page<TransferRow> page, Address here) {
        var address = here.with("offset", "");
        var headways = views.headways().of(page.rows());
        return new TransfersScreen(
                page.rows().stream().map(row -> TransferLine.of(row, headways)).toList(),
                tabs(query.status(), views.transfers().counts(), address),
                columns(query, address),
                query.text(),
                filter,
                address.parameters().getOrDefault("status", ""),
                address.parameters().getOrDefault("sort", ""),
                Parts.of(page, address),
                here,
                !query.status().isEmpty() || query.sort() == Sort.STATUS);
    }

    private static List<Tab> tabs(Set<TransferStatus> chosen, Map<TransferStatus, Long> counts, Address address) {
        var tabs = new ArrayList<Tab>();
        long all = counts.values().stream().mapToLong(count -> count).sum();
        tabs.add(new Tab(Optional.empty(), all, address.with("status", ""), chosen.isEmpty()));
        for (var status : TABS) {
            tabs.add(new Tab(
                    Optional.of(status),
                    counts.getOrDefault(status, 0L),
                    address.with("status", status.label()),
                    chosen.equals(Set.of(status))));
        }
        return tabs;
    }

    private static List<Column> columns(TransferQuery query, Address address) {
        return List.of(
                column("name", Sort.NAME, query, address),
                column("status", Sort.STATUS, query, address),
                new Column("progress", Optional.empty(), address, ""),
                column("files", Sort.FILES, query, address),
                column("size", Sort.SIZE, query, address),
                column("started", Sort.STARTED, query, address),
                new Column("left", Optional.empty(), address, ""));
    }

    private static Column column(String name, Sort sort, TransferQuery query, Address address) {
        boolean sorted = query.sort() == sort;
        var word = TransfersScreen.word(sort);
        var next = sorted && !query.descending() ? "-" + word : word;
        var order = sorted ? (query.descending() ? DESCENDING : ASCENDING) : "";
        return new Column(name, Optional.of(sort), address.with("sort", next), order);
    }
}
