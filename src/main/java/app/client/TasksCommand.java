package app.client;

import codec.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the tasks of a transfer's jobs. */
@Command(
        name = "tasks",
        description = "List the tasks of a transfer: of one job, or of all.",
        footer = {"", "Exit: 0 done, 1 the service refused or did not answer, 2 usage."},
        mixinStandardHelpOptions = true)
public final class TasksCommand extends ServiceCommand {

    @Parameters(paramLabel = "ID", description = "The transfer's id.")
    private String id;

    @Option(names = "--job", description = "Only this job's, by its name as \"jobs\" shows it. Default: all jobs.")
    private String job;

    @Option(names = "--failed", description = "Only those that failed. Default: all.")
    private boolean failed;

    @Option(
            names = "--limit",
            defaultValue = "100",
            description = "Show this many of a job at most, up to 1000. Default: ${DEFAULT-VALUE}.")
    private String limit;

    @Override
    int ask(ServiceClient client) throws IOException, InterruptedException {
        var all = Json.text().createArrayNode();
        for (var each : jobs(client)) {
            addTasks(client, each, all);
        }
        if (json()) {
            printJson(all);
            return SUCCESS;
        }
        var table = new Table("JOB", "TASK", "STATE", "FILE", "EXIT", "TOOL", "ATTEMPTS", "MESSAGE");
        all.forEach(each -> each.path("items")
                .forEach(task -> table.row(
                        each.path("job").asText(),
                        task.path("ordinal").asText(),
                        task.path("state").asText(),
                        task.path("received").path("text").asText("(package)"),
                        task.path("exitCode").asText(),
                        task.path("tool").path("name").asText(),
                        task.path("attempts").asText(),
                        task.path("message").asText())));
        out().print(table);
        return SUCCESS;
    }

    private List<String> jobs(ServiceClient client) throws IOException, InterruptedException {
        if (job != null) {
            if (!job.matches("[A-Za-z0-9-]+")) {
                throw new IllegalArgumentException("\"" + job + "\" is no job's name; \"jobs\" shows them");
            }
            return List.of(job);
        }
        var names = new ArrayList<String>();
        for (JsonNode each : client.get(pathOf(id) + "/jobs", Map.of()).path("items")) {
            if (!failed || each.path("counts").path("failed").asInt() > 0) {
                names.add(each.path("name").asText());
            }
        }
        return names;
    }

    private void addTasks(ServiceClient client, String name, ArrayNode all) throws IOException, InterruptedException {
        var query = new LinkedHashMap<String, String>();
        query.put("state", failed ? "failed" : null);
        query.put("limit", limit);
        var page = client.get(pathOf(id) + "/jobs/" + name + "/tasks", query);
        int shown = page.path("items").size();
        if (shown < page.path("total").asLong()) {
            err().println(name + ": " + shown + " of " + page.path("total").asLong() + "; --limit shows more");
        }
        all.addObject().put("job", name).set("items", page.path("items"));
    }
}
