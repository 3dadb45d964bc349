package http.pages.jobs;

import http.exchange.Call;
import http.exchange.ReadModels;
import http.exchange.Reading;
import http.exchange.Replies;
import http.pages.Address;
import http.pages.FindingText;
import http.pages.Parts;
import http.pages.Shown;
import http.pages.Texts;
import http.tasks.ReadTasks;
import http.tasks.TaskOutput;
import java.util.concurrent.CompletionStage;
import model.JobId;
import views.JobRow;
import views.TransferDetails;

/** A job with its tasks, and one task in full. */
public record ShowJobs(ReadModels views, Reading reading, Texts texts) {

    /** Where a job's page is. */
    public static String path(JobId job) {
        return "/transfers/" + job.transfer() + "/jobs/" + Address.segment(job.localName());
    }

    public CompletionStage<Shown> job(Call call) {
        var id = call.job();
        var asked = call.parameters("state", "path", "offset", "limit");
        var query = ReadTasks.query(id, asked);
        var address = Address.of(path(id))
                .with("state", asked.text("state").orElse(""))
                .with("path", query.file())
                .with("limit", asked.text("limit").orElse(""));
        return reading.read(() -> {
            long seen = views.feed().latest();
            var transfer = transfer(id);
            var job = job(transfer, id);
            var page = views.tasks().page(query);
            var screen = new JobScreen(
                    transfer.transfer(),
                    job,
                    page,
                    query.state(),
                    query.file(),
                    Parts.of(page, address),
                    address.with("offset", asked.text("offset").orElse("")));
            return new Shown("job", job.title(), "transfers", screen, seen);
        });
    }

    public CompletionStage<Shown> task(Call call) {
        var id = call.job();
        int ordinal = call.ordinal();
        call.parameters();
        return reading.read(() -> {
            var transfer = transfer(id);
            var job = job(transfer, id);
            var task = views.task().of(id, ordinal).orElseThrow(Replies.missing("This job has no such task."));
            var output = new TaskOutput(views.blobs());
            var screen = new TaskScreen(
                    transfer.transfer(),
                    job,
                    task,
                    output.excerpt(task.stdout()),
                    output.excerpt(task.stderr()),
                    new FindingText(texts));
            return new Shown("task", texts.of("task.title", ordinal, job.title()), "transfers", screen, 0);
        });
    }

    private TransferDetails transfer(JobId id) {
        return views.transfer().of(id.transfer()).orElseThrow(Replies.missing("There is no transfer of this id."));
    }

    private static JobRow job(TransferDetails transfer, JobId id) {
        return transfer.microservices().stream()
                .flatMap(microservice -> microservice.jobs().stream())
                .filter(job -> job.id().equals(id))
                .findFirst()
                .orElseThrow(Replies.missing("This transfer has no job of this name."));
    }
}
