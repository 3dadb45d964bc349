package app;

import bench.dispatch.DoNothing;
import bench.dispatch.ListMany;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import model.TransferId;
import preservation.attempt.Actions;

/** A node of the product with actions that take no time. Reads transfers' ids from its input, a line each. */
public final class BenchNode {

    private BenchNode() {}

    public static void main(String[] arguments) throws Exception {
        var clock = Clock.systemUTC();
        var settings = Settings.of(System.getenv());
        var byName = ActionCatalogue.byName(settings, Toolbox.open(settings), Version.software(), clock);
        byName.put("list-many", new ListMany());
        byName.put("do-nothing", new DoNothing());
        var actions = new Actions(byName);
        var workflows = Workflows.read(settings.data(), actions.names());
        try (var installation = new Installation(settings, "benchmark", actions, clock);
                var ids = new java.util.Scanner(System.in, java.nio.charset.StandardCharsets.UTF_8)) {
            var submitting = new Submitting(installation.node().transfers(), workflows, clock);
            System.out.println("ready");
            while (ids.hasNextLine()) {
                submit(submitting, new TransferId(UUID.fromString(ids.nextLine())));
            }
        }
    }

    private static void submit(Submitting submitting, TransferId id) throws Exception {
        var request = new Submitting.Request(
                Path.of("/"), "bench", "bench", "standard", "dispatch", Optional.empty(), "benchmark", Map.of());
        submitting.submit(id, request, id.toString()).toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
