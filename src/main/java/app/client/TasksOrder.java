package app.client;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command about failed tasks of a transfer: all that are failed now, those of one job, or some. */
abstract class TasksOrder extends ServiceCommand {

    @Parameters(paramLabel = "ID", description = "The transfer's id.")
    private String id;

    @Option(
            names = "--job",
            description = "The job in which they failed last, such as receive-0. Default: all that is failed now.")
    private String job;

    @Option(
            names = "--task",
            paramLabel = "N",
            description =
                    "A task of the job, as \"tasks\" numbers them; may be given several times. Default: all of the"
                            + " job that are failed.")
    private List<Integer> tasks = List.of();

    @Option(names = "--reason", description = "Why, for the record. Default: \"from the command line\".")
    private String reason = "from the command line";

    /** Asks, and prints what becomes of the transfer. */
    final int order(ServiceClient client, String what, String said) throws IOException, InterruptedException {
        if (job == null && !tasks.isEmpty()) {
            throw new IllegalArgumentException("--task needs --job, the job that the task belongs to");
        }
        var body = new LinkedHashMap<String, Object>();
        if (job != null) {
            body.put("job", job);
        }
        if (!tasks.isEmpty()) {
            body.put("tasks", tasks);
        }
        body.put("reason", reason);
        var answer = client.post(pathOf(id) + "/" + what, body);
        if (json()) {
            printJson(answer);
        } else {
            out().println("transfer " + id + ": " + said);
        }
        return SUCCESS;
    }
}
