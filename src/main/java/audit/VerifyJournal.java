package audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import javax.sql.DataSource;
import model.TransferId;
import storage.AipStore;

/**
 * Recomputes the chains of the journal and says what does not agree, with itself, with stored output and with heads that are
 * known from outside. It changes nothing, needs no service, and holds no more than one transfer's jobs in memory.
 */
public final class VerifyJournal {

    private static final int PAGE = 1000;
    private static final String TRANSFER = "transfer|";

    private final DataSource source;
    private final Anchors anchors;
    private final Optional<Path> blobs;
    private final Optional<AipStore> store;
    private final Optional<JournalArchive> archive;

    /** @param blobs where stored output lies; empty to leave it out */
    public VerifyJournal(DataSource source, Anchors anchors, Optional<Path> blobs) {
        this(source, anchors, blobs, Optional.empty(), Optional.empty());
    }

    private VerifyJournal(
            DataSource source,
            Anchors anchors,
            Optional<Path> blobs,
            Optional<AipStore> store,
            Optional<JournalArchive> archive) {
        this.source = source;
        this.anchors = anchors;
        this.blobs = blobs;
        this.store = store;
        this.archive = archive;
    }

    /** The same, and the AIPs that lie in this store are compared with the journal. */
    public VerifyJournal with(AipStore aips) {
        return new VerifyJournal(source, anchors, blobs, Optional.of(aips), archive);
    }

    /** The same, and journals that were moved to files are verified there. */
    public VerifyJournal with(JournalArchive files) {
        return new VerifyJournal(source, anchors, blobs, store, Optional.of(files));
    }

    /** One transfer with all its jobs; what else the anchors are about is left out. */
    public Report transfer(TransferId transfer) throws SQLException, IOException {
        return transfers(List.of(transfer));
    }

    /** Some transfers with all their jobs. */
    public Report transfers(List<TransferId> transfers) throws SQLException, IOException {
        var stored = stored(transfers::contains);
        return within(new ArrayList<>(), (rows, verify, tally) -> {
            for (var transfer : transfers) {
                transfer(rows, verify, tally, transfer);
            }
            verifyAips(rows, tally).stored(stored);
        });
    }

    /** AIPs, wherever they lie, and the transfers that they were made of; where stored output lies must be known. */
    public Report aips(List<Path> aips) throws SQLException, IOException {
        return within(new ArrayList<>(), (rows, verify, tally) -> verifyAips(rows, tally)
                .of(aips, transfer -> transfer(rows, verify, tally, transfer)));
    }

    private VerifyAips verifyAips(JournalRows rows, Tally tally) {
        return new VerifyAips(rows, blobs.orElse(Path.of("")), tally);
    }

    private List<VerifyAips.StoredNow> stored(Predicate<TransferId> wanted) throws IOException {
        return store.isPresent() && blobs.isPresent() ? VerifyAips.in(store.get(), wanted) : List.of();
    }

    private static void transfer(JournalRows rows, VerifyTransfer verify, Tally tally, TransferId transfer)
            throws SQLException {
        if (rows.idsAfter(TRANSFER + transfer, "", 1).isEmpty()) {
            tally.accept(new Discrepancy(
                    TRANSFER + transfer, 0, "the journal has nothing of this transfer", TRANSFER + transfer, ""));
        }
        verify(verify, TRANSFER + transfer, tally);
    }

    /** The whole journal. */
    public Report all() throws SQLException, IOException {
        return all(new ArrayList<>());
    }

    /**
     * The whole journal.
     *
     * @param heads is filled with where each journal has got to that no other one closes
     */
    public Report all(List<Anchor> heads) throws SQLException, IOException {
        var stored = stored(transfer -> true);
        return within(heads, (rows, verify, tally) -> {
            var last = "";
            for (var page = rows.idsAfter(TRANSFER, last, PAGE);
                    !page.isEmpty();
                    page = rows.idsAfter(TRANSFER, last, PAGE)) {
                for (var id : page) {
                    verify(verify, id, tally);
                }
                last = page.get(page.size() - 1);
            }
            var others = rows.others();
            for (var id : others) {
                other(verify, id, tally);
            }
            for (var id : rows.moved()) {
                if (rows.idsAfter(id, "", 1).isEmpty()) {
                    tally.accept(new Discrepancy(id, 0, "the journal was moved to a file, and there is none", id, ""));
                }
            }
            for (var id : rows.unnoted()) {
                tally.accept(new Discrepancy(
                        id, 0, "the database lost the journal, which lies in an older file only", id, ""));
            }
            for (var id : anchors.persistenceIds()) {
                if (rows.idsAfter(id, "", 1).isEmpty()) {
                    gone(id, tally);
                }
            }
            verifyAips(rows, tally).stored(stored);
        });
    }

    private static void verify(VerifyTransfer verify, String id, Tally tally) throws SQLException {
        try {
            verify.verify(TransferId.of(id.substring(TRANSFER.length())));
        } catch (IllegalArgumentException stranger) {
            tally.accept(new Discrepancy(id, 0, "no transfer has such an id", "", id));
        } catch (UncheckedIOException unreadable) {
            tally.accept(new Discrepancy(id, 0, "the file of the journal can't be read", "", unreadable.getMessage()));
        }
    }

    private static void other(VerifyTransfer verify, String id, Tally tally) throws SQLException {
        if (id.startsWith("job|")) {
            tally.accept(new Discrepancy(id, 0, "a job has a journal, but its transfer has none", "", id));
        } else {
            verify.verifyAlone(id);
        }
    }

    private void gone(String id, Tally tally) {
        for (var anchor : anchors.of(id)) {
            tally.accept(new Discrepancy(
                    id,
                    anchor.sequence().isPresent() ? 1 : 0,
                    "the whole journal is gone: " + anchor.source() + " knows it",
                    anchor.head(),
                    ""));
        }
    }

    private interface Work {
        void look(JournalRows rows, VerifyTransfer verify, Tally tally) throws SQLException;
    }

    /** In one transaction, which sees one moment of a journal that is being written. */
    private Report within(List<Anchor> heads, Work work) throws SQLException, IOException {
        try (var connection = source.getConnection()) {
            boolean before = connection.getAutoCommit();
            int isolation = connection.getTransactionIsolation();
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            try {
                return within(connection, heads, work);
            } finally {
                connection.rollback();
                connection.setReadOnly(false);
                connection.setTransactionIsolation(isolation);
                connection.setAutoCommit(before);
            }
        }
    }

    private Report within(Connection connection, List<Anchor> heads, Work work) throws SQLException, IOException {
        var tally = new Tally();
        begin(connection);
        try (var rows = new AllRows(new DatabaseRows(connection), archive)) {
            var verify = new VerifyTransfer(
                    rows,
                    anchors,
                    blobs.map(directory -> new StoredOutput(directory, tally)),
                    tally,
                    (id, sequence, head) ->
                            heads.add(new Anchor(id, OptionalLong.of(sequence), head, "the exported head")));
            work.look(rows, verify, tally);
            return tally.report();
        }
    }

    /** The moment that is seen is that of the first query; files are looked at after it. */
    private static void begin(Connection connection) throws SQLException {
        try (var first = connection.createStatement()) {
            first.execute("SELECT 1");
        }
    }
}
