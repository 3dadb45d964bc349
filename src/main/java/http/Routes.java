package http;

import static http.exchange.Endpoint.get;
import static http.exchange.Endpoint.post;

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
import http.tasks.ReadTasks;
import http.transfers.CancelTransfer;
import http.transfers.ListStuck;
import http.transfers.OrderTransfer;
import http.transfers.ReadTransfers;
import http.transfers.SubmitTransfer;
import java.util.List;
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
    private final StreamEvents events;
    private final ReportHealth health;

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
        cluster = new LookAtCluster(api.cluster());
        worker = new OrderWorker(api.cluster());
        metrics = new ExportMetrics(api.cluster());
        events = new StreamEvents(api.views(), system);
        health = new ReportHealth(api.checks(), reading);
    }

    List<Endpoint> endpoints() {
        return List.of(
                post("/api/v1/transfers", submit::submit),
                get("/api/v1/transfers", transfers::list),
                get(TRANSFER, transfers::one),
                get("/api/v1/stuck", stuck::list),
                post(TRANSFER + "/cancel", cancel::cancel),
                post(TRANSFER + "/retry", order::retry),
                post(TRANSFER + "/skip", order::skip),
                post(TRANSFER + "/pause", order::pause),
                post(TRANSFER + "/resume", order::resume),
                post(TRANSFER + "/priority", order::prioritize),
                get(TRANSFER + "/choices", choices::list),
                post(TRANSFER + "/choices/{step}", choices::choose),
                get(TRANSFER + "/jobs", jobs::list),
                get(JOB, jobs::one),
                get(JOB + "/tasks", tasks::list),
                get(TASK, tasks::one),
                get(TASK + "/stdout", tasks::stdout),
                get(TASK + "/stderr", tasks::stderr),
                get(TRANSFER + "/files", files::list),
                get(TRANSFER + "/files/{file}", files::one),
                get("/api/v1/cluster", cluster::look),
                post(WORKER + "/drain", worker::drain),
                post(WORKER + "/undrain", worker::undrain),
                get("/api/v1/events", events::stream),
                get("/api/v1/openapi.yaml", new Document()::serve),
                get("/health/live", health::live),
                get("/health/ready", health::ready),
                get("/metrics", metrics::export));
    }

    /** Ends what would go on for ever. */
    @Override
    public void close() {
        events.close();
    }
}
