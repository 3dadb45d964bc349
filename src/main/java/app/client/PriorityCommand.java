package app.client;

import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes the priority of a transfer. */
@Command(
        name = "priority",
        description = "Change the priority of a transfer. The higher is served first; transfers begin with 50.",
        footer = {"", "Exit: 0 done, 1 the service refused or did not answer, 2 usage."},
        mixinStandardHelpOptions = true)
public final class PriorityCommand extends ServiceCommand {

    @Parameters(index = "0", paramLabel = "ID", description = "The transfer's id.")
    private String id;

    @Parameters(index = "1", paramLabel = "N", description = "From 0 to 100.")
    private int priority;

    @Option(
            names = "--reason",
            defaultValue = "changed from the command line",
            description = "Why, for the record. Default: ${DEFAULT-VALUE}.")
    private String reason;

    @Override
    int ask(ServiceClient client) throws IOException, InterruptedException {
        var answer = client.post(pathOf(id) + "/priority", Map.of("priority", priority, "reason", reason));
        if (json()) {
            printJson(answer);
        } else {
            out().println("transfer " + id + " has priority "
                    + answer.path("priority").asInt());
        }
        return SUCCESS;
    }
}
