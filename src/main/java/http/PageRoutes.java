package http;

import static http.access.Permission.AUDIT;
import static http.access.Permission.DECIDE;
import static http.access.Permission.MANAGE_ACCOUNTS;
import static http.access.Permission.ONESELF;
import static http.access.Permission.OPEN;
import static http.access.Permission.READ;
import static http.access.Permission.READ_CLUSTER;
import static http.access.Permission.READ_HISTORY;
import static http.access.Permission.RUN_CLUSTER;
import static http.access.Permission.STEER;
import static http.access.Permission.SUBMIT;
import static http.exchange.Endpoint.get;
import static http.exchange.Endpoint.post;

import http.access.Permission;
import http.exchange.Endpoint;
import http.pages.Pages;
import http.pages.accounts.AccountPages;
import http.pages.audit.ShowAudit;
import http.pages.cluster.ShowCluster;
import http.pages.files.ShowFiles;
import http.pages.jobs.ShowJobs;
import http.pages.live.PushChanges;
import http.pages.transfers.SendOrders;
import http.pages.transfers.ShowTransfer;
import http.pages.transfers.ShowTransfers;
import http.pages.transfers.SubmitPage;
import java.util.List;
import java.util.stream.Stream;

/** The pages on one screen. Their paths are beside those of the API, and they are not in its document. */
record PageRoutes(
        Pages pages,
        ShowTransfers transfers,
        ShowTransfer transfer,
        SubmitPage submit,
        SendOrders orders,
        ShowJobs jobs,
        ShowFiles files,
        ShowCluster cluster,
        ShowAudit audit,
        PushChanges changes,
        AccountPages accounts) {

    private static final String TRANSFER = "/transfers/{transfer}";
    private static final String JOB = TRANSFER + "/jobs/{job}";
    private static final String ACCOUNTS = "/accounts";
    private static final String USER = ACCOUNTS + "/users/{user}";

    List<Endpoint> endpoints() {
        return Stream.of(work(), ofAccounts()).flatMap(List::stream).toList();
    }

    private List<Endpoint> ofAccounts() {
        var signIn = accounts.signIn();
        var own = accounts.own();
        var all = accounts.all();
        return List.of(
                page(OPEN, "/sign-in", signIn::show),
                answering(OPEN, "/sign-in", signIn::signIn),
                answering(ONESELF, "/sign-out", signIn::signOut),
                page(ONESELF, "/account", own::show),
                answering(ONESELF, "/account/password", own::changePassword),
                page(MANAGE_ACCOUNTS, ACCOUNTS, all::show),
                form(MANAGE_ACCOUNTS, ACCOUNTS + "/users", all::addUser),
                page(MANAGE_ACCOUNTS, USER, all::showUser),
                form(MANAGE_ACCOUNTS, USER + "/roles", all::giveRoles),
                form(MANAGE_ACCOUNTS, USER + "/password", all::setPassword),
                form(MANAGE_ACCOUNTS, USER + "/remove", all::removeUser),
                answering(MANAGE_ACCOUNTS, ACCOUNTS + "/keys", all::issueKey),
                form(MANAGE_ACCOUNTS, ACCOUNTS + "/keys/{key}/revoke", all::revokeKey));
    }

    private List<Endpoint> work() {
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
                page(READ, JOB, jobs::job),
                page(READ, JOB + "/tasks/{ordinal}", jobs::task),
                page(READ, TRANSFER + "/files", files::list),
                page(READ, TRANSFER + "/files/{file}", files::one),
                page(READ_CLUSTER, "/cluster", cluster::show),
                form(RUN_CLUSTER, "/cluster/drain", cluster::drain),
                form(RUN_CLUSTER, "/cluster/undrain", cluster::undrain),
                page(READ_HISTORY, TRANSFER + "/audit", audit::transfer),
                page(READ_HISTORY, TRANSFER + "/audit/then", audit::then),
                form(AUDIT, TRANSFER + "/audit/verify", audit::verifyOne),
                page(AUDIT, "/audit", audit::whole),
                form(AUDIT, "/audit/verify", audit::verifyAll),
                get(READ, "/live", changes::stream),
                get(OPEN, "/assets/{name}", pages.asset()));
    }

    private Endpoint page(Permission permission, String template, Pages.Show show) {
        return get(permission, template, pages.page(show)).refusing(pages::refusal);
    }

    private Endpoint form(Permission permission, String template, Pages.Act act) {
        return post(permission, template, pages.form(act)).refusing(pages::refusal);
    }

    private Endpoint answering(Permission permission, String template, Pages.Reply reply) {
        return post(permission, template, pages.answering(reply)).refusing(pages::refusal);
    }
}
