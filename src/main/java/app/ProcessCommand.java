package app;

import actors.transfer.TransferActor.Summary;
import codec.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import model.Failure;
import model.TransferId;
import model.TransferStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import views.Progress;

/** Runs one transfer from a directory to its end, in this process, after finishing what an earlier run left. */
@Command(
        name = "process",
        description = "Process a directory of files into a stored AIP, in this process, with the embedded database.",
        footer = {
            "",
            "First finishes what an earlier run left in the data directory. Exit: 0 stored, 1 not stored,",
            "2 usage or unsupported type, 130 interrupted (goes on at the next run)."
        },
        mixinStandardHelpOptions = true)
final class ProcessCommand implements Callable<Integer> {

    private static final int NOT_STORED = 1;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "PATH", description = "The directory (or file) to transfer.")
    private Path path;

    @Option(names = "--name", description = "Name of the transfer. Default: the last name of PATH.")
    private String name;

    @Option(names = "--type", defaultValue = "standard", description = "Transfer type. Default: ${DEFAULT-VALUE}.")
    private String type;

    @Option(
            names = "--config",
            defaultValue = "automated",
            description = "Processing configuration. Default: ${DEFAULT-VALUE}.")
    private String configuration;

    @Option(names = "--accession", description = "Accession number. Default: none.")
    private String accession;

    @Option(names = "--data", description = "Data directory. Default: MUNIMENT_DATA, else data.")
    private Path data;

    @Option(
            names = "--store",
            description = "Where AIPs go. Default: MUNIMENT_STORE, else store in the data directory.")
    private Path store;

    @Option(names = "--json", description = "Print one JSON object about PATH's transfer and nothing else.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (!type.equals("standard")) {
            throw new IllegalArgumentException("the transfer type \"" + type + "\" is not supported; \"standard\" is");
        }
        var source = path == null ? Optional.<Path>empty() : Optional.of(existing(path));
        var settings = Settings.alone(System.getenv()).in(Optional.ofNullable(data), Optional.ofNullable(store));
        var clock = Clock.systemUTC();
        var tools = Toolbox.open(settings);
        var actions = ActionCatalogue.of(settings, tools, Version.software(), clock);
        var workflows = Workflows.read(settings.data(), actions.names());
        workflows.configuration(configuration); // a wrong name is said before anything starts
        try (var installation =
                Ending.start(() -> new Installation(settings, "muniment process", actions, clock), () -> {})) {
            var unused = installation.node().up().thenRun(tools::warm);
            boolean othersStored = finishOthers(installation.node());
            if (source.isEmpty()) {
                return othersStored ? 0 : NOT_STORED;
            }
            var submitting = new Submitting(installation.node().transfers(), workflows, clock);
            var id = submit(submitting, source.get());
            err().println("transfer " + id + " of " + path);
            var summary = follower(installation.node()).follow(id);
            new LeftUndone(installation.node().views()).sentences(id).forEach(err()::println);
            return report(id, summary);
        }
    }

    private static Path existing(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new IllegalArgumentException("there is nothing at " + path + "; give a directory or a file");
        }
        return path.toRealPath();
    }

    private boolean finishOthers(Node node) throws InterruptedException {
        boolean stored = true;
        for (var id : Progress.unfinished(node.views())) {
            err().println("finishing transfer " + id + ", which an earlier run left");
            node.transfers().wake(id);
            var summary = follower(node).follow(id);
            err().println("transfer " + id + ": " + sentence(summary));
            stored &= summary.status() == TransferStatus.STORED;
        }
        return stored;
    }

    private FollowTransfer follower(Node node) {
        return new FollowTransfer(
                node.transfers(), node.views(), err(), Boolean.getBoolean("muniment.terminal") && !json);
    }

    private TransferId submit(Submitting submitting, Path source)
            throws InterruptedException, ExecutionException, TimeoutException {
        var id = Submitting.newId();
        var fileName =
                source.getFileName() == null ? "transfer" : source.getFileName().toString();
        var request = new Submitting.Request(
                source,
                path.toString(),
                name == null ? fileName : name,
                type,
                configuration,
                Optional.ofNullable(accession),
                System.getProperty("user.name"),
                Map.of());
        return submitting
                .submit(id, request, id.toString())
                .toCompletableFuture()
                .get(2, TimeUnit.MINUTES);
    }

    private int report(TransferId id, Summary summary) throws JsonProcessingException {
        if (json) {
            spec.commandLine().getOut().println(Json.text().writeValueAsString(object(id, summary)));
        } else if (summary.status() == TransferStatus.STORED) {
            spec.commandLine().getOut().println("AIP " + summary.sip().orElseThrow());
            spec.commandLine().getOut().println(aipPath(summary));
        } else {
            err().println("transfer " + id + ": " + sentence(summary));
        }
        spec.commandLine().getOut().flush();
        return summary.status() == TransferStatus.STORED ? 0 : NOT_STORED;
    }

    /** Every key is always there, null where there is nothing to say, so that scripts need not ask twice. */
    static ObjectNode object(TransferId id, Summary summary) {
        boolean stored = summary.status() == TransferStatus.STORED;
        var object = Json.text().createObjectNode();
        object.put("transfer", id.toString());
        object.put("status", summary.status().label());
        object.put("aip", stored ? summary.sip().orElseThrow() : null);
        object.put("path", stored ? aipPath(summary) : null);
        object.set("failure", summary.failure().map(ProcessCommand::object).orElse(null));
        return object;
    }

    private static ObjectNode object(Failure failure) {
        var object = Json.text().createObjectNode();
        object.put("job", failure.job());
        object.put("task", failure.task().orElse(null));
        object.put("file", failure.file().orElse(null));
        object.put("message", failure.message());
        return object;
    }

    private static String aipPath(Summary summary) {
        return summary.aip()
                .map(location -> Path.of(URI.create(location)).toString())
                .orElse("");
    }

    private static String sentence(Summary summary) {
        if (summary.status() == TransferStatus.WAITING) {
            return "waits for the choice \"" + summary.step().orElse("") + "\"; answer it with \"choose\" on a running"
                    + " service, or use a configuration that answers it";
        }
        return summary.status().label()
                + summary.failure()
                        .map(failure -> " at \"" + failure.job() + "\": " + failure.message())
                        .orElse("");
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
