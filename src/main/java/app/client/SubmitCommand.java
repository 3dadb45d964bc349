package app.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Submits a transfer to a service, and waits for its end if it is asked to. */
@Command(
        name = "submit",
        description = "Submit a transfer to a running service.",
        footer = {
            "",
            "Exit: 0 submitted, or with --wait stored; 1 not stored, or the service refused or did not answer; 2 usage."
        },
        mixinStandardHelpOptions = true)
public final class SubmitCommand extends ServiceCommand {

    private static final Set<String> ENDS = Set.of("stored", "failed", "rejected", "cancelled");
    private static final int POLL_MILLISECONDS = 500;

    @Parameters(
            paramLabel = "SOURCE:PATH",
            description = "One of the service's sources, a colon and a path relative to it.")
    private String source;

    @Option(names = "--wait", description = "Wait until the transfer has ended; say what it does on standard error.")
    private boolean wait;

    @Option(names = "--name", description = "Name of the transfer. Default: the last name of PATH.")
    private String name;

    @Option(names = "--type", defaultValue = "standard", description = "Transfer type. Default: ${DEFAULT-VALUE}.")
    private String type;

    @Option(
            names = "--config",
            defaultValue = "default",
            description = "Processing configuration. Default: ${DEFAULT-VALUE}.")
    private String configuration;

    @Option(names = "--accession", description = "Accession number. Default: none.")
    private String accession;

    @Override
    int ask(ServiceClient client) throws IOException, InterruptedException {
        if (!type.equals("standard")) {
            throw new IllegalArgumentException("the transfer type \"" + type + "\" is not supported; \"standard\" is");
        }
        if (source.indexOf(':') < 1) {
            throw new IllegalArgumentException(
                    "\"" + source + "\" is not SOURCE:PATH, such as papers:2026/box-1; the service knows its sources");
        }
        var body = new LinkedHashMap<String, String>();
        body.put("source", source);
        body.put("type", type);
        body.put("configuration", configuration);
        if (name != null) {
            body.put("name", name);
        }
        if (accession != null) {
            body.put("accessionNumber", accession);
        }
        var submitted = client.post("/api/v1/transfers", body);
        var id = submitted.path("id").asText();
        if (!wait) {
            if (json()) {
                printJson(submitted);
            } else {
                out().println(id);
            }
            return SUCCESS;
        }
        return report(follow(client, id));
    }

    private JsonNode follow(ServiceClient client, String id) throws IOException, InterruptedException {
        err().println("transfer " + id);
        var shown = "";
        while (true) {
            var transfer = client.get(pathOf(id), Map.of());
            var status = transfer.path("status").asText();
            if (ENDS.contains(status)) {
                return transfer;
            }
            var now = Table.plain(says(transfer));
            if (!now.equals(shown)) {
                err().println(now);
                err().flush();
                shown = now;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLISECONDS);
        }
    }

    private static String says(JsonNode transfer) {
        for (var choice : transfer.path("waiting")) {
            return "waits for an answer: choose " + transfer.path("id").asText() + " "
                    + choice.path("step").asText() + " "
                    + String.join("|", choice.path("options").findValuesAsText("name"));
        }
        var current = transfer.path("current");
        return current.isMissingNode()
                ? transfer.path("status").asText()
                : current.path("microservice").asText() + ": "
                        + current.path("title").asText();
    }

    private int report(JsonNode transfer) throws IOException {
        boolean stored = transfer.path("status").asText().equals("stored");
        if (json()) {
            printJson(transfer);
        } else if (stored) {
            out().println("AIP " + transfer.path("aip").path("id").asText());
            out().println(Table.plain(transfer.path("aip").path("location").asText()));
        } else {
            err().println(Table.plain("transfer " + transfer.path("id").asText() + ": "
                    + transfer.path("status").asText()
                    + (transfer.has("failure") ? " at " + ShowCommand.failure(transfer.path("failure")) : "")));
        }
        return stored ? SUCCESS : FAILURE;
    }
}
