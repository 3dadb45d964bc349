package audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import model.FilePath;
import model.TransferId;
import packaging.aip.AipReader;
import storage.AipStore;
import storage.Receipt;

/** Finds heads of chains in what left the journal: receipts in the store, and AIPs. */
public final class OutsideHeads {

    private static final Pattern BAG_HEAD =
            Pattern.compile("^Muniment-Journal-Head: ([0-9a-f]{64})$", Pattern.MULTILINE);
    private static final Pattern METS_TRANSFER =
            Pattern.compile("<(?:mets:)?altRecordID TYPE=\"transfer UUID\">([0-9a-f-]{36})<");
    private static final Pattern METS_NAME = Pattern.compile("data/METS\\.[0-9a-f-]{36}\\.xml");

    /** A METS names its transfer in the header, which comes first. */
    private static final int HEADER_BYTES = 1 << 16;

    private static final int TAG_BYTES_MAX = 1 << 20;

    private OutsideHeads() {}

    /** Of every receipt in the store. */
    public static List<Anchor> ofStore(AipStore store) throws IOException {
        var anchors = new ArrayList<Anchor>();
        store.receipts(receipt -> anchors.addAll(ofReceipt(receipt)));
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

    /**
     * Of an AIP in any of its forms, wherever it lies now.
     *
     * @throws IOException if it can't be read, or names no transfer or no head
     */
    public static Anchor ofAip(Path aip) throws IOException {
        var found = new String[2];
        AipReader.read(aip, new AipReader.Visitor() {
            @Override
            public void directory(FilePath path) {}

            @Override
            public void file(FilePath path, InputStream bytes) throws IOException {
                if (path.encoded().equals("bag-info.txt")) {
                    found[0] = first(BAG_HEAD, bytes.readNBytes(TAG_BYTES_MAX));
                } else if (METS_NAME.matcher(path.encoded()).matches()) {
                    found[1] = first(METS_TRANSFER, bytes.readNBytes(HEADER_BYTES));
                }
            }
        });
        if (found[0] == null || found[1] == null) {
            throw new IOException(aip
                    + (found[0] == null
                            ? " has no Muniment-Journal-Head in its bag-info.txt"
                            : " has no METS that names its transfer")
                    + ", so it is no AIP that Muniment made");
        }
        return anchor(TransferId.of(found[1]), found[0], "the bag-info.txt of AIP " + aip.getFileName());
    }

    private static Anchor anchor(TransferId transfer, String head, String source) {
        return new Anchor("transfer|" + transfer, OptionalLong.empty(), head, source);
    }

    /** Null where there is none. */
    private static String first(Pattern pattern, byte[] text) {
        Matcher matcher = pattern.matcher(new String(text, StandardCharsets.UTF_8));
        return matcher.find() ? matcher.group(1) : null;
    }
}
