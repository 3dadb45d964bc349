package preservation;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import model.ChecksumAlgorithm;
import model.EntryKind;
import model.FileFacts;
import model.FilePath;
import model.Finding;
import model.FindingAbout;
import model.TaskResult;
import model.Verdict;
import preservation.fixity.ChecksumList;
import preservation.fixity.Problems;

/**
 * Compares the files with the checksum lists that came in the transfer's metadata directory. Every object must be in
 * every list with the right digest, and every listed file must be there; names are matched as they were received. Files
 * that were removed as unneeded may be listed, but need not.
 */
public final class VerifyMetadataChecksums implements PreservationAction<VerifyMetadataChecksums.Parameters> {

    /** Nothing to set. */
    public record Parameters() {}

    /** One run: the lists, and what is wrong so far. */
    private record Check(List<ChecksumList> lists, Problems problems, ActionContext context) {}

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public TaskResult run(Parameters parameters, TaskInput task, ActionContext context)
            throws IOException, InterruptedException {
        var problems = new Problems();
        var check = new Check(readLists(context, problems), problems, context);
        if (check.lists().isEmpty()) {
            return TaskResult.completed("no checksum list came with the transfer");
        }
        announce(check);
        try (var entries = context.entries()) {
            var bulk = context.keepFindings(entries.flatMap(entry -> compare(entry, check).stream()));
            check.lists().forEach(ChecksumList::reportMissing);
            return conclude(check).withBulk(bulk);
        } catch (UncheckedIOException failure) {
            if (failure.getCause() instanceof InterruptedIOException) {
                throw new InterruptedException(failure.getMessage());
            }
            throw failure.getCause();
        }
    }

    private static TaskResult conclude(Check check) {
        var names =
                String.join(", ", check.lists().stream().map(ChecksumList::name).toList());
        if (check.problems().isEmpty()) {
            return TaskResult.completed("every file agrees with " + names);
        }
        var failed = TaskResult.failed("the transfer does not agree with its checksum lists: " + check.problems()
                + "; put right what is wrong in the source, files or lists, and submit it again");
        return check.problems().blame().map(failed::withBlame).orElse(failed);
    }

    private static List<ChecksumList> readLists(ActionContext context, Problems problems) throws IOException {
        var lists = new ArrayList<ChecksumList>();
        try (var entries = context.entries()) {
            for (var each = entries.filter(VerifyMetadataChecksums::isInPackage).iterator(); each.hasNext(); ) {
                var entry = each.next();
                var algorithm = algorithmOf(entry.path());
                if (algorithm.isPresent() && entry.physicalPath().isPresent()) {
                    var physical = context.physical(entry.physicalPath().get());
                    try (var in = Files.newInputStream(physical)) {
                        lists.add(ChecksumList.read(entry.originalPath(), algorithm.get(), in, problems));
                    }
                }
            }
        }
        return lists;
    }

    private static Optional<ChecksumAlgorithm> algorithmOf(FilePath path) {
        return Stream.of(ChecksumAlgorithm.values())
                .filter(algorithm -> path.equals(FilePath.of("metadata/checksum." + algorithm.label())))
                .findFirst();
    }

    private static void announce(Check check) throws IOException {
        try (var entries = check.context().entries()) {
            for (var each = entries.filter(entry -> entry.kind() == EntryKind.FILE)
                            .iterator();
                    each.hasNext(); ) {
                var original = each.next().originalPath();
                check.lists().forEach(list -> list.announce(original));
            }
        }
    }

    private static Optional<FindingAbout> compare(FileFacts entry, Check check) {
        if (entry.kind() != EntryKind.FILE) {
            return Optional.empty();
        }
        var lines = new EnumMap<ChecksumAlgorithm, List<ChecksumList.Line>>(ChecksumAlgorithm.class);
        for (var list : check.lists()) {
            var matching = list.matching(entry.originalPath()).toList();
            if (!matching.isEmpty()) {
                lines.put(list.algorithm(), matching);
            } else if (isInPackage(entry) && entry.path().isUnder(RestructureForCompliance.OBJECTS)) {
                var shown = entry.originalPath().display();
                check.problems().add(shown + " is not listed in " + list.name(), entry.originalPath());
            }
        }
        return lines.isEmpty() || !isInPackage(entry)
                ? Optional.empty()
                : Optional.of(new FindingAbout(entry.id(), compare(entry, lines, check)));
    }

    private static Finding compare(
            FileFacts entry, Map<ChecksumAlgorithm, List<ChecksumList.Line>> lines, Check check) {
        var found = digests(entry, lines, check.context());
        var used = new ArrayList<String>();
        var wrong = new ArrayList<String>();
        for (var list : check.lists()) {
            for (var line : lines.getOrDefault(list.algorithm(), List.of())) {
                used.add(list.name());
                var actual = found.get(list.algorithm());
                if (!line.digest().equals(actual)) {
                    wrong.add(list.name() + " line " + line.number() + " says " + line.digest() + ", the file has "
                            + actual);
                }
            }
        }
        for (var each : wrong) {
            check.problems().add(entry.originalPath().display() + ": wrong digest: " + each, entry.originalPath());
        }
        var names = used.stream().distinct().toList();
        return wrong.isEmpty()
                ? new Finding.FixityChecked(Verdict.PASS, names, "")
                : new Finding.FixityChecked(Verdict.FAIL, names, String.join("; ", wrong));
    }

    /** What the register has, and the rest in one read. */
    private static Map<ChecksumAlgorithm, String> digests(
            FileFacts entry, Map<ChecksumAlgorithm, List<ChecksumList.Line>> lines, ActionContext context) {
        var missing = EnumSet.copyOf(lines.keySet());
        missing.removeAll(entry.checksums().keySet());
        var digests = new EnumMap<ChecksumAlgorithm, String>(ChecksumAlgorithm.class);
        digests.putAll(entry.checksums());
        try {
            digests.putAll(missing.isEmpty() ? Map.of() : AssignChecksums.compute(missing, entry, context));
            return digests;
        } catch (IOException failure) {
            var message = entry.originalPath().display() + ": " + failure.getMessage();
            throw new UncheckedIOException(new IOException(message, failure));
        } catch (InterruptedException givenUp) {
            throw new UncheckedIOException(new InterruptedIOException(givenUp.getMessage()));
        }
    }

    private static boolean isInPackage(FileFacts entry) {
        return entry.kind() == EntryKind.FILE && !entry.removed();
    }
}
