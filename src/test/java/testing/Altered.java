package testing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import model.ChecksumAlgorithm;
import model.DatedFinding;
import model.EntryKind;
import model.FileFacts;
import model.FilePath;
import model.FileUse;
import model.Format;

/** Facts of a file like others, but for what is said; for tests, for the product never alters facts. */
public final class Altered {

    private final UUID id;
    private final EntryKind kind;
    private final FilePath originalPath;
    private final FileUse use;
    private final Optional<Instant> modified;
    private FilePath path;
    private Optional<FilePath> physicalPath;
    private long size;
    private Map<ChecksumAlgorithm, String> checksums;
    private Optional<Format> format;
    private boolean removed;
    private List<DatedFinding> findings;

    private Altered(FileFacts facts) {
        id = facts.id();
        kind = facts.kind();
        originalPath = facts.originalPath();
        use = facts.use();
        modified = facts.modified();
        path = facts.path();
        physicalPath = facts.physicalPath();
        size = facts.size();
        checksums = facts.checksums();
        format = facts.format();
        removed = facts.removed();
        findings = facts.findings();
    }

    /** As these are, to begin with. */
    public static Altered of(FileFacts facts) {
        return new Altered(facts);
    }

    public Altered path(FilePath other) {
        path = other;
        return this;
    }

    public Altered physicalPath(Optional<FilePath> other) {
        physicalPath = other;
        return this;
    }

    public Altered size(long other) {
        size = other;
        return this;
    }

    public Altered checksums(Map<ChecksumAlgorithm, String> others) {
        checksums = others;
        return this;
    }

    public Altered format(Optional<Format> other) {
        format = other;
        return this;
    }

    public Altered removed() {
        removed = true;
        return this;
    }

    public Altered findings(List<DatedFinding> others) {
        findings = others;
        return this;
    }

    public FileFacts facts() {
        return new FileFacts(
                id, kind, originalPath, path, use, physicalPath, size, modified, checksums, format, removed, findings);
    }
}
