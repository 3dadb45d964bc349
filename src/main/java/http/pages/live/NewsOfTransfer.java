package http.pages.live;

import http.exchange.ReadModels;
import http.pages.Pages;
import http.pages.transfers.MicroserviceScreen;
import http.pages.transfers.TransferScreen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import model.TransferId;
import org.apache.pekko.util.ByteString;
import views.FeedKind;
import views.FeedRow;

/**
 * What the pages of one transfer are told: the parts that look alike to everybody, as they are now; and to fetch what depends on
 * who looks.
 */
record NewsOfTransfer(ReadModels views, Pages pages) {

    /** @param rows of this transfer, at least one */
    List<ByteString> of(TransferId id, List<FeedRow> rows) {
        long last = rows.get(rows.size() - 1).id();
        var told = new ArrayList<ByteString>();
        views.transfer().of(id).ifPresent(details -> {
            var headway = views.headways().of(List.of(details.transfer())).get(id);
            told.addAll(parts(new TransferScreen(details, Optional.ofNullable(headway)), rows, last));
        });
        told.add(ServerEvent.changed("changed", last)); // for the pages of its jobs
        if (rows.stream().anyMatch(NewsOfTransfer::mayDecideElse)) {
            told.add(ServerEvent.changed("decisions", last));
        }
        return told;
    }

    // What can be decided includes the priority.
    private static boolean mayDecideElse(FeedRow row) {
        return Decisive.isDecisive(row) || row.kind() == FeedKind.PRIORITY_CHANGED;
    }

    private List<ByteString> parts(TransferScreen screen, List<FeedRow> rows, long last) {
        var told = new ArrayList<ByteString>();
        told.add(ServerEvent.of("standing", last, pages.part("part/standing", screen)));
        told.add(ServerEvent.of("files", last, screen.line().files(pages.texts())));
        told.add(ServerEvent.of("size", last, screen.line().size(pages.texts())));
        var changed = changed(screen, rows);
        if (changed.stream().anyMatch(microservice -> isNew(microservice, rows))) {
            told.add(ServerEvent.of("jobs", last, pages.part("part/jobs", screen)));
        } else {
            changed.forEach(microservice ->
                    told.add(ServerEvent.of(microservice.id(), last, pages.part("part/microservice", microservice))));
        }
        return told;
    }

    private static List<MicroserviceScreen> changed(TransferScreen screen, List<FeedRow> rows) {
        var steps = rows.stream().flatMap(row -> row.step().stream()).collect(Collectors.toSet());
        return screen.microservices().stream()
                .filter(microservice -> microservice.jobs().stream()
                        .anyMatch(job -> steps.contains(job.id().step())))
                .toList();
    }

    /** Then an open page may have no place for it yet. */
    private static boolean isNew(MicroserviceScreen microservice, List<FeedRow> rows) {
        var first = microservice.jobs().get(0).id();
        return rows.stream()
                .anyMatch(row -> row.kind() == FeedKind.JOB_OPENED
                        && row.step().equals(Optional.of(first.step()))
                        && row.turn().equals(Optional.of(first.turn())));
    }
}
