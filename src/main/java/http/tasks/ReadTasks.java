package http.tasks;

import http.exchange.Call;
import http.exchange.PageJson;
import http.exchange.Parameters;
import http.exchange.ReadModels;
import http.exchange.Reading;
import http.exchange.Replies;
import java.util.concurrent.CompletionStage;
import model.JobId;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import views.TaskQuery;
import views.TaskState;

/** Shows the tasks of a job: all, or one with its attempts and output. */
public record ReadTasks(ReadModels views, Reading reading) {

    public CompletionStage<HttpResponse> list(Call call) {
        var job = call.job();
        var query = query(job, call.parameters("state", "path", "offset", "limit"));
        return reading.reply(() -> {
            Replies.require(views.transfer().job(job), "This transfer has no job of this name.");
            return PageJson.of(views.tasks().page(query), TaskJson::of);
        });
    }

    /** What the parameters ask for. */
    public static TaskQuery query(JobId job, Parameters asked) {
        return new TaskQuery(
                job,
                asked.one("state", TaskState.values(), TaskState::label),
                asked.text("path").orElse(""),
                asked.paging());
    }

    public CompletionStage<HttpResponse> one(Call call) {
        var job = call.job();
        int ordinal = call.ordinal();
        call.parameters();
        return reading.reply(() -> {
            var task = views.task().of(job, ordinal).orElseThrow(Replies.missing("This job has no such task."));
            var output = new TaskOutput(views.blobs());
            return TaskJson.Full.of(task, output.excerpt(task.stdout()), output.excerpt(task.stderr()));
        });
    }

    /** All that the task's tool wrote to standard output. */
    public CompletionStage<HttpResponse> stdout(Call call) {
        return output(call, true);
    }

    public CompletionStage<HttpResponse> stderr(Call call) {
        return output(call, false);
    }

    private CompletionStage<HttpResponse> output(Call call, boolean stdout) {
        var job = call.job();
        int ordinal = call.ordinal();
        call.parameters();
        return reading.read(
                        () -> views.task().of(job, ordinal).orElseThrow(Replies.missing("This job has no such task.")))
                .thenApply(task -> new TaskOutput(views.blobs()).whole(stdout ? task.stdout() : task.stderr()));
    }
}
