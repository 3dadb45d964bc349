package audit;

import codec.JsonLines;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The journals of one transfer and its jobs in a file: a ZIP archive with an entry for each persistence id, named by it, of
 * rows as JSON lines. Any program that reads ZIP and JSON reads it too.
 */
final class ArchivedJournal implements Closeable {

    private static final JsonLines<ArchivedRow> LINES = new JsonLines<>(ArchivedRow.class);

    private final ZipFile file;
    private final List<String> ids;

    ArchivedJournal(Path path) throws IOException {
        file = new ZipFile(path.toFile());
        ids = file.stream().map(ZipEntry::getName).sorted().toList();
    }

    /** Its persistence ids in their order. */
    List<String> ids() {
        return ids;
    }

    /** The rows of one persistence id in their order, none where it has none; the caller closes them. */
    Stream<ArchivedRow> rows(String persistenceId) throws IOException {
        var entry = file.getEntry(persistenceId);
        if (entry == null) {
            return Stream.empty();
        }
        InputStream in = file.getInputStream(entry);
        return LINES.read(in);
    }

    /** A row and whose it is. */
    record Told(String persistenceId, ArchivedRow row) {}

    /** Whoever is told the rows; answers false to hear no more. */
    interface Listener {
        boolean next(Told told) throws IOException;
    }

    /** All rows in the order in which they were written; of each persistence id only the next one is held. */
    void tell(Listener listener) throws IOException {
        var open = new ArrayList<Stream<ArchivedRow>>();
        try {
            var next = new PriorityQueue<Following>(Comparator.comparingLong(each -> each.row.ordering()));
            for (var id : ids) {
                var rows = rows(id);
                open.add(rows);
                var following = new Following(id, rows.iterator());
                if (following.advance()) {
                    next.add(following);
                }
            }
            boolean more = true;
            while (more && !next.isEmpty()) {
                var first = next.remove();
                more = listener.next(new Told(first.id, first.row));
                if (first.advance()) {
                    next.add(first);
                }
            }
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        } finally {
            open.forEach(Stream::close);
        }
    }

    private static final class Following {
        private final String id;
        private final Iterator<ArchivedRow> rows;
        private ArchivedRow row;

        Following(String id, Iterator<ArchivedRow> rows) {
            this.id = id;
            this.rows = rows;
        }

        boolean advance() {
            row = rows.hasNext() ? rows.next() : null;
            return row != null;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
