package preservation.mets;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import model.EntryKind;
import model.FileFacts;
import model.FilePath;
import model.FileUse;

/**
 * The entries of the register without their history, in a file that is removed at the end: several sections of a METS go
 * over all entries again, and the histories are many times as large. Directories that were never received but that
 * something lies in are put in before their content.
 */
public final class EntryIndex implements AutoCloseable {

    /**
     * One entry.
     *
     * @param id empty for a directory that was not received
     * @param originalPath as received; the present path for a directory that was not
     * @param administered true when it has an administrative section
     */
    public record Entry(
            Kind kind, Optional<UUID> id, FilePath path, FilePath originalPath, FileUse use, boolean administered) {}

    /** What METS makes of an entry. */
    public enum Kind {
        FILE,
        /** Only its history is left. */
        REMOVED_FILE,
        DIRECTORY
    }

    /** What is done with each entry. */
    public interface Each {
        void entry(Entry entry) throws IOException;
    }

    private final Path file;

    private EntryIndex(Path file) {
        this.file = file;
    }

    /** Writes the index; {@code hasEvents} says which directories have an administrative section. */
    public static EntryIndex write(Path file, Stream<FileFacts> register, Predicate<FileFacts> hasEvents)
            throws IOException {
        try (var lines = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
            var writing = new Writing(lines);
            for (Iterator<FileFacts> all = register.iterator(); all.hasNext(); ) {
                writing.add(all.next(), hasEvents);
            }
        }
        return new EntryIndex(file);
    }

    /** Gives every entry in the order of the register. */
    public void read(Each each) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                each.entry(parse(line.split("\t", -1)));
            }
        }
    }

    private static Entry parse(String[] columns) {
        return new Entry(
                Kind.valueOf(columns[0]),
                columns[1].isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(columns[1])),
                new FilePath(columns[2]),
                new FilePath(columns[3]),
                FileUse.valueOf(columns[4]),
                Boolean.parseBoolean(columns[5]));
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }

    /** Follows the tree, holding the directories on the way to the present entry. */
    private static final class Writing {
        private final BufferedWriter lines;
        private final Deque<FilePath> above = new ArrayDeque<>();
        private Optional<FilePath> last = Optional.empty();

        Writing(BufferedWriter lines) {
            this.lines = lines;
        }

        void add(FileFacts facts, Predicate<FileFacts> hasEvents) throws IOException {
            boolean isFile = facts.kind() == EntryKind.FILE;
            if (facts.removed()) {
                if (isFile) {
                    line(entry(Kind.REMOVED_FILE, facts, true));
                }
                return;
            }
            follow(facts.path());
            line(entry(isFile ? Kind.FILE : Kind.DIRECTORY, facts, isFile || hasEvents.test(facts)));
            if (!isFile) {
                above.addLast(facts.path());
            }
        }

        private static Entry entry(Kind kind, FileFacts facts, boolean administered) {
            return new Entry(
                    kind, Optional.of(facts.id()), facts.path(), facts.originalPath(), facts.use(), administered);
        }

        private void follow(FilePath path) throws IOException {
            if (last.isPresent() && last.get().compareTo(path) >= 0) {
                throw new IllegalStateException(
                        "the entries are not in the order of their paths: " + path + " after " + last.get());
            }
            last = Optional.of(path);
            while (!above.isEmpty() && !path.isUnder(above.getLast())) {
                above.removeLast();
            }
            int from = above.isEmpty() ? 0 : above.getLast().encoded().length() + 1;
            for (int slash = path.encoded().indexOf('/', from); slash >= 0; ) {
                var parent = new FilePath(path.encoded().substring(0, slash));
                above.addLast(parent);
                line(new Entry(Kind.DIRECTORY, Optional.empty(), parent, parent, FileUse.ORIGINAL, false));
                slash = path.encoded().indexOf('/', slash + 1);
            }
        }

        private void line(Entry entry) throws IOException {
            lines.write(String.join(
                    "\t",
                    entry.kind().name(),
                    entry.id().map(UUID::toString).orElse(""),
                    entry.path().encoded(),
                    entry.originalPath().encoded(),
                    entry.use().name(),
                    Boolean.toString(entry.administered())));
            lines.write('\n');
        }
    }
}
