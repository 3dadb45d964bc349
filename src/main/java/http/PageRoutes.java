package http;

import static http.access.Permission.DECIDE;
import static http.access.Permission.OPEN;
import static http.access.Permission.READ;
import static http.access.Permission.STEER;
import static http.access.Permission.SUBMIT;
import static http.exchange.Endpoint.get;
import static http.exchange.Endpoint.post;

import http.access.Permission;
import http.exchange.Endpoint;
import http.pages.Pages;
import http.pages.live.PushChanges;
import http.pages.transfers.SendOrders;
import http.pages.transfers.ShowTransfer;
import http.pages.transfers.ShowTransfers;
import http.pages.transfers.SubmitPage;
import java.util.List;

/** The pages on one screen. Their paths are beside those of the API, and they are not in its document. */
record PageRoutes(
        Pages pages,
        ShowTransfers transfers,
        ShowTransfer transfer,
        SubmitPage submit,
        SendOrders orders,
        PushChanges changes) {

    private static final String TRANSFER = "/transfers/{transfer}";

    List<Endpoint> endpoints() {
        return List.of(
                page(READ, "/", transfers::show),
                page(SUBMIT, "/submit", submit::show),
                form(SUBMIT, "/submit", submit::submit),
                page(READ, TRANSFER, transfer::show),
                form(DECIDE, TRANSFER + "/choices/{step}", orders::choose),
                form(STEER, TRANSFER + "/retry", orders::retry),
                form(DECIDE, TRANSFER + "/skip", orders::skip),
                form(STEER, TRANSFER + "/pause", orders::pause),
                form(STEER, TRANSFER + "/resume", orders::resume),
                form(STEER, TRANSFER + "/cancel", orders::cancel),
                form(STEER, TRANSFER + "/priority", orders::prioritize),
                get(READ, "/live", changes::stream),
                get(OPEN, "/assets/{name}", pages.asset()));
    }

    private Endpoint page(Permission permission, String template, Pages.Show show) {
        return get(permission, template, pages.page(show)).refusing(pages::refusal);
    }

    private Endpoint form(Permission permission, String template, Pages.Act act) {
        return post(permission, template, pages.form(act)).refusing(pages::refusal);
    }
}
