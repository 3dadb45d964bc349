package preservation.mets;

import codec.Json;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import model.BlobRef;
import model.FileFacts;
import model.FindingAbout;
import model.Product;
import model.StoredText;
import model.TransferFacts;
import preservation.ActionContext;
import testing.FakeContext;

/** A context whose register is a file of JSON lines, as a worker's is, so that it costs no heap. */
record TrialContext(Path directory, List<Product> products, String blob) implements ActionContext {

    Path facts() {
        return directory.resolve("facts.jsonl");
    }

    @Override
    public TransferFacts transfer() {
        return new TransferFacts(
                FakeContext.TRANSFER,
                FakeContext.SIP,
                "trial",
                "standard",
                Optional.empty(),
                "file:///source",
                "tester",
                FakeContext.SUBMITTED_AT,
                Map.of(),
                products,
                List.of(),
                "00");
    }

    @Override
    public Path attemptDirectory() {
        return directory;
    }

    @Override
    public Path workArea() {
        return directory;
    }

    @Override
    public Stream<FileFacts> entries() throws IOException {
        BufferedReader lines = Files.newBufferedReader(facts(), StandardCharsets.UTF_8);
        return lines.lines().map(TrialContext::parse).onClose(() -> close(lines));
    }

    private static FileFacts parse(String line) {
        try {
            return Json.text().readValue(line, FileFacts.class);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void close(BufferedReader lines) {
        try {
            lines.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public StoredText keep(String text) {
        throw new UnsupportedOperationException();
    }

    @Override
    public InputStream open(BlobRef ref) {
        return new ByteArrayInputStream(blob.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public BlobRef keepFindings(Stream<FindingAbout> findings) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isGivenUp() {
        return false;
    }
}
