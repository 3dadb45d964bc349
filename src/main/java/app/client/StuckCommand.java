package app.client;

import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Command;

/** Shows what stands still, and why. */
@Command(
        name = "stuck",
        description = "Show the transfers that stand still for longer than is usual, each with the reason.",
        footer = {"", "Exit: 0 done, 1 the service refused or did not answer, 2 usage."},
        mixinStandardHelpOptions = true)
public final class StuckCommand extends ServiceCommand {

    @Override
    int ask(ServiceClient client) throws IOException, InterruptedException {
        var answer = client.get("/api/v1/stuck", Map.of());
        if (json()) {
            printJson(answer);
            return SUCCESS;
        }
        if (answer.path("items").isEmpty()) {
            out().println("nothing stands still for longer than is usual");
        }
        answer.path("items").forEach(item -> {
            out().println(Table.plain(item.path("transfer").asText() + "  "
                    + item.path("name").asText() + "  since " + Told.moment(item.path("since"))));
            out().println("    " + Table.plain(item.path("cause").asText()));
        });
        return SUCCESS;
    }
}
