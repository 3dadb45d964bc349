package app.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** Shows the cluster. */
@Command(
        name = "cluster",
        description = "Show the nodes, the workers with what they run now, and what waits for them.",
        footer = {"", "Exit: 0 done, 1 the service refused or did not answer, 2 usage."},
        mixinStandardHelpOptions = true)
public final class ClusterCommand extends ServiceCommand {

    @Override
    int ask(ServiceClient client) throws IOException, InterruptedException {
        var cluster = client.get("/api/v1/cluster", Map.of());
        if (json()) {
            printJson(cluster);
            return SUCCESS;
        }
        out().println(nodes(cluster));
        out().println(WorkersCommand.table(cluster));
        out().println(holds(cluster));
        out().print(queue(cluster));
        away(cluster).forEach(line -> out().println(line));
        for (var silent : cluster.path("silent")) {
            out().println("no answer in time from " + silent.asText() + "; what it knows is missing above");
        }
        return SUCCESS;
    }

    private static Table nodes(JsonNode cluster) {
        var table = new Table("NODE", "ADDRESS", "ROLES", "STATE");
        for (var node : cluster.path("nodes")) {
            var roles = new ArrayList<String>();
            node.path("roles").forEach(role -> roles.add(role.asText()));
            table.row(
                    node.path("name").asText(),
                    node.path("address").asText(),
                    String.join(", ", roles),
                    node.path("state").asText());
        }
        return table;
    }

    private static Table holds(JsonNode cluster) {
        var table = new Table("WORKER", "TRANSFER", "JOB", "ATTEMPT", "TASKS", "OPEN", "STATE", "SINCE", "LEASE LEFT");
        for (var worker : cluster.path("workers")) {
            for (var hold : worker.path("holds")) {
                table.row(
                        worker.path("name").asText(),
                        hold.path("transfer").asText(),
                        hold.path("job").asText(),
                        hold.path("attempt").asText(),
                        hold.path("tasks").asText(),
                        hold.path("open").asText(),
                        state(hold),
                        Told.moment(hold.path("since")),
                        hold.path("leaseSecondsLeft").asText() + " s");
            }
        }
        return table;
    }

    private static String state(JsonNode hold) {
        if (hold.path("atWork").asBoolean()) {
            return "runs";
        }
        return hold.path("kept").asInt() > 0 ? "being stored" : "waits for a slot";
    }

    private static Table queue(JsonNode cluster) {
        var table = new Table("WAITING", "TRANSFER", "JOB", "CLASS", "PRIORITY");
        for (var job : cluster.path("queue").path("jobs")) {
            table.row(
                    job.path("tasks").asText(),
                    job.path("transfer").asText(),
                    job.path("job").asText(),
                    job.path("resource").asText(),
                    job.path("priority").asText());
        }
        return table;
    }

    /** About each name that is draining: who wants it, and whether such a worker is there. */
    static List<String> away(JsonNode cluster) {
        var here = new HashSet<String>();
        cluster.path("workers").forEach(worker -> here.add(worker.path("name").asText()));
        var lines = new ArrayList<String>();
        for (var drain : cluster.path("draining")) {
            var name = drain.path("worker").asText();
            lines.add(Table.plain(name + " is draining since "
                    + Told.moment(drain.path("since")) + " by "
                    + Told.who(drain.path("by")) + ": " + drain.path("reason").asText()
                    + (here.contains(name) ? "" : " (no worker of this name is here now)")));
        }
        return lines;
    }
}
