package app.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Command;

/** Shows the workers. */
@Command(
        name = "workers",
        description = "Show the workers, how busy they are, and which are draining.",
        footer = {"", "Exit: 0 done, 1 the service refused or did not answer, 2 usage."},
        mixinStandardHelpOptions = true)
public final class WorkersCommand extends ServiceCommand {

    @Override
    int ask(ServiceClient client) throws IOException, InterruptedException {
        var cluster = client.get("/api/v1/cluster", Map.of());
        if (json()) {
            printJson(cluster.path("workers"));
            return SUCCESS;
        }
        out().print(table(cluster));
        ClusterCommand.away(cluster).forEach(line -> out().println(line));
        return SUCCESS;
    }

    static Table table(JsonNode cluster) {
        var table = new Table("WORKER", "NODE", "STATE", "CPU", "IO", "HAND-OUTS", "OPEN TASKS");
        for (var worker : cluster.path("workers")) {
            table.row(
                    worker.path("name").asText(),
                    worker.path("node").asText(),
                    state(worker),
                    slots(worker, "cpu"),
                    slots(worker, "io"),
                    worker.path("held").asText(),
                    worker.path("openTasks").asText());
        }
        return table;
    }

    private static String state(JsonNode worker) {
        if (worker.path("ending").asBoolean()) {
            return "ending";
        }
        if (worker.path("draining").asBoolean()) {
            return "draining";
        }
        return worker.has("closed") ? worker.path("closed").asText() : "takes work";
    }

    private static String slots(JsonNode worker, String resource) {
        var slots = worker.path("slots").path(resource);
        return slots.path("used").asInt() + "/" + slots.path("count").asInt();
    }
}
