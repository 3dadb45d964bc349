package app;

import crash.ExecutionLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import model.TaskResult;
import preservation.ActionContext;
import preservation.PreservationAction;
import preservation.TaskInput;
import preservation.attempt.Actions;

/**
 * A node as {@code serve} starts it, by its environment, with one more action: {@code slow}, which takes its time with each
 * file and says so on the execution log (TEST_LOG).
 */
final class SlowNode {

    private static final int TASK_MILLIS = 300;
    private static final Path LOG = Path.of(System.getenv("TEST_LOG"));

    /** Once this file is there, tasks take no time: what a test waits for has happened. */
    private static final Path HURRY = LOG.resolveSibling("hurry");

    private SlowNode() {}

    public static void main(String[] arguments) throws Exception {
        var settings = Settings.of(System.getenv());
        var clock = Clock.systemUTC();
        settings.cluster().check(settings.node(), settings.database().isEmpty());
        var actions = new HashMap<String, PreservationAction<?>>(
                ActionCatalogue.byName(settings, Toolbox.open(settings), Version.software(), clock));
        actions.put("slow", new Slow(new ExecutionLog(LOG, clock)));
        var service =
                Ending.start(() -> Service.start(settings, new Actions(actions), clock), () -> Runtime.getRuntime()
                        .halt(0));
        service.address().ifPresent(at -> System.out.println("listens on http://127.0.0.1:" + at.getPort()));
        var unused = service.node().up().thenRun(() -> System.out.println("is up"));
        System.out.println("ended: " + service.node().ended().get());
        System.exit(1);
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
            log.write("begin", "slow", task.ordinal(), process);
            if (!Files.exists(HURRY) && new CountDownLatch(1).await(TASK_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("nobody counts down");
            }
            if (needsDirectory()) {
                Files.writeString(context.attemptDirectory().resolve("made-" + task.ordinal()), "made");
            }
            log.write("end", "slow", task.ordinal(), process);
            return TaskResult.completed();
        }
    }
}
