package testing;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import model.ChecksumAlgorithm;
import model.EntryKind;
import model.FileFacts;
import model.FilePath;
import model.FileUse;
import model.Ids;
import preservation.TaskInput;

/** Register entries for tests, made from as little as a test cares about. */
public final class Entries {

    public static final Instant MODIFIED = Instant.parse("2020-01-01T00:00:00Z");

    private Entries() {}

    /** A file that is not received yet, with the use that follows from where it lies. */
    public static FileFacts file(String path) {
        return file(FilePath.of(path));
    }

    public static FileFacts file(FilePath path) {
        return facts(EntryKind.FILE, path, path, Optional.empty(), 0, Map.of());
    }

    public static FileFacts directory(String path) {
        return directory(FilePath.of(path));
    }

    public static FileFacts directory(FilePath path) {
        return facts(EntryKind.DIRECTORY, path, path, Optional.empty(), 0, Map.of());
    }

    /** A file whose bytes are written into the context's work area, under its id. */
    public static FileFacts received(FakeContext context, String path, byte[] content) throws IOException {
        return received(context, FilePath.of(path), content, Map.of());
    }

    public static FileFacts received(
            FakeContext context, FilePath path, byte[] content, Map<ChecksumAlgorithm, String> checksums)
            throws IOException {
        var directory = Files.createDirectories(context.workArea().resolve("received"));
        var file = directory.resolve(id(path).toString());
        Files.write(file, content);
        return facts(EntryKind.FILE, path, path, Optional.of(context.inWorkArea(file)), content.length, checksums);
    }

    /** The same entry, standing somewhere else now. */
    public static FileFacts moved(FileFacts facts, String path) {
        return new FileFacts(
                facts.id(),
                facts.kind(),
                facts.originalPath(),
                FilePath.of(path),
                facts.use(),
                facts.physicalPath(),
                facts.size(),
                facts.modified(),
                facts.checksums(),
                facts.format(),
                facts.removed(),
                facts.findings());
    }

    public static TaskInput task(FileFacts facts) {
        return new TaskInput(0, Optional.of(facts));
    }

    /** One task for each, numbered. */
    public static List<TaskInput> tasks(List<FileFacts> facts) {
        var tasks = new ArrayList<TaskInput>();
        for (int i = 0; i < facts.size(); i++) {
            tasks.add(new TaskInput(i, Optional.of(facts.get(i))));
        }
        return tasks;
    }

    /** The one task of a package-scope job. */
    public static TaskInput packageTask() {
        return new TaskInput(0, Optional.empty());
    }

    public static UUID id(FilePath originalPath) {
        return Ids.ofOriginal(FakeContext.TRANSFER, originalPath);
    }

    private static FileFacts facts(
            EntryKind kind,
            FilePath originalPath,
            FilePath path,
            Optional<FilePath> physicalPath,
            long size,
            Map<ChecksumAlgorithm, String> checksums) {
        return new FileFacts(
                id(originalPath),
                kind,
                originalPath,
                path,
                use(path),
                physicalPath,
                size,
                Optional.of(MODIFIED),
                checksums,
                Optional.empty(),
                false,
                List.of());
    }

    private static FileUse use(FilePath path) {
        if (path.isUnder(FilePath.of("metadata/submissionDocumentation"))) {
            return FileUse.SUBMISSION_DOCUMENTATION;
        }
        return path.isUnder(FilePath.of("metadata")) ? FileUse.METADATA : FileUse.ORIGINAL;
    }
}
