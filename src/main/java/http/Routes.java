package http;

import static http.access.Permission.DECIDE;
import static http.access.Permission.OPEN;
import static http.access.Permission.READ;
import static http.access.Permission.READ_CLUSTER;
import static http.access.Permission.READ_METRICS;
import static http.access.Permission.RUN_CLUSTER;
import static http.access.Permission.STEER;
import static http.access.Permission.SUBMIT;
import static http.exchange.Endpoint.get;
import static http.exchange.Endpoint.post;

import http.accounts.AccountRoutes;
import http.audit.AuditRoutes;
import http.choices.AnswerChoices;
import http.cluster.LookAtCluster;
import http.cluster.OrderWorker;
import http.exchange.Endpoint;
import http.exchange.Reading;
import http.files.ReadFiles;
import http.health.ReportHealth;
import http.jobs.ReadJobs;
import http.live.StreamEvents;
import http.metrics.ExportMetrics;
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
import http.tasks.ReadTasks;
import http.transfers.BrowseSources;
import http.transfers.CancelTransfer;
import http.transfers.ListStuck;
import http.transfers.OrderTransfer;
import http.transfers.ReadTransfers;
import http.transfers.SubmitTransfer;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;

/** The API on one screen. {@code openapi.yaml} describes the same operations, and a test holds the two together. */
final class Routes implements AutoCloseable {

    private static final String TRANSFER = "/api/v1/transfers/{transfer}";
    private static final String JOB = TRANSFER + "/jobs/{job}";
    private static final String WORKER = "/api/v1/workers/{worker}";
    private static final String TASK = JOB + "/tasks/{ordinal}";

    private final SubmitTransfer submit;
    private final CancelTransfer cancel;
    private final OrderTransfer order;
    private final ReadTransfers transfers;
    private final ListStuck stuck;
    private final ReadJobs jobs;
    private final ReadTasks tasks;
    private final ReadFiles files;
    private final AnswerChoices choices;
    private final LookAtCluster cluster;
    private final OrderWorker worker;
    private final ExportMetrics metrics;
    private final AccountRoutes accounts;
    private final AuditRoutes audit;
    private final StreamEvents events;
    private final ReportHealth health;
    private final Pages pages = new Pages();
    private final PageRoutes people;

    Routes(Api api, ActorSystem<?> system) {
        var reading = new Reading(system.dispatchers().lookup(DispatcherSelector.blocking()));
        submit = new SubmitTransfer(api.door(), api.views(), api.sources(), reading);
        cancel = new CancelTransfer(api.door(), api.views(), reading);
        order = new OrderTransfer(api.door(), api.views(), reading);
        transfers = new ReadTransfers(api.views(), reading);
        stuck = new ListStuck(api.views(), reading);
        jobs = new ReadJobs(api.views(), reading);
        tasks = new ReadTasks(api.views(), reading);
        files = new ReadFiles(api.views(), reading);
        choices = new AnswerChoices(api.door(), api.views(), reading);
        cluster = new LookAtCluster(api.cluster(), api.views(), reading);
        worker = new OrderWorker(api.cluster());
        metrics = new ExportMetrics(api.cluster());
        accounts = new AccountRoutes(api.access(), reading);
        audit = new AuditRoutes(api.trail(), reading, system);
        events = new StreamEvents(api.views(), system);
        health = new ReportHealth(api.checks(), reading);
        people = new PageRoutes(
                pages,
                new ShowTransfers(api.views(), reading, pages.texts()),
                new ShowTransfer(api.views(), reading),
                new SubmitPage(new BrowseSources(api.sources()), submit, api.door(), reading, pages.texts()),
                new SendOrders(order, cancel, choices),
                new ShowJobs(api.views(), reading, pages.texts()),
                new ShowFiles(api.views(), reading, pages.texts()),
                new ShowCluster(api.cluster(), worker, api.views(), reading, pages.texts()),
                new ShowAudit(api.trail(), audit.record(), api.views(), reading, pages.texts()),
                new PushChanges(api.views(), reading, events, pages),
                AccountPages.of(api.access(), reading, pages));
    }

    /** Those of the pages, and those of the API. */
    List<Endpoint> all() {
        return Stream.concat(people.endpoints().stream(), endpoints().stream()).toList();
    }

    /** What shows problems to people. */
    Pages pages() {
        return pages;
    }

    /** Those of the API. */
    List<Endpoint> endpoints() {
        return Stream.of(transfersAndCluster(), audit.endpoints(), accounts.endpoints())
                .flatMap(List::stream)
                .toList();
    }

    private List<Endpoint> transfersAndCluster() {
        return List.of(
                post(SUBMIT, "/api/v1/transfers", submit::submit),
                get(READ, "/api/v1/transfers", transfers::list),
                get(READ, TRANSFER, transfers::one),
                get(READ, "/api/v1/stuck", stuck::list),
                post(STEER, TRANSFER + "/cancel", cancel::cancel),
                post(STEER, TRANSFER + "/retry", order::retry),
                post(DECIDE, TRANSFER + "/skip", order::skip),
                post(STEER, TRANSFER + "/pause", order::pause),
                post(STEER, TRANSFER + "/resume", order::resume),
                post(STEER, TRANSFER + "/priority", order::prioritize),
                get(READ, TRANSFER + "/choices", choices::list),
                post(DECIDE, TRANSFER + "/choices/{step}", choices::choose),
                get(READ, TRANSFER + "/jobs", jobs::list),
                get(READ, JOB, jobs::one),
                get(READ, JOB + "/tasks", tasks::list),
                get(READ, TASK, tasks::one),
                get(READ, TASK + "/stdout", tasks::stdout),
                get(READ, TASK + "/stderr", tasks::stderr),
                get(READ, TRANSFER + "/files", files::list),
                get(READ, TRANSFER + "/files/{file}", files::one),
                get(READ_CLUSTER, "/api/v1/cluster", cluster::look),
                get(READ_CLUSTER, "/api/v1/cluster/pace", cluster::pace),
                post(RUN_CLUSTER, WORKER + "/drain", worker::drain),
                post(RUN_CLUSTER, WORKER + "/undrain", worker::undrain),
                get(READ, "/api/v1/events", events::stream),
                get(OPEN, "/api/v1/openapi.yaml", new Document()::serve),
                get(OPEN, "/health/live", health::live),
                get(OPEN, "/health/ready", health::ready),
                get(READ_METRICS, "/metrics", metrics::export));
    }

    /** Ends what would go on for ever. */
    @Override
    public void close() {
        events.close();
    }
}
