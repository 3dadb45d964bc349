package app.client;

import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Goes on with a paused transfer, or with one that has failed. */
@Command(
        name = "resume",
        description = "Go on with a transfer that is paused, or with one that has failed at its failed step.",
        footer = {"", "Exit: 0 done, 1 the service refused or did not answer, 2 usage."},
        mixinStandardHelpOptions = true)
public final class ResumeCommand extends ServiceCommand {

    @Parameters(paramLabel = "ID", description = "The transfer's id.")
    private String id;

    @Option(
            names = "--reason",
            defaultValue = "resumed from the command line",
            description = "Why, for the record. Default: ${DEFAULT-VALUE}.")
    private String reason;

    @Override
    int ask(ServiceClient client) throws IOException, InterruptedException {
        var answer = client.post(pathOf(id) + "/resume", Map.of("reason", reason));
        if (json()) {
            printJson(answer);
        } else {
            out().println("transfer " + id + " goes on");
        }
        return SUCCESS;
    }
}
