package bench.cluster;

import java.util.List;
import java.util.Optional;
import model.Finding;
import model.TaskResult;
import model.Verdict;
import preservation.ActionContext;
import preservation.PreservationAction;
import preservation.TaskInput;

/** Takes no time and finds 150 bytes. */
public final class DoNothing implements PreservationAction<DoNothing.Parameters> {

    public record Parameters() {}

    private static final Finding FINDING =
            new Finding.Validated(Verdict.PASS, Optional.empty(), "", List.of("nothing was done; ".repeat(6)));

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public TaskResult run(Parameters parameters, TaskInput task, ActionContext context) {
        return done();
    }

    static TaskResult done() {
        return TaskResult.completed(FINDING);
    }
}
