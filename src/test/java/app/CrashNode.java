package app;

import crash.ExecutionLog;
import crash.Moment;
import crash.WatchedAction;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import model.TransferId;
import preservation.PreservationAction;
import preservation.attempt.Actions;
import views.Progress;

/**
 * The process that is killed: as the command {@code process}, with watched actions and a transfer whose id is known before.
 * Arguments: data directory, execution log, moment, configuration, and the source when it shall be submitted.
 */
final class CrashNode {

    private static final TransferId TRANSFER = new TransferId(UUID.fromString("7d5a0f6e-5b1c-4d0f-9d5e-0c4a1f3b2a10"));

    private CrashNode() {}

    public static void main(String[] arguments) throws Exception {
        var clock = Clock.systemUTC();
        var settings = Settings.of(Map.of()).in(Optional.of(Path.of(arguments[0])), Optional.empty());
        var log = new ExecutionLog(Path.of(arguments[1]), clock);
        var moment = Moment.parse(arguments[2]);
        log.write("started", "process", 0, ProcessHandle.current().pid());
        var watched = new HashMap<String, PreservationAction<?>>();
        ActionCatalogue.byName(settings, Toolbox.open(settings), Version.software(), clock)
                .forEach((name, action) -> watched.put(name, WatchedAction.of(name, action, log, moment)));
        var actions = new Actions(watched);
        var workflows = Workflows.read(settings.data(), actions.names());
        try (var installation = new Installation(settings, "crash test", actions, clock)) {
            var node = installation.node();
            if (arguments.length > 4) {
                submit(new Submitting(node.transfers(), workflows, clock), arguments[3], Path.of(arguments[4]));
                if (moment.action().equals(Moment.SUBMITTED)) {
                    log.write("at", Moment.SUBMITTED, 0, 0);
                }
            }
            finish(node, log, arguments.length > 4);
        }
        log.write("stopped", "process", 0, 0);
        System.exit(0);
    }

    private static void submit(Submitting submitting, String configuration, Path source) throws Exception {
        var request = new Submitting.Request(
                source,
                source.toString(),
                source.getFileName().toString(),
                "standard",
                configuration,
                Optional.empty(),
                "crash test",
                Map.of());
        submitting
                .submit(TRANSFER, request, TRANSFER.toString())
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
    }

    /** Like the command: after a kill, only the views say what is unfinished. */
    private static void finish(Node node, ExecutionLog log, boolean submitted) throws Exception {
        if (!submitted && !Progress.unfinished(node.views()).contains(TRANSFER)) {
            log.write("nothing-unfinished", "process", 0, 0);
        }
        node.transfers().wake(TRANSFER);
        var out = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        var summary = new FollowTransfer(node.transfers(), node.views(), out, false).follow(TRANSFER);
        out.println(summary);
        log.write("ended", summary.status().label(), 0, 0);
    }
}
