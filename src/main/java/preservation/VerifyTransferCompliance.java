package preservation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import model.EntryKind;
import model.FileFacts;
import model.FilePath;
import model.TaskResult;

/**
 * Holds a transfer to Archivematica's layout: nothing at its top but the directories {@code objects}, {@code metadata} and
 * {@code logs}, and at least one file under {@code objects}. Moves nothing; {@link RestructureForCompliance} does.
 */
public final class VerifyTransferCompliance implements PreservationAction<VerifyTransferCompliance.Parameters> {

    private static final Set<FilePath> KNOWN =
            Set.of(RestructureForCompliance.OBJECTS, RestructureForCompliance.METADATA, RestructureForCompliance.LOGS);
    private static final int NAMED_MAX = 20;

    /** Nothing to set. */
    public record Parameters() {}

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public TaskResult run(Parameters parameters, TaskInput task, ActionContext context) throws IOException {
        var misplaced = new LinkedHashSet<FilePath>();
        int more = 0;
        long objects = 0;
        try (var entries = context.entries()) {
            for (var each = entries.filter(entry -> !entry.removed()).iterator(); each.hasNext(); ) {
                var entry = each.next();
                objects += isObject(entry) ? 1 : 0;
                if (!isInPlace(entry) && misplaced.size() < NAMED_MAX) {
                    misplaced.add(entry.path());
                } else if (!isInPlace(entry)) {
                    more++;
                }
            }
        }
        if (!misplaced.isEmpty()) {
            return misplaced(misplaced, more);
        }
        return objects == 0
                ? TaskResult.failed("no file is left under objects, so there is nothing to preserve")
                : TaskResult.completed(objects + " files under objects");
    }

    private static boolean isObject(FileFacts entry) {
        return entry.kind() == EntryKind.FILE && entry.path().isUnder(RestructureForCompliance.OBJECTS);
    }

    private static boolean isInPlace(FileFacts entry) {
        var segments = entry.path().segments();
        return KNOWN.contains(segments.get(0)) && (segments.size() > 1 || entry.kind() == EntryKind.DIRECTORY);
    }

    private static TaskResult misplaced(Set<FilePath> paths, int more) {
        var names = new ArrayList<String>();
        paths.forEach(path -> names.add(path.display()));
        return TaskResult.failed(
                "only the directories objects, metadata and logs may be at the top of a transfer, but there is "
                        + String.join(", ", names) + (more > 0 ? " and " + more + " more" : ""),
                paths.iterator().next());
    }
}
