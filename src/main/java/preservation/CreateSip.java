package preservation;

import java.io.IOException;
import java.util.Optional;
import model.EntryKind;
import model.FileFacts;
import model.TaskResult;

/**
 * Makes sure that the transfer's objects can become a SIP: there is at least one, and the logical paths form one possible
 * tree. Moves nothing; {@link MoveIntoObjects} brings documentation and metadata in.
 */
public final class CreateSip implements PreservationAction<CreateSip.Parameters> {

    /** Nothing to set. */
    public record Parameters() {}

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public TaskResult run(Parameters parameters, TaskInput task, ActionContext context) throws IOException {
        long objects = 0;
        Optional<FileFacts> before = Optional.empty();
        try (var entries = context.entries()) {
            for (var each = entries.filter(entry -> !entry.removed()).iterator(); each.hasNext(); ) {
                var entry = each.next();
                // Sorted as they are, whatever stands in an entry's place or above it comes directly before it.
                if (before.isPresent() && isInTheWay(before.get(), entry)) {
                    return TaskResult.failed(
                            entry.path().display() + ": "
                                    + before.get().originalPath().display() + " and "
                                    + entry.originalPath().display()
                                    + " cannot both stand there; this is a fault of the workflow's steps before",
                            entry.originalPath());
                }
                before = Optional.of(entry);
                objects += isObject(entry) ? 1 : 0;
            }
        }
        return objects == 0
                ? TaskResult.failed("no file is left under objects, so there is no SIP to make")
                : TaskResult.completed("SIP " + context.transfer().sip() + " with " + objects + " objects");
    }

    private static boolean isInTheWay(FileFacts before, FileFacts entry) {
        return entry.path().equals(before.path())
                || (before.kind() == EntryKind.FILE && entry.path().isUnder(before.path()));
    }

    private static boolean isObject(FileFacts entry) {
        return entry.kind() == EntryKind.FILE && entry.path().isUnder(RestructureForCompliance.OBJECTS);
    }
}
