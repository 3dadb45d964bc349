package audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import model.TransferId;
import storage.AipStore;
import storage.Receipt;

/** Finds heads of chains in the receipts of the store; those that AIPs name are looked for when an AIP is compared. */
public final class OutsideHeads {

    private OutsideHeads() {}

    /** Of every receipt in the store; one that can't be read is an exception that names it. */
    public static List<Anchor> ofStore(AipStore store) throws IOException {
        var anchors = new ArrayList<Anchor>();
        store.receipts(receipt -> anchors.addAll(ofReceipt(receipt)));
        return anchors;
    }

    /**
     * Of every receipt in the store.
     *
     * @param wrong is told of files that should be receipts and are none
     */
    public static List<Anchor> ofStore(AipStore store, Consumer<Discrepancy> wrong) throws IOException {
        var anchors = new ArrayList<Anchor>();
        store.receipts(new AipStore.ReceiptVisitor() {
            @Override
            public void receipt(Receipt receipt) {
                anchors.addAll(ofReceipt(receipt));
            }

            @Override
            public void unreadable(Path file, IOException failure) {
                wrong.accept(new Discrepancy(
                        String.valueOf(file.getFileName()),
                        0,
                        "the receipt can't be read",
                        "a receipt in " + file,
                        String.valueOf(failure.getMessage())));
            }
        });
        return anchors;
    }

    /** Of the receipt of one AIP, where there is one. */
    public static List<Anchor> ofReceipt(AipStore store, UUID aip) throws IOException {
        return store.receipt(aip).map(OutsideHeads::ofReceipt).orElse(List.of());
    }

    private static List<Anchor> ofReceipt(Receipt receipt) {
        var source = "the receipt of AIP " + receipt.aip();
        var anchors = new ArrayList<Anchor>();
        anchors.add(anchor(receipt.transfer(), receipt.chainHeadAtStoring(), source));
        receipt.finalChainHead().ifPresent(head -> anchors.add(anchor(receipt.transfer(), head, source)));
        return anchors;
    }

    private static Anchor anchor(TransferId transfer, String head, String source) {
        return new Anchor("transfer|" + transfer, OptionalLong.empty(), head, source);
    }
}
