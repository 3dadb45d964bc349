package audit;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import model.FilePath;
import model.TransferId;
import packaging.aip.AipReader;
import packaging.mets.MetsReader;

/** What an AIP says of the journal that it was made from: heads of its chain, and the PREMIS events of its METS. */
final class AipSays implements Closeable {

    private static final Pattern BAG_HEAD =
            Pattern.compile("^Muniment-Journal-Head: ([0-9a-f]{64})$", Pattern.MULTILINE);
    private static final Pattern METS_NAME = Pattern.compile("data/METS\\.[0-9a-f-]{36}\\.xml");
    private static final int TAG_BYTES_MAX = 1 << 20;
    private static final String TRANSFER = "transfer UUID";
    private static final String HEAD = "event chain head";

    private final Path path;
    private final Map<String, String> records = new HashMap<>();
    private final Parts<PremisFact> events = new Parts<>(PremisFact.class, PremisFact::identifier);
    private Optional<String> bagHead = Optional.empty();

    private AipSays(Path path) {
        this.path = path;
    }

    /**
     * Reads an AIP in any of its forms, wherever it lies now.
     *
     * @throws IOException with a sentence, if it can't be read, or names no transfer or no head
     */
    static AipSays read(Path path) throws IOException {
        var says = new AipSays(path);
        try {
            AipReader.read(path, says.new Files());
            says.require();
            return says;
        } catch (IOException | RuntimeException failure) {
            says.close();
            throw failure;
        }
    }

    private final class Files implements AipReader.Visitor {
        @Override
        public void directory(FilePath directory) {}

        @Override
        public void file(FilePath file, InputStream bytes) throws IOException {
            if (file.encoded().equals("bag-info.txt")) {
                var matcher = BAG_HEAD.matcher(new String(bytes.readNBytes(TAG_BYTES_MAX), StandardCharsets.UTF_8));
                bagHead = matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
            } else if (METS_NAME.matcher(file.encoded()).matches()) {
                MetsReader.read(bytes, new Mets());
            }
        }
    }

    private final class Mets implements MetsReader.Visitor {
        @Override
        public void record(String type, String value) {
            if (type.equals(TRANSFER) || type.equals(HEAD)) {
                records.put(type, value.strip());
            }
        }

        @Override
        public void event(MetsReader.SaidEvent said) throws IOException {
            events.add(new PremisFact(said.identifier(), said.type(), said.at(), said.outcome(), said.note(), "", 0));
        }
    }

    private void require() throws IOException {
        if (bagHead.isEmpty()) {
            throw strange("has no Muniment-Journal-Head in its bag-info.txt");
        }
        try {
            TransferId.of(records.getOrDefault(TRANSFER, ""));
        } catch (IllegalArgumentException none) {
            throw strange("has no METS that names its transfer");
        }
        if (!records.getOrDefault(HEAD, "").matches("[0-9a-f]{64}")) {
            throw strange("has no METS that names the head of its transfer's journal");
        }
    }

    private IOException strange(String what) {
        return new IOException(path + " " + what + ", so it is no AIP that Muniment made");
    }

    /** Its name, for people. */
    String name() {
        return String.valueOf(path.getFileName());
    }

    TransferId transfer() {
        return TransferId.of(records.get(TRANSFER));
    }

    /** The head of the journal that the METS was written from. */
    String metsHead() {
        return records.get(HEAD);
    }

    /** The head of the journal that the bag was made from. */
    String bagHead() {
        return bagHead.orElseThrow();
    }

    Parts<PremisFact> events() {
        return events;
    }

    @Override
    public void close() throws IOException {
        events.close();
    }
}
