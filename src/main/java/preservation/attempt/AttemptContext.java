package preservation.attempt;

import codec.FindingList;
import codec.NameBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import model.BlobRef;
import model.FileFacts;
import model.FindingAbout;
import model.StoredText;
import model.TransferFacts;
import preservation.ActionContext;
import storage.Blobs;

/** What one attempt gives to its action. */
record AttemptContext(AttemptOrder order, WorkArea area, Optional<Path> directory, Blobs kept, BooleanSupplier givenUp)
        implements ActionContext {

    @Override
    public TransferFacts transfer() {
        return order.transfer();
    }

    @Override
    public Path attemptDirectory() {
        return directory.orElseThrow(() -> new IllegalStateException(
                "the action " + order.action() + " does not declare that it needs a directory"));
    }

    @Override
    public Path workArea() {
        return area.root();
    }

    @Override
    public Stream<FileFacts> entries() throws IOException {
        return facts().all();
    }

    FactsFile facts() {
        return new FactsFile(NameBytes.resolve(area.root(), order.facts()));
    }

    @Override
    public StoredText keep(String text) throws IOException {
        if (text.isEmpty()) {
            return StoredText.NONE;
        }
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= StoredText.INLINE_BYTES_MAX
                ? new StoredText(Optional.of(text), Optional.empty())
                : new StoredText(Optional.empty(), Optional.of(kept.append(out -> out.write(bytes))));
    }

    @Override
    public BlobRef keepFindings(Stream<FindingAbout> findings) throws IOException {
        return kept.append(out -> FindingList.write(findings, out));
    }

    @Override
    public InputStream open(BlobRef blob) throws IOException {
        return Blobs.open(area.blobs(), blob);
    }

    @Override
    public boolean isGivenUp() {
        return givenUp.getAsBoolean();
    }
}
