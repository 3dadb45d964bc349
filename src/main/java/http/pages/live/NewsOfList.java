package http.pages.live;

import http.exchange.ReadModels;
import http.pages.Pages;
import http.pages.transfers.TransferLine;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import model.TransferStatus;
import org.apache.pekko.util.ByteString;
import views.FeedKind;
import views.FeedRow;

/** What the list of transfers is told: the changed lines themselves, and how many there are of each status. */
record NewsOfList(ReadModels views, Pages pages) {

    List<ByteString> of(List<FeedRow> rows) {
        long last = rows.get(rows.size() - 1).id();
        var changed = rows.stream().map(FeedRow::transfer).collect(Collectors.toCollection(LinkedHashSet::new));
        var transfers = views.transfers().rows(changed);
        var headways = views.headways().of(transfers);
        var told = new ArrayList<ByteString>();
        for (var transfer : transfers) {
            var line = new TransferLine(transfer, Optional.ofNullable(headways.get(transfer.id())));
            told.add(ServerEvent.of("line-" + transfer.id(), last, pages.part("part/transfer-line", line)));
        }
        if (rows.stream().anyMatch(Decisive::isDecisive)) {
            told.addAll(counts(last));
            told.add(ServerEvent.changed("status", last));
        }
        if (rows.stream().anyMatch(row -> row.kind() == FeedKind.TRANSFER_SUBMITTED)) {
            told.add(ServerEvent.changed("more", last));
        }
        return told;
    }

    private List<ByteString> counts(long last) {
        var counts = views.transfers().counts();
        var told = new ArrayList<ByteString>();
        var texts = pages.texts();
        long all = counts.values().stream().mapToLong(count -> count).sum();
        told.add(ServerEvent.of("count-all", last, texts.number(all)));
        for (var status : TransferStatus.values()) {
            told.add(ServerEvent.of("count-" + status.label(), last, texts.number(counts.getOrDefault(status, 0L))));
        }
        return told;
    }
}
