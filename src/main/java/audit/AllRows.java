package audit;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import model.TransferId;

/**
 * The rows of the database, and of files those that the database does not have. The database's moment comes first: what was
 * moved after it is still seen there.
 */
final class AllRows implements JournalRows, Closeable {

    private static final String TRANSFER = "transfer|";
    private static final String JOB = "job|";

    private final JournalRows database;
    private final Optional<JournalArchive> archive;
    private NavigableSet<String> archived;
    private Optional<ArchivedJournal> open = Optional.empty();
    private String openId = "";

    AllRows(JournalRows database, Optional<JournalArchive> archive) {
        this.database = database;
        this.archive = archive;
    }

    @Override
    public void of(String persistenceId, Visitor visitor) throws SQLException {
        var file = file(persistenceId);
        if (file.isEmpty()) {
            database.of(persistenceId, visitor);
            return;
        }
        new FileRows(file.get()).of(persistenceId, visitor);
    }

    @Override
    public List<String> idsAfter(String prefix, String last, int most) throws SQLException {
        if (prefix.startsWith(JOB)) {
            var file = file(prefix);
            return file.isEmpty()
                    ? database.idsAfter(prefix, last, most)
                    : new FileRows(file.get()).idsAfter(prefix, last, most);
        }
        var ids = new TreeSet<>(database.idsAfter(prefix, last, most));
        for (var id : archived().tailSet(prefix.compareTo(last) > 0 ? prefix : last)) {
            if (!id.startsWith(prefix)) {
                break;
            }
            if (id.compareTo(last) > 0 && ids.add(id) && ids.size() > most) {
                ids.pollLast();
                break;
            }
        }
        return new ArrayList<>(ids).subList(0, Math.min(most, ids.size()));
    }

    @Override
    public List<String> others() throws SQLException {
        return database.others();
    }

    @Override
    public List<String> moved() throws SQLException {
        return database.moved();
    }

    @Override
    public List<String> unnoted() throws SQLException {
        var ids = new TreeSet<>(archived());
        ids.removeAll(database.moved());
        for (var id : List.copyOf(ids)) {
            if (!database.idsAfter(id, "", 1).isEmpty()) {
                ids.remove(id); // it was brought back, or is about to be moved
            }
        }
        return new ArrayList<>(ids);
    }

    /** The file that a persistence id is read from, opened; none where the database has the journal of its transfer. */
    private Optional<ArchivedJournal> file(String id) throws SQLException {
        var transfer = transferOf(id);
        if (archive.isEmpty() || transfer.isEmpty() || !archive.get().holds(transfer.get())) {
            return Optional.empty();
        }
        var own = TRANSFER + transfer.get();
        if (own.equals(openId)) {
            return open;
        }
        if (!database.idsAfter(own, "", 1).isEmpty()) {
            return Optional.empty();
        }
        try {
            close();
            open = Optional.of(archive.get().open(transfer.get()));
            openId = own;
            return open;
        } catch (IOException failure) {
            throw new UncheckedIOException("the file of " + own + " can't be read: " + failure.getMessage(), failure);
        }
    }

    private static Optional<TransferId> transferOf(String id) {
        var parts = id.split("\\|", -1);
        if (parts.length < 2 || !(id.startsWith(TRANSFER) || id.startsWith(JOB))) {
            return Optional.empty();
        }
        try {
            return Optional.of(TransferId.of(parts[1]));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private NavigableSet<String> archived() {
        if (archived == null) {
            try {
                archived = archive.isEmpty() ? new TreeSet<>() : archive.get().transfers();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return archived;
    }

    @Override
    public void close() throws IOException {
        openId = "";
        if (open.isPresent()) {
            open.get().close();
            open = Optional.empty();
        }
    }
}
