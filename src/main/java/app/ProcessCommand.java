package app;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one transfer from a directory to its end, in this process. */
@Command(name = "process", description = "Process a directory of files into a stored AIP, in this process.")
final class ProcessCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", description = "the directory to transfer")
    private Path path;

    @Option(names = "--config", defaultValue = "automated")
    private String configuration;

    @Option(names = "--data")
    private Path data;

    @Option(names = "--store")
    private Path store;

    @Override
    public Integer call() throws Exception {
        var settings = Settings.of(System.getenv()).in(Optional.ofNullable(data), Optional.ofNullable(store));
        var clock = Clock.systemUTC();
        var actions = ActionCatalogue.of(settings, Toolbox.open(settings), Version.software(), clock);
        var workflows = Workflows.read(settings.data(), actions.names());
        try (var installation = new Installation(settings, "muniment process", actions, clock)) {
            var transfers = installation.node().transfers();
            var id = Submitting.newId();
            var source = path.toRealPath();
            new Submitting(transfers, workflows, clock)
                    .submit(
                            id,
                            new Submitting.Request(
                                    source,
                                    path.toString(),
                                    source.getFileName().toString(),
                                    "standard",
                                    configuration,
                                    Optional.empty(),
                                    System.getProperty("user.name"),
                                    Map.of()),
                            id.toString())
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS);
            var last = "";
            while (true) {
                var summary = transfers.describe(id).toCompletableFuture().get(30, TimeUnit.SECONDS);
                if (!last.equals(summary.toString())) {
                    last = summary.toString();
                    System.err.println(clock.instant() + " " + last);
                }
                if (summary.status().isEnded()) {
                    return 0;
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }
}
