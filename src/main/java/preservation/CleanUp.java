package preservation;

import model.TaskResult;
import storage.AipStore;

/**
 * Makes sure that the AIP is in the store, so that what was made on the way may go. It removes nothing itself: attempt
 * directories are removed when the transfer has ended, once nobody can ask for them any more.
 */
public final class CleanUp implements PreservationAction<CleanUp.Parameters> {

    private final AipStore store;

    public CleanUp(AipStore store) {
        this.store = store;
    }

    /** Nothing to set. */
    public record Parameters() {}

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public TaskResult run(Parameters parameters, TaskInput task, ActionContext context) throws Exception {
        var aip = context.transfer().sip();
        var stored = store.probe(aip);
        if (stored.isEmpty()) {
            return TaskResult.failed("the AIP " + aip + " is not in the store " + store.directoryOf(aip)
                    + "; the work area is kept, so that it can be stored again");
        }
        return TaskResult.completed("the AIP is in the store; the work area may go");
    }
}
