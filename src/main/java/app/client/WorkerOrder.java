package app.client;

import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command about a worker, by its name. */
abstract class WorkerOrder extends ServiceCommand {

    @Parameters(paramLabel = "NAME", description = "The worker's name, as \"workers\" shows it.")
    private String name;

    @Option(names = "--reason", description = "Why, for the record. Default: \"from the command line\".")
    private String reason = "from the command line";

    /** Asks, and prints how it stands. */
    final int order(ServiceClient client, String what) throws IOException, InterruptedException {
        if (!name.matches("[A-Za-z0-9._-]{1,100}")) {
            throw new IllegalArgumentException("\"" + name + "\" is no worker's name; \"workers\" shows them");
        }
        var answer = client.post("/api/v1/workers/" + name + "/" + what, Map.of("reason", reason));
        if (json()) {
            printJson(answer);
        } else {
            out().println(Table.plain(answer.path("says").asText()));
        }
        return SUCCESS;
    }
}
