package storage;

import codec.Json;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** The receipt beside an AIP, as JSON that a person can read. */
final class ReceiptFile {

    private static final String BEGINNING = "receipt.";
    private static final String ENDING = ".json";

    private final SideFile file;

    ReceiptFile(Path directory, UUID aip) {
        this.file = new SideFile(directory, BEGINNING + aip + ENDING);
    }

    static boolean isName(String name) {
        return name.startsWith(BEGINNING) && name.endsWith(ENDING);
    }

    Optional<Receipt> read() throws IOException {
        try {
            return Optional.of(read(file.path()));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    static Receipt read(Path path) throws IOException {
        var content = Files.readAllBytes(path);
        try {
            return Json.text().readValue(content, Receipt.class);
        } catch (IOException broken) {
            throw new IOException(path + " is no receipt: " + broken.getMessage(), broken);
        }
    }

    void write(Receipt receipt) throws IOException {
        var content = Json.text().writerWithDefaultPrettyPrinter().writeValueAsBytes(receipt);
        if (file.create(content)) {
            return;
        }
        var present =
                read().orElseThrow(() -> new NoSuchFileException(file.path().toString()));
        if (!present.agreesWith(receipt)) {
            throw refuse("the receipt there is about another AIP");
        }
        if (receipt.finalChainHead().isEmpty()) {
            return; // what is there says at least as much
        }
        if (present.finalChainHead().isEmpty()) {
            file.replace(content);
        } else if (!present.finalChainHead().equals(receipt.finalChainHead())) {
            throw refuse("the receipt there has another final chain head");
        }
    }

    private IOException refuse(String reason) {
        return new FileAlreadyExistsException(file.path().toString(), null, reason);
    }
}
