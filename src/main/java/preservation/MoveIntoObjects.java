package preservation;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import model.EntryKind;
import model.FileFacts;
import model.FilePath;
import model.FileUse;
import model.Finding;
import model.FindingAbout;
import model.TaskResult;
import preservation.names.CleanName;
import preservation.names.Names;

/**
 * Moves a directory of the transfer, such as its submission documentation, to its place among the SIP's objects. Changes
 * logical paths only; empty directories move along.
 */
public final class MoveIntoObjects implements PreservationAction<MoveIntoObjects.Parameters> {

    private static final String TRANSFER = "{transfer}";

    /**
     * What goes where.
     *
     * @param from a directory; when there is none, nothing is moved
     * @param to the place it gets; {@code {transfer}} stands for the transfer's clean name, a hyphen and its UUID
     * @param use what its files are for from then on: {@code metadata} or {@code submissionDocumentation}; unchanged if
     *     left out
     */
    public record Parameters(String from, String to, String use) {
        public Parameters {
            if (from == null || to == null) {
                throw new IllegalArgumentException("both from and to must be given");
            }
            FilePath.of(from);
            FilePath.of(to);
            useOf(use);
        }

        private static Optional<FileUse> useOf(String label) {
            if (label == null) {
                return Optional.empty();
            }
            return Optional.of(Stream.of(FileUse.values())
                    .filter(use -> use.label().equals(label))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "use is \"" + label + "\"; use original, metadata or submissionDocumentation")));
        }
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public TaskResult run(Parameters parameters, TaskInput task, ActionContext context) throws IOException {
        var from = FilePath.of(parameters.from());
        var to = freePlace(FilePath.of(parameters.to().replace(TRANSFER, directoryName(context))), from, context);
        var count = new AtomicInteger();
        try (var entries = context.entries()) {
            var bulk = context.keepFindings(entries.filter(entry -> isMoved(entry, from))
                    .peek(entry -> count.incrementAndGet())
                    .flatMap(entry -> findings(entry, from, to, Parameters.useOf(parameters.use()))));
            return count.get() == 0
                    ? TaskResult.completed("the transfer has no " + from.display())
                    : TaskResult.completed(count + " files and directories moved to " + to.display())
                            .withBulk(bulk);
        }
    }

    /** The transfer's clean name and UUID, as they name its directories. */
    static String directoryName(ActionContext context) {
        return CleanName.ofPackage(context.transfer().name()) + "-"
                + context.transfer().id();
    }

    private static boolean isMoved(FileFacts entry, FilePath from) {
        return !entry.removed() && entry.path().isUnder(from);
    }

    private static Stream<FindingAbout> findings(FileFacts entry, FilePath from, FilePath to, Optional<FileUse> use) {
        var target = entry.path().equals(from) ? to : to.resolve(entry.path().relativeTo(from));
        var move = new Finding.PathChanged(entry.path(), target, Finding.PathChanged.Reason.MOVED_INTO_SIP);
        return Stream.concat(
                        Stream.of(move),
                        use.filter(other -> other != entry.use()).map(Finding.UseChanged::new).stream())
                .map(finding -> new FindingAbout(entry.id(), finding));
    }

    /** {@code wanted}, or with a number where something is there already: two trees are never mixed. */
    private static FilePath freePlace(FilePath wanted, FilePath from, ActionContext context) throws IOException {
        var place = wanted;
        for (int number = 1; isOccupied(place, from, context); number++) {
            var parent = wanted.encoded().substring(0, wanted.encoded().lastIndexOf('/') + 1);
            place = new FilePath(parent + Names.numbered(wanted.name(), number).encoded());
        }
        return place;
    }

    private static boolean isOccupied(FilePath place, FilePath from, ActionContext context) throws IOException {
        try (var entries = context.entries()) {
            for (var each = entries.filter(entry -> !entry.removed()).iterator(); each.hasNext(); ) {
                var entry = each.next();
                if (entry.kind() == EntryKind.FILE && place.isUnder(entry.path()) && !place.equals(entry.path())) {
                    throw new IOException(entry.path().display() + ": this file stands where the directory "
                            + place.display() + " must be; its name should have been changed before");
                }
                if (entry.path().isUnder(place) && !entry.path().isUnder(from)) {
                    return true;
                }
            }
            return false;
        }
    }
}
