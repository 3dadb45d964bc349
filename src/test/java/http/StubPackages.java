package http;

import http.packages.Download;
import http.packages.StoredPackages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import java.util.UUID;

/** A store that holds one text as every package. */
final class StubPackages implements StoredPackages {

    static final String BYTES = "0123456789".repeat(20_000);
    static final String HOSTILE = "../a\"b;\r\nX: y\u202eÄ.7z";

    volatile boolean empty;
    volatile boolean broken;

    @Override
    public Optional<Download> aip(UUID aip) throws IOException {
        if (empty) {
            return Optional.empty();
        }
        var file = Files.createTempFile("aip", ".7z");
        file.toFile().deleteOnExit();
        Files.writeString(file, BYTES);
        return Optional.of(
                new Download(HOSTILE, "application/x-7z-compressed", new Download.WholeFile(file, BYTES.length())));
    }

    @Override
    public Optional<Download> mets(UUID aip) {
        return Optional.of(new Download("METS." + aip + ".xml", "application/xml", new Download.Written(out -> {
            out.write(BYTES.getBytes(StandardCharsets.UTF_8));
            if (broken) {
                throw new IOException("the disk is gone");
            }
        })));
    }
}
