package preservation;

import codec.NameBytes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import model.FilePath;
import model.TransferId;
import model.TransferStatus;
import storage.AipStore;
import storage.RemoveTree;

/**
 * Leaves nothing behind of a transfer that has ended: completes the receipt beside a stored AIP, then removes the work
 * area. That of a failed transfer stays, for it holds what a person needs to see why, and to resume. Doing it again has no
 * further effect.
 */
public final class TidyTransfer {

    private final AipStore store;
    private final Path workArea;

    public TidyTransfer(AipStore store, Path workArea) {
        this.store = store;
        this.workArea = workArea;
    }

    /** The head is the link of the transfer's ending, in hexadecimal. */
    public void tidy(TransferId transfer, UUID sip, TransferStatus status, Instant endedAt, String head)
            throws IOException {
        if (status == TransferStatus.STORED) {
            var receipt = store.receipt(sip)
                    .orElseThrow(() -> new IOException("the receipt of AIP " + sip + " is missing in the store"));
            store.writeReceipt(receipt.ended(endedAt, head));
        }
        if (status != TransferStatus.FAILED) {
            RemoveTree.at(NameBytes.resolve(workArea, FilePath.of(transfer.toString())));
        }
    }
}
