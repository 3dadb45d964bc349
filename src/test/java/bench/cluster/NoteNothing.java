package bench.cluster;

import java.io.IOException;
import model.TaskResult;
import preservation.ActionContext;
import preservation.PreservationAction;
import preservation.TaskInput;

/** Takes no time, finds 150 bytes, and leaves a note that it was carried out. */
public record NoteNothing(Executed executed) implements PreservationAction<NoteNothing.Parameters> {

    /** There are none. */
    public record Parameters() {}

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public TaskResult run(Parameters parameters, TaskInput task, ActionContext context) throws IOException {
        executed.add(context.transfer().id().value(), task.ordinal());
        return DoNothing.done();
    }
}
