package app.client;

import java.io.IOException;
import java.util.LinkedHashMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the transfers of a service. */
@Command(
        name = "list",
        description = "List the transfers of a running service.",
        footer = {"", "Exit: 0 done, 1 the service refused or did not answer, 2 usage."},
        mixinStandardHelpOptions = true)
public final class ListCommand extends ServiceCommand {

    @Option(
            names = "--status",
            description =
                    "Only these, separated by commas: queued, processing, waiting, paused, stored, failed, rejected,"
                            + " cancelled. Default: all.")
    private String status;

    @Option(names = "--name", description = "Only those with this text in their name. Default: all.")
    private String name;

    @Option(
            names = "--since",
            description = "Only those submitted at this time or later, such as 2026-11-24T08:00:00Z. Default: all.")
    private String since;

    @Option(
            names = "--sort",
            description = "submitted, name, status or size; a hyphen in front turns it around. Default: -submitted.")
    private String sort;

    @Option(names = "--offset", description = "Leave out this many. Default: 0.")
    private String offset;

    @Option(names = "--limit", description = "Show this many at most, up to 1000. Default: 50.")
    private String limit;

    @Override
    int ask(ServiceClient client) throws IOException, InterruptedException {
        var query = new LinkedHashMap<String, String>();
        query.put("status", status);
        query.put("name", name);
        query.put("since", since);
        query.put("sort", sort);
        query.put("offset", offset);
        query.put("limit", limit);
        var answer = client.get("/api/v1/transfers", query);
        if (json()) {
            printJson(answer);
            return SUCCESS;
        }
        var table = new Table("ID", "NAME", "STATUS", "AT", "FILES", "SUBMITTED");
        answer.path("items")
                .forEach(item -> table.row(
                        item.path("id").asText(),
                        item.path("name").asText(),
                        item.path("status").asText(),
                        item.path("status").asText().equals("queued")
                                ? "(the queue for a place)"
                                : item.path("current").path("title").asText(),
                        item.path("files").asText(),
                        Told.moment(item.path("submittedAt"))));
        out().print(table);
        int shown = answer.path("items").size();
        if (shown < answer.path("total").asLong()) {
            err().println(shown + " of " + answer.path("total").asLong() + "; --offset and --limit show the others");
        }
        return SUCCESS;
    }
}
