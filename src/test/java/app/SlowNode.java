package app;

import crash.ExecutionLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import model.TaskResult;
import preservation.ActionContext;
import preservation.PreservationAction;
import preservation.TaskInput;
import preservation.attempt.Actions;
import tools.ChildJvm;

/**
 * A node as {@code serve} starts it, by its environment, with one more action: {@code slow}, which takes its time with each
 * file and says so on the execution log (TEST_LOG).
 */
final class SlowNode {

    private static final int TASK_MILLIS = 300;
    private static final Path LOG = Path.of(System.getenv("TEST_LOG"));

    /** A file of this name ends the process that is at work on it. */
    private static final String DEADLY = System.getenv().getOrDefault("TEST_DEADLY", "");

    /** Once this file is there, tasks take no time: what a test waits for has happened. */
    private static final Path HURRY = LOG.resolveSibling("hurry");

    private SlowNode() {}

    public static void main(String[] arguments) throws Exception {
        var settings = Settings.of(System.getenv());
        var clock = Clock.systemUTC();
        settings.cluster().check(settings.node(), settings.database().isEmpty());
        var tools = Toolbox.open(settings);
        var apart = Apart.jvm(settings, tools.runner(), Alone.class);
        var told = new HashMap<>(apart.environment());
        told.putAll(Map.of("TEST_LOG", LOG.toString(), "TEST_DEADLY", DEADLY));
        var actions = new Actions(
                actions(settings, tools),
                Optional.of(new ChildJvm(apart.runner(), apart.program(), apart.heapMegabytes(), told)));
        var service = Ending.start(() -> Service.start(settings, actions, clock), () -> Runtime.getRuntime()
                .halt(0));
        service.address().ifPresent(at -> System.out.println("listens on http://127.0.0.1:" + at.getPort()));
        var unused = service.node().up().thenRun(() -> System.out.println("is up"));
        System.out.println("ended: " + service.node().ended().get());
        System.exit(1);
    }

    private static Map<String, PreservationAction<?>> actions(Settings settings, Toolbox tools) throws IOException {
        var clock = Clock.systemUTC();
        var actions = new HashMap<>(ActionCatalogue.byName(settings, tools, Version.software(), clock));
        actions.put("slow", new Slow(new ExecutionLog(LOG, clock)));
        return actions;
    }

    /** The program of the process that a suspected task gets to itself. */
    static final class Alone {

        private Alone() {}

        public static void main(String[] arguments) throws Exception {
            var settings = Settings.alone(System.getenv());
            ApartMain.carryOut(arguments, () -> new Actions(actions(settings, Toolbox.open(settings))));
        }
    }

    private record Slow(ExecutionLog log) implements PreservationAction<Slow.Parameters> {

        record Parameters() {}

        @Override
        public Class<Parameters> parameters() {
            return Parameters.class;
        }

        /** So that there is something to be left behind. */
        @Override
        public boolean needsDirectory() {
            return "true".equals(System.getenv("TEST_FILES"));
        }

        @Override
        public TaskResult run(Parameters parameters, TaskInput task, ActionContext context) throws Exception {
            long process = ProcessHandle.current().pid();
            var transfer = context.transfer().id().toString();
            log.write("begin", transfer, task.ordinal(), process);
            if (!DEADLY.isEmpty() && task.theFile().path().display().endsWith(DEADLY)) {
                log.write("halt", transfer, task.ordinal(), process);
                Runtime.getRuntime().halt(137);
            }
            if (!Files.exists(HURRY) && new CountDownLatch(1).await(TASK_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("nobody counts down");
            }
            if (needsDirectory()) {
                Files.writeString(context.attemptDirectory().resolve("made-" + task.ordinal()), "made");
            }
            log.write("end", transfer, task.ordinal(), process);
            return TaskResult.completed();
        }
    }
}
