package app.client;

import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the jobs of a transfer. */
@Command(
        name = "jobs",
        description = "List the jobs of a transfer, in the order in which they were opened.",
        footer = {"", "Exit: 0 done, 1 the service refused or did not answer, 2 usage."},
        mixinStandardHelpOptions = true)
public final class JobsCommand extends ServiceCommand {

    @Parameters(paramLabel = "ID", description = "The transfer's id.")
    private String id;

    @Override
    int ask(ServiceClient client) throws IOException, InterruptedException {
        var answer = client.get(pathOf(id) + "/jobs", Map.of());
        if (json()) {
            printJson(answer);
            return SUCCESS;
        }
        var table = new Table("MICROSERVICE", "JOB", "NAME", "STATUS", "TASKS", "NOT DONE", "FAILED", "SECONDS");
        answer.path("items")
                .forEach(job -> table.row(
                        job.path("microservice").asText(),
                        job.path("title").asText(),
                        job.path("name").asText(),
                        job.path("status").asText(),
                        job.path("counts").path("tasks").asText(),
                        job.path("counts").path("notDone").asText(),
                        job.path("counts").path("failed").asText(),
                        job.path("seconds").asText()));
        out().print(table);
        return SUCCESS;
    }
}
