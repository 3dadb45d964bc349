package app;

import actors.transfer.Transfers;
import bench.cluster.Compute;
import bench.cluster.DoNothing;
import bench.cluster.Executed;
import bench.cluster.ListMany;
import bench.cluster.NoteNothing;
import bench.cluster.TakeTime;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Scanner;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import model.Mandate;
import model.TransferId;
import preservation.attempt.Actions;

/** A node of the product with actions that take no time. Reads from its input, a line each, the ids of transfers to submit, or {@code cancel ID}. */
public final class BenchNode {

    private static final long LIMIT_SECONDS = 60;
    private static final String CANCEL = "cancel ";

    private BenchNode() {}

    public static void main(String[] arguments) throws Exception {
        var clock = Clock.systemUTC();
        var settings = Settings.of(System.getenv());
        var byName = ActionCatalogue.byName(settings, Toolbox.open(settings), Version.software(), clock);
        byName.put("list-many", new ListMany());
        byName.put("do-nothing", new DoNothing());
        byName.put("compute", new Compute());
        byName.put("take-time", new TakeTime());
        Files.createDirectories(settings.data());
        byName.put("note-nothing", new NoteNothing(new Executed(Executed.of(settings.data()))));
        var actions = new Actions(byName);
        try (var installation = new Installation(settings, "benchmark", actions, clock);
                var ids = new Scanner(System.in, StandardCharsets.UTF_8)) {
            installation.node().up().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            System.out.println("ready");
            while (ids.hasNextLine()) {
                var line = ids.nextLine();
                if (line.startsWith(CANCEL)) {
                    cancel(installation.node().transfers(), line.substring(CANCEL.length()));
                    continue;
                }
                var workflows = Workflows.read(settings.data(), actions.names());
                submit(new Submitting(installation.node().transfers(), workflows, clock), line);
            }
        }
        System.exit(0);
    }

    private static void cancel(Transfers transfers, String name) throws Exception {
        var mandate = new Mandate("benchmark", "it is measured", name);
        transfers.cancel(TransferId.of(name), mandate).toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private static void submit(Submitting submitting, String name) throws Exception {
        var id = new TransferId(UUID.fromString(name));
        var request = new Submitting.Request(
                Path.of("/"), "bench", "bench", "standard", "dispatch", Optional.empty(), "benchmark", Map.of());
        submitting.submit(id, request, name).toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
}
