package app.client;

import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Cancels a transfer. */
@Command(
        name = "cancel",
        description = "Cancel a transfer, or give up one that has failed. What is under way may take a moment to end.",
        footer = {"", "Exit: 0 done, 1 the service refused or did not answer, 2 usage."},
        mixinStandardHelpOptions = true)
public final class CancelCommand extends ServiceCommand {

    @Parameters(paramLabel = "ID", description = "The transfer's id.")
    private String id;

    @Option(
            names = "--reason",
            defaultValue = "cancelled from the command line",
            description = "Why, for the record. Default: ${DEFAULT-VALUE}.")
    private String reason;

    @Override
    int ask(ServiceClient client) throws IOException, InterruptedException {
        var answer = client.post(pathOf(id) + "/cancel", Map.of("reason", reason));
        if (json()) {
            printJson(answer);
        } else {
            out().println("transfer " + id + " is being cancelled");
        }
        return SUCCESS;
    }
}
