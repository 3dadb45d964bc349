package app.client;

import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Answers a choice that a transfer waits for. */
@Command(
        name = "choose",
        description = "Answer a choice that a transfer waits for; \"show\" says which.",
        footer = {"", "Exit: 0 done, 1 the service refused or did not answer, 2 usage."},
        mixinStandardHelpOptions = true)
public final class ChooseCommand extends ServiceCommand {

    @Parameters(index = "0", paramLabel = "ID", description = "The transfer's id.")
    private String id;

    @Parameters(index = "1", paramLabel = "CHOICE", description = "The choice, such as approve-transfer.")
    private String choice;

    @Parameters(index = "2", paramLabel = "OPTION", description = "What you pick, such as approve.")
    private String option;

    @Override
    int ask(ServiceClient client) throws IOException, InterruptedException {
        if (!choice.matches("[A-Za-z0-9-]+")) {
            throw new IllegalArgumentException("\"" + choice + "\" is no choice's name; \"show\" shows what waits");
        }
        var answer = client.post(pathOf(id) + "/choices/" + choice, Map.of("option", option));
        if (json()) {
            printJson(answer);
        } else {
            out().println(answer.path("step").asText() + ": "
                    + answer.path("option").asText());
        }
        return SUCCESS;
    }
}
