package audit;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import model.TransferId;
import storage.AipStore;
import storage.Receipt;

/** Finds the AIPs that are to be compared with the journal. One that can't be read is something that does not agree. */
final class VerifyAips {

    private final JournalRows rows;
    private final Path blobs;
    private final Tally tally;

    /** @param blobs where stored output lies, which METS documents were made of too */
    VerifyAips(JournalRows rows, Path blobs, Tally tally) {
        this.rows = rows;
        this.blobs = blobs;
        this.tally = tally;
    }

    /** What is done with the transfer of an AIP first. */
    interface Before {
        void transfer(TransferId transfer) throws SQLException;
    }

    void of(List<Path> aips, Before before) throws SQLException {
        for (var aip : aips) {
            compare(aip, String.valueOf(aip.getFileName()), before);
        }
    }

    /** Those that lie in the store; one that has been taken elsewhere since it got its receipt is left out. */
    void stored(List<StoredNow> aips) throws SQLException {
        for (var aip : aips) {
            compare(aip.path(), "transfer|" + aip.transfer(), transfer -> {
                if (!transfer.equals(aip.transfer())) {
                    tally.accept(new Discrepancy(
                            "transfer|" + aip.transfer(),
                            0,
                            "the receipt of an AIP and its METS name different transfers: " + aip.path(),
                            aip.transfer().toString(),
                            transfer.toString()));
                }
            });
        }
    }

    /** An AIP that has a receipt in the store and lies there. */
    record StoredNow(TransferId transfer, Path path) {}

    /** Asked before the moment of the journal that is looked at: one that is stored later could name a later head. */
    static List<StoredNow> in(AipStore store, Predicate<TransferId> wanted) throws IOException {
        var found = new ArrayList<StoredNow>();
        store.receipts(new AipStore.ReceiptVisitor() {
            @Override
            public void receipt(Receipt receipt) throws IOException {
                if (wanted.test(receipt.transfer())) {
                    store.probe(receipt.aip())
                            .ifPresent(aip -> found.add(new StoredNow(receipt.transfer(), aip.path())));
                }
            }

            @Override
            public void unreadable(Path file, IOException failure) {} // is told when its heads are looked for
        });
        return found;
    }

    private void compare(Path path, String place, Before before) throws SQLException {
        try (var aip = AipSays.read(path)) {
            before.transfer(aip.transfer());
            new ComparePremis(rows, blobs, tally).compare(aip);
        } catch (IOException | RuntimeException unreadable) {
            tell(place, "the AIP can't be read: " + path, unreadable);
        }
    }

    private void tell(String place, String message, Exception failure) {
        var said = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        tally.accept(new Discrepancy(place, 0, message, "", said));
    }
}
