package audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import model.TransferId;
import pipeline.journal.ChainedEvent;
import pipeline.transfer.TransferEvent.Tidied;
import storage.TreeSync;

/**
 * Moves journals of ended transfers from the database to files and back. A journal is in the database, in its file, or in
 * both at any moment, never in none and never half: the file is whole, forced and read again before the rows are deleted, and
 * one transaction, which keeps every other writer of this journal out, holds from the first row read to the last deleted.
 */
public final class MoveJournals {

    private static final String TRANSFER = "transfer|";
    private static final String TIDIED = "transfer.tidied";
    private static final int PAGE = 1000;

    private final DataSource source;
    private final JournalArchive archive;

    public MoveJournals(DataSource source, JournalArchive archive) {
        this.source = source;
        this.archive = archive;
    }

    /**
     * The transfers whose journals ended before a moment: the work area is cleared, the receipt written, nothing more comes
     * unless a person resumes one that failed.
     */
    public List<TransferId> ended(Instant before) throws SQLException {
        try (var connection = source.getConnection()) {
            var rows = new DatabaseRows(connection);
            var found = new ArrayList<TransferId>();
            var last = "";
            for (var page = rows.idsAfter(TRANSFER, last, PAGE);
                    !page.isEmpty();
                    page = rows.idsAfter(TRANSFER, last, PAGE)) {
                for (var id : page) {
                    if (tidiedAt(connection, id).filter(before::isAfter).isPresent()) {
                        found.add(TransferId.of(id.substring(TRANSFER.length())));
                    }
                }
                last = page.get(page.size() - 1);
            }
            return found;
        }
    }

    private static Optional<Instant> tidiedAt(Connection connection, String id) throws SQLException {
        try (var query = connection.prepareStatement(
                """
                SELECT event_ser_manifest, event_payload FROM event_journal
                WHERE persistence_id = ? ORDER BY sequence_number DESC LIMIT 1""")) {
            query.setString(1, id);
            try (var rows = query.executeQuery()) {
                return rows.next()
                                && rows.getString(1).equals(TIDIED)
                                && ChainedEvent.read(TIDIED, rows.getBytes(2)).event() instanceof Tidied tidied
                        ? Optional.of(tidied.at())
                        : Optional.empty();
            }
        }
    }

    /** What became of a journal that was to be moved. */
    public record Moved(boolean done, List<Discrepancy> discrepancies) {}

    /**
     * Moves the journal of a transfer to its file; one that does not agree with itself stays where it is.
     *
     * @return not done where the database has nothing of it, or it does not end with being tidied
     */
    public Moved move(TransferId transfer) throws SQLException, IOException {
        return writing(connection -> {
            lock(connection, transfer);
            if (tidiedAt(connection, TRANSFER + transfer).isEmpty()) {
                return new Moved(false, List.of());
            }
            var file = archive.fileOf(transfer);
            TreeSync.createDirectories(file.getParent());
            clearPartial(file);
            var partial = file.resolveSibling(partialOf(file) + UUID.randomUUID());
            try {
                var rows = new TransferRows(connection, transfer);
                var written = rows.writeTo(partial);
                var discrepancies = compare(partial, transfer, written);
                if (!discrepancies.isEmpty()) {
                    return new Moved(false, discrepancies);
                }
                Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
                TreeSync.directory(file.getParent());
                rows.delete(written.rows());
                return new Moved(true, List.of());
            } finally {
                Files.deleteIfExists(partial);
            }
        });
    }

    /** Reads the file again: it must hold exactly these rows, and they must agree with each other. */
    private static List<Discrepancy> compare(Path partial, TransferId transfer, TransferRows.Written written)
            throws SQLException, IOException {
        try (var file = new ArchivedJournal(partial)) {
            var read = TransferRows.digestOf(file);
            if (!read.equals(written)) {
                throw new IOException("the file " + partial + " is not what was written to it");
            }
            var tally = new Tally();
            new VerifyTransfer(new FileRows(file), Anchors.NONE, Optional.empty(), tally, (id, sequence, head) -> {})
                    .verify(transfer);
            return tally.report().discrepancies();
        }
    }

    /**
     * Puts the journal of a transfer back into the database, where the database has nothing of it: somebody wants to go on
     * with the transfer. The file stays, and does not count any more.
     *
     * @throws IOException if the file can't be read or does not agree with itself
     */
    public void recall(TransferId transfer) throws SQLException, IOException {
        writing(connection -> {
            lock(connection, transfer);
            if (!new DatabaseRows(connection)
                    .idsAfter(TRANSFER + transfer, "", 1)
                    .isEmpty()) {
                return null;
            }
            var path = archive.fileOf(transfer);
            try (var file = new ArchivedJournal(path)) {
                var written = TransferRows.digestOf(file);
                var discrepancies = compare(path, transfer, written);
                if (!discrepancies.isEmpty()) {
                    throw new IOException(path + " is not the journal that was written: " + discrepancies.get(0));
                }
                new TransferRows(connection, transfer).insert(file);
            } catch (UncheckedIOException failure) {
                throw failure.getCause();
            }
            return null;
        });
    }

    /** Of what moves that were killed left; the lock says that nobody is at it now. */
    private static void clearPartial(Path file) throws IOException {
        try (var left = Files.newDirectoryStream(file.getParent(), partialOf(file) + "*")) {
            for (var each : left) {
                Files.deleteIfExists(each);
            }
        }
    }

    private static String partialOf(Path file) {
        return ".partial-" + file.getFileName() + "-";
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException, IOException;
    }

    private <T> T writing(Work<T> work) throws SQLException, IOException {
        try (var connection = source.getConnection()) {
            boolean before = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                var result = work.on(connection);
                connection.commit();
                return result;
            } finally {
                connection.rollback();
                connection.setAutoCommit(before);
            }
        }
    }

    /** The lock that the trigger of V7 shares: whoever writes to this journal meanwhile waits, and then finds it moved. */
    private static void lock(Connection connection, TransferId transfer) throws SQLException {
        try (var lock = connection.prepareStatement("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")) {
            lock.setString(1, TRANSFER + transfer);
            lock.execute();
        }
    }
}
