package app;

import app.settings.Role;
import crash.ExecutionLog;
import crash.cluster.Logs;
import crash.cluster.MeetTrouble;
import crash.cluster.TracedAction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import preservation.PreservationAction;
import preservation.attempt.Actions;

/**
 * A node of the cluster that is killed: as the command {@code serve} with the settings of its environment, and with traced
 * actions. Arguments: the directory of the execution logs. It ends when its input does, so that none is left over.
 */
final class CrashClusterNode {

    private CrashClusterNode() {}

    public static void main(String[] arguments) throws Exception {
        var clock = Clock.systemUTC();
        var settings = Settings.of(System.getenv());
        var logs = new Logs(Path.of(arguments[0]));
        var log = logs.of(settings.node().name(), clock);
        log.write("started", "process", 0, ProcessHandle.current().pid());
        endWithInput();
        settings.cluster().check(settings.node(), settings.database().isEmpty());
        var actions = new Actions(traced(settings, logs, log, clock));
        var front = settings.node().is(Role.HTTP)
                ? Optional.<NodeLife.Front>of(new ApiFront(Workflows.read(settings.data(), actions.names())))
                : Optional.<NodeLife.Front>empty();
        var installation = new Installation(settings, "crash test", actions, clock, front);
        var unused = installation
                .node()
                .up()
                .thenRun(() ->
                        log.write("up", "process", 0, ProcessHandle.current().pid()));
        System.err.println("ended: " + installation.node().ended().get());
        log.write("gave-up", "process", 0, ProcessHandle.current().pid());
        Runtime.getRuntime().halt(1);
    }

    private static Map<String, PreservationAction<?>> traced(
            Settings settings, Logs logs, ExecutionLog log, Clock clock) throws IOException, InterruptedException {
        var byName = ActionCatalogue.byName(settings, Toolbox.open(settings), Version.software(), clock);
        byName.put("meet-trouble", new MeetTrouble(logs, log));
        var traced = new HashMap<String, PreservationAction<?>>();
        byName.forEach((name, action) -> traced.put(name, new TracedAction<>(action, log)));
        return traced;
    }

    private static void endWithInput() {
        var thread = new Thread(() -> {
            try {
                System.in.transferTo(java.io.OutputStream.nullOutputStream());
            } catch (IOException closed) {
                // as good as its end
            }
            Runtime.getRuntime().halt(2);
        });
        thread.setDaemon(true);
        thread.start();
    }
}
