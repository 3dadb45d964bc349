package app.client;

import java.io.IOException;
import picocli.CommandLine.Command;

/** Let a worker take work again. */
@Command(
        name = "undrain",
        description = "Let a worker take work again.",
        footer = {
            "",
            "It holds for every worker of this name, now and after restarts.",
            "Exit: 0 done, 1 the service refused or did not answer, 2 usage."
        },
        mixinStandardHelpOptions = true)
public final class UndrainCommand extends WorkerOrder {

    @Override
    int ask(ServiceClient client) throws IOException, InterruptedException {
        return order(client, "undrain");
    }
}
