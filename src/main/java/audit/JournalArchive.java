package audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import model.TransferId;
import pipeline.journal.ChainedEvent;

/**
 * Where the journals of ended transfers lie that were moved out of the database: a file for each transfer. A journal that the
 * database has too counts there; the file is then older, or about to be all there is.
 */
public final class JournalArchive {

    private static final String ENDING = ".journal.zip";

    private final Path directory;

    /** The directory is made when the first journal comes. */
    public JournalArchive(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    public Path directory() {
        return directory;
    }

    /** Where the journal of a transfer lies, if it was moved. */
    public Path fileOf(TransferId transfer) {
        var name = transfer.toString();
        return directory.resolve(name.substring(0, 2)).resolve(name + ENDING);
    }

    public boolean holds(TransferId transfer) {
        return Files.isRegularFile(fileOf(transfer));
    }

    /** The events of one persistence id in their order; the caller closes them. */
    public Stream<ChainedEvent> events(TransferId transfer, String persistenceId) throws IOException {
        var journal = open(transfer);
        return journal.rows(persistenceId)
                .map(row -> ChainedEvent.read(row.name(), row.stored()))
                .onClose(() -> close(journal));
    }

    private static void close(ArchivedJournal journal) {
        try {
            journal.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    ArchivedJournal open(TransferId transfer) throws IOException {
        return new ArchivedJournal(fileOf(transfer));
    }

    /** The persistence ids of all transfers that have a file. */
    NavigableSet<String> transfers() throws IOException {
        var ids = new TreeSet<String>();
        if (!Files.isDirectory(directory)) {
            return ids;
        }
        try (var files = Files.find(directory, 2, (path, attributes) -> attributes.isRegularFile())) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING) && !name.startsWith("."))
                    .forEach(name -> ids.add("transfer|" + name.substring(0, name.length() - ENDING.length())));
        }
        return ids;
    }
}
