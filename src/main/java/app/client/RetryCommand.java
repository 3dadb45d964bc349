package app.client;

import java.io.IOException;
import picocli.CommandLine.Command;

/** Tries failed tasks again. */
@Command(
        name = "retry",
        description = "Try failed tasks of a failed transfer again. What has succeeded is not run again.",
        footer = {"", "Exit: 0 done, 1 the service refused or did not answer, 2 usage."},
        mixinStandardHelpOptions = true)
public final class RetryCommand extends TasksOrder {

    @Override
    int ask(ServiceClient client) throws IOException, InterruptedException {
        return order(client, "retry", "what failed is tried again");
    }
}
