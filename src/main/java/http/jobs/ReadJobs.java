package http.jobs;

import http.exchange.Call;
import http.exchange.ReadModels;
import http.exchange.Reading;
import http.exchange.Replies;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import views.JobRow;

/** Shows the jobs of a transfer. */
public record ReadJobs(ReadModels views, Reading reading) {

    /** In the order in which they were opened. */
    record Jobs(List<JobJson> items) {}

    public CompletionStage<HttpResponse> list(Call call) {
        var id = call.transfer();
        call.parameters();
        return reading.reply(
                () -> new Jobs(views
                        .transfer()
                        .of(id)
                        .orElseThrow(Replies.missing("There is no transfer of this id."))
                        .microservices()
                        .stream()
                        .flatMap(microservice -> microservice.jobs().stream())
                        .sorted(Comparator.comparing(JobRow::position))
                        .map(JobJson::of)
                        .toList()));
    }

    public CompletionStage<HttpResponse> one(Call call) {
        var id = call.job();
        call.parameters();
        return reading.reply(() -> JobJson.of(
                views.transfer().job(id).orElseThrow(Replies.missing("This transfer has no job of this name."))));
    }
}
