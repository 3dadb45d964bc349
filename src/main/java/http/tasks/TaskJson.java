package http.tasks;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import http.exchange.PathJson;
import http.jobs.JobJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import model.DatedFinding;
import model.ToolId;
import model.WorkerId;
import views.TaskDetails;
import views.TaskRow;

/** A task at a glance, as the API gives it. */
record TaskJson(
        int ordinal,
        String state,
        Optional<UUID> file,
        Optional<PathJson> received,
        Optional<PathJson> path,
        int exitCode,
        Optional<ToolId> tool,
        Optional<WorkerId> worker,
        Optional<String> workerName,
        int attempts,
        Optional<Instant> startedAt,
        Optional<Double> seconds,
        String message) {

    static TaskJson of(TaskRow row) {
        return new TaskJson(
                row.ordinal(),
                row.state().label(),
                row.file(),
                row.received().map(PathJson::of),
                row.now().map(PathJson::of),
                row.exitCode(),
                row.tool(),
                row.worker(),
                row.workerName(),
                row.attempts(),
                row.startedAt(),
                row.took().map(JobJson::seconds),
                row.message());
    }

    /** A task in full. */
    record Full(
            @JsonUnwrapped TaskJson task,
            String arguments,
            Optional<PathJson> blame,
            TaskOutput.Excerpt stdout,
            TaskOutput.Excerpt stderr,
            List<ProductJson> products,
            List<DatedFinding> findings,
            List<TaskDetails.Attempt> handOuts,
            Optional<TaskDetails.FollowUp> followUp) {

        static Full of(TaskDetails details, TaskOutput.Excerpt stdout, TaskOutput.Excerpt stderr) {
            return new Full(
                    TaskJson.of(details.task()),
                    details.arguments(),
                    details.blame().map(PathJson::of),
                    stdout,
                    stderr,
                    details.products().stream()
                            .map(product -> new ProductJson(product.role(), product.size(), product.sha256()))
                            .toList(),
                    details.findings(),
                    details.attempts(),
                    details.followUp());
        }
    }

    /** Something that the task made. */
    record ProductJson(String role, long size, String sha256) {}
}
