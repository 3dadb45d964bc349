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

    private final SideFile file;

    ReceiptFile(Path directory, UUID aip) {
        this.file = new SideFile(directory, "receipt." + aip + ".json");
    }

    Optional<Receipt> read() throws IOException {
        try {
            return Optional.of(Json.text().readValue(Files.readAllBytes(file.path()), Receipt.class));
        } catch (NoSuchFileException none) {
            return Optional.empty();
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
