package testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import model.ChecksumAlgorithm;
import model.EntryKind;
import model.FileFacts;
import model.FilePath;
import model.Finding;
import model.TaskResult;
import model.TaskStatus;
import preservation.Attempting;
import preservation.PreservationAction;
import preservation.TaskInput;

/**
 * Runs actions one after another and keeps what they find, as jobs and the file register do, for tests of several actions
 * together. It knows no filters: a file-scope action gets every file that is not removed.
 */
public final class SmallRegister {

    private final FakeContext context;
    private final Map<UUID, FileFacts> entries = new LinkedHashMap<>();

    public SmallRegister(Path directory, Path source) throws IOException {
        this.context = FakeContext.in(directory).withSource(source);
    }

    public FakeContext context() {
        return context;
    }

    /** Every entry, in the register's order. */
    public List<FileFacts> entries() {
        return context.withEntries(List.copyOf(entries.values())).entries().toList();
    }

    public List<FileFacts> files() {
        return entries().stream()
                .filter(entry -> entry.kind() == EntryKind.FILE && !entry.removed())
                .toList();
    }

    /** A package-scope action; its findings are applied unless it failed. */
    public <P> TaskResult runPackage(PreservationAction<P> action, P parameters) throws Exception {
        entries();
        var result = Attempting.run(action, parameters, Entries.packageTask(), context);
        if (result.status() != TaskStatus.FAILED) {
            for (var about : context.findings(result)) {
                apply(about.file(), about.finding());
            }
        }
        return result;
    }

    /** A file-scope action over all files, as one group. Gives the failures. */
    public <P> List<TaskResult> runFiles(PreservationAction<P> action, P parameters) throws Exception {
        var tasks = Entries.tasks(files());
        var results = new HashMap<TaskInput, TaskResult>();
        action.runGroup(parameters, tasks, context, results::put);
        var failures = new ArrayList<TaskResult>();
        for (var task : tasks) {
            var result = results.get(task);
            result.findings().forEach(finding -> apply(task.theFile().id(), finding));
            if (result.status() == TaskStatus.FAILED) {
                failures.add(result);
            }
        }
        return failures;
    }

    private void apply(UUID id, Finding finding) {
        if (finding instanceof Finding.Listed listed) {
            entries.put(id, listed(id, listed));
        } else {
            entries.computeIfPresent(id, (same, facts) -> apply(facts, finding));
        }
    }

    private static FileFacts listed(UUID id, Finding.Listed listed) {
        return new FileFacts(
                id,
                listed.kind(),
                listed.originalPath(),
                listed.path(),
                listed.use(),
                Optional.empty(),
                listed.size(),
                listed.modified(),
                Map.of(),
                Optional.empty(),
                false,
                List.of());
    }

    private static FileFacts apply(FileFacts facts, Finding finding) {
        if (finding instanceof Finding.Received received) {
            return with(facts, facts.path(), Optional.of(received.physicalPath()), received.checksums(), false);
        }
        if (finding instanceof Finding.ChecksumsAssigned assigned) {
            return with(facts, facts.path(), facts.physicalPath(), assigned.checksums(), false);
        }
        if (finding instanceof Finding.PathChanged changed) {
            if (!changed.from().equals(facts.path())) {
                throw new AssertionError(changed + " is not about where " + facts.path() + " is");
            }
            return with(facts, changed.to(), facts.physicalPath(), facts.checksums(), facts.removed());
        }
        return finding instanceof Finding.Removed
                ? with(facts, facts.path(), facts.physicalPath(), facts.checksums(), true)
                : facts;
    }

    private static FileFacts with(
            FileFacts facts,
            FilePath path,
            Optional<FilePath> physicalPath,
            Map<ChecksumAlgorithm, String> checksums,
            boolean removed) {
        return new FileFacts(
                facts.id(),
                facts.kind(),
                facts.originalPath(),
                path,
                facts.use(),
                physicalPath,
                facts.size(),
                facts.modified(),
                checksums,
                facts.format(),
                removed,
                facts.findings());
    }
}
