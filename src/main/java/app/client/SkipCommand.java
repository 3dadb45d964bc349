package app.client;

import java.io.IOException;
import picocli.CommandLine.Command;

/** Lets failed tasks be. */
@Command(
        name = "skip",
        description =
                "Let failed tasks of a failed transfer be, where its workflow allows it. When none is left, the transfer goes on.",
        footer = {"", "Exit: 0 done, 1 the service refused or did not answer, 2 usage."},
        mixinStandardHelpOptions = true)
public final class SkipCommand extends TasksOrder {

    @Override
    int ask(ServiceClient client) throws IOException, InterruptedException {
        return order(client, "skip", "the failed tasks are skipped");
    }
}
