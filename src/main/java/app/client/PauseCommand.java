package app.client;

import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Pauses a transfer. */
@Command(
        name = "pause",
        description = "Pause a transfer. What runs goes on to its end; nothing new is begun until you resume it.",
        footer = {"", "Exit: 0 done, 1 the service refused or did not answer, 2 usage."},
        mixinStandardHelpOptions = true)
public final class PauseCommand extends ServiceCommand {

    @Parameters(paramLabel = "ID", description = "The transfer's id.")
    private String id;

    @Option(
            names = "--reason",
            defaultValue = "paused from the command line",
            description = "Why, for the record. Default: ${DEFAULT-VALUE}.")
    private String reason;

    @Override
    int ask(ServiceClient client) throws IOException, InterruptedException {
        var answer = client.post(pathOf(id) + "/pause", Map.of("reason", reason));
        if (json()) {
            printJson(answer);
        } else {
            out().println("transfer " + id + " is paused");
        }
        return SUCCESS;
    }
}
