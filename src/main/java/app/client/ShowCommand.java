package app.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows one transfer: where it is, what waits for an answer, why it failed. */
@Command(
        name = "show",
        description = "Show one transfer of a running service.",
        footer = {"", "Exit: 0 done, 1 the service refused or did not answer, 2 usage."},
        mixinStandardHelpOptions = true)
public final class ShowCommand extends ServiceCommand {

    @Parameters(paramLabel = "ID", description = "The transfer's id.")
    private String id;

    @Override
    int ask(ServiceClient client) throws IOException, InterruptedException {
        var transfer = client.get(pathOf(id), Map.of());
        if (json()) {
            printJson(transfer);
        } else {
            out().print(text(transfer));
        }
        return SUCCESS;
    }

    static String text(JsonNode transfer) {
        var text = new StringBuilder();
        for (var field : new String[] {
            "name",
            "status",
            "source",
            "configuration",
            "accessionNumber",
            "files",
            "bytes",
            "submittedAt",
            "startedAt",
            "endedAt",
            "priority",
            "pausedBy",
            "pauseReason",
            "cancelledBy",
            "cancelReason"
        }) {
            if (transfer.has(field)) {
                line(text, field, told(field, transfer.path(field)));
            }
        }
        if (transfer.has("current")) {
            var current = transfer.path("current");
            line(
                    text,
                    "at",
                    current.path("microservice").asText() + ": "
                            + current.path("title").asText());
        }
        if (transfer.has("queue")) {
            line(text, "waits for", place(transfer.path("queue")));
        }
        if (transfer.has("failure")) {
            line(text, "failure", failure(transfer.path("failure")));
            line(text, "", "./muniment retry " + transfer.path("id").asText() + "   # tries again what failed");
        }
        if (transfer.has("aip")) {
            line(text, "aip", transfer.path("aip").path("id").asText());
            line(text, "stored at", transfer.path("aip").path("location").asText());
        }
        transfer.path("waiting").forEach(choice -> {
            line(text, "waits for", choice.path("title").asText());
            choice.path("options")
                    .forEach(option -> line(
                            text,
                            "",
                            "./muniment choose " + transfer.path("id").asText() + " "
                                    + choice.path("step").asText() + " "
                                    + option.path("name").asText() + "   # "
                                    + option.path("title").asText()));
        });
        return text.toString();
    }

    private static String told(String field, JsonNode value) {
        if (field.endsWith("At")) {
            return Told.moment(value);
        }
        return field.endsWith("By") ? Told.who(value) : value.asText();
    }

    private static String place(JsonNode queue) {
        return "a place since " + Told.moment(queue.path("since")) + ": "
                + queue.path("active").asInt() + " transfers are active, "
                + queue.path("ahead").asInt() + " are before it in the queue";
    }

    static String failure(JsonNode failure) {
        return failure.path("job").asText() + ": " + failure.path("message").asText();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format("%-16s", name)).append(Table.plain(value)).append(System.lineSeparator());
    }
}
