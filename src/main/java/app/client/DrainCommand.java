package app.client;

import java.io.IOException;
import picocli.CommandLine.Command;

/** Let a worker finish what it runs and take nothing new, until it is undrained. */
@Command(
        name = "drain",
        description = "Let a worker finish what it runs and take nothing new, until you undrain it.",
        footer = {
            "",
            "It holds for every worker of this name, now and after restarts.",
            "Exit: 0 done, 1 the service refused or did not answer, 2 usage."
        },
        mixinStandardHelpOptions = true)
public final class DrainCommand extends WorkerOrder {

    @Override
    int ask(ServiceClient client) throws IOException, InterruptedException {
        return order(client, "drain");
    }
}
