package preservation;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import model.FileFacts;
import model.FilePath;
import model.Finding;
import model.FindingAbout;
import model.TaskResult;
import preservation.names.NamePlan;

/**
 * Gives files and directories names that work everywhere; what is below a renamed directory moves with it. Changes
 * logical paths only: the original name stays in the register, and physical files are named by UUID anyway.
 */
public final class ChangeNames implements PreservationAction<ChangeNames.Parameters> {

    // The SIP puts directories of these names beside the originals, so no original may be a file of that name.
    private static final Set<FilePath> SIP_DIRECTORIES =
            Set.of(FilePath.of("metadata"), FilePath.of("submissionDocumentation"));

    /**
     * What gets new names.
     *
     * @param under everything below this directory, but not itself; {@code objects} if left out
     */
    public record Parameters(String under) {
        public Parameters {
            under = under == null ? "objects" : under;
        }

        FilePath directory() {
            return FilePath.of(under);
        }
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public TaskResult run(Parameters parameters, TaskInput task, ActionContext context) throws IOException {
        var under = parameters.directory();
        var reserved = under.equals(RestructureForCompliance.OBJECTS) ? SIP_DIRECTORIES : Set.<FilePath>of();
        var plan = NamePlan.of(() -> context.entries().filter(entry -> !entry.removed()), under, reserved);
        var count = new AtomicInteger();
        try (var entries = context.entries()) {
            var bulk = context.keepFindings(entries.filter(entry -> !entry.removed())
                    .flatMap(entry -> change(entry, plan).stream())
                    .peek(change -> count.incrementAndGet()));
            return count.get() == 0
                    ? TaskResult.completed("all names are clean")
                    : TaskResult.completed(count + " paths changed").withBulk(bulk);
        }
    }

    private static Optional<FindingAbout> change(FileFacts entry, NamePlan plan) {
        var from = entry.path();
        var to = plan.newPath(from);
        return from.equals(to)
                ? Optional.empty()
                : Optional.of(new FindingAbout(
                        entry.id(), new Finding.PathChanged(from, to, Finding.PathChanged.Reason.CLEANED)));
    }
}
