package crash.cluster;

import crash.AttemptName;
import crash.ExecutionLog;
import java.io.IOException;
import java.nio.file.Path;
import model.TaskResult;
import preservation.ActionContext;
import preservation.PreservationAction;
import preservation.TaskInput;

/**
 * An action that does nothing, but not with every file: names say which tasks are slow, which fail in their first round, and
 * which bring the whole process down, twice.
 */
public record MeetTrouble(Logs logs, ExecutionLog log) implements PreservationAction<MeetTrouble.Parameters> {

    private static final long SLOW_MILLIS = 2_500;
    private static final int CRASHES = 2;
    private static final int HALTED = 137;

    /** How it is met: when calm, nothing happens. */
    public record Parameters(boolean calm) {}

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public boolean needsDirectory() {
        return true;
    }

    @Override
    public TaskResult run(Parameters parameters, TaskInput task, ActionContext context) throws IOException {
        var name = task.theFile().path().display();
        if (parameters.calm()) {
            return TaskResult.completed();
        }
        if (name.contains("slow")) {
            TracedAction.pause(SLOW_MILLIS);
        }
        if (name.contains("crashing")) {
            crash(context.attemptDirectory(), task.ordinal());
        }
        return name.contains("failing")
                        && AttemptName.of(context.attemptDirectory()).turn() == 0
                ? TaskResult.failed("this file fails in its first round")
                : TaskResult.completed();
    }

    private void crash(Path directory, int ordinal) throws IOException {
        var attempt = AttemptName.of(directory);
        long crashes = logs.read().stream()
                .filter(seen ->
                        seen.line().word().equals("halt") && seen.line().task().equals(attempt.job() + "#" + ordinal))
                .count();
        if (crashes < CRASHES) {
            log.write("halt", attempt.job(), ordinal, attempt.number());
            Runtime.getRuntime().halt(HALTED);
        }
    }
}
