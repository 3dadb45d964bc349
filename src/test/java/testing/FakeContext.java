package testing;

import codec.FindingList;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import model.BlobRef;
import model.FileFacts;
import model.FindingAbout;
import model.StoredText;
import model.TaskResult;
import model.TransferFacts;
import model.TransferId;
import preservation.ActionContext;

/**
 * An {@link ActionContext} for tests of single actions: the register is a list, the work area and the blobs are ordinary
 * directories. It is no model of a worker: it knows no leases, groups or facts files.
 */
public final class FakeContext implements ActionContext {

    public static final TransferId TRANSFER = TransferId.of("11111111-2222-4333-8444-555555555555");
    public static final UUID SIP = UUID.fromString("66666666-7777-4888-9999-000000000000");
    public static final Instant SUBMITTED_AT = Instant.parse("2026-11-24T10:00:00Z");

    private final Path workArea;
    private final Path attemptDirectory;
    private final Path blobs;
    private final AtomicInteger blobCount = new AtomicInteger();
    private TransferFacts transfer;
    private List<FileFacts> entries = List.of();
    private volatile boolean givenUp;

    private FakeContext(Path directory) throws IOException {
        this.workArea = Files.createDirectories(directory.resolve("work"));
        this.attemptDirectory = Files.createDirectories(workArea.resolve("attempt-1"));
        this.blobs = Files.createDirectories(directory.resolve("blobs"));
        this.transfer = facts(directory.resolve("source"));
    }

    /** Everything below an empty directory of the test's own; the source is its {@code source}, which is not made. */
    public static FakeContext in(Path directory) throws IOException {
        return new FakeContext(directory);
    }

    private static TransferFacts facts(Path source) {
        return new TransferFacts(
                TRANSFER,
                SIP,
                "test transfer",
                "standard",
                Optional.empty(),
                source.toAbsolutePath().toUri().toString(),
                "tester",
                SUBMITTED_AT,
                Map.of(),
                List.of(),
                List.of(),
                "00");
    }

    public FakeContext withTransfer(TransferFacts facts) {
        transfer = facts;
        return this;
    }

    public FakeContext withSource(Path source) {
        return withTransfer(new TransferFacts(
                transfer.id(),
                transfer.sip(),
                transfer.name(),
                transfer.type(),
                transfer.accessionNumber(),
                source.toUri().toString(),
                transfer.submittedBy(),
                transfer.submittedAt(),
                transfer.choices(),
                transfer.products(),
                transfer.packageFindings(),
                transfer.chainHead()));
    }

    /** What {@link #entries} gives; it sorts them by logical path, as the contract says. */
    public FakeContext withEntries(List<FileFacts> facts) {
        entries = new ArrayList<>(facts);
        return this;
    }

    public FakeContext withEntries(FileFacts... facts) {
        return withEntries(List.of(facts));
    }

    public FakeContext giveUp() {
        givenUp = true;
        return this;
    }

    @Override
    public TransferFacts transfer() {
        return transfer;
    }

    @Override
    public Path attemptDirectory() {
        return attemptDirectory;
    }

    @Override
    public Path workArea() {
        return workArea;
    }

    @Override
    public Stream<FileFacts> entries() {
        return entries.stream().sorted((one, other) -> one.path().compareTo(other.path()));
    }

    @Override
    public StoredText keep(String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0) {
            return StoredText.NONE;
        }
        return bytes.length <= StoredText.INLINE_BYTES_MAX
                ? new StoredText(Optional.of(text), Optional.empty())
                : new StoredText(Optional.empty(), Optional.of(keepBytes(bytes)));
    }

    @Override
    public BlobRef keepFindings(Stream<FindingAbout> findings) throws IOException {
        var bytes = new ByteArrayOutputStream();
        FindingList.write(findings, bytes);
        return keepBytes(bytes.toByteArray());
    }

    @Override
    public InputStream open(BlobRef blob) throws IOException {
        var bytes = bytes(blob);
        if (!sha256(bytes).equals(blob.sha256())) {
            throw new IOException("the blob " + blob.segment() + " has changed");
        }
        return new ByteArrayInputStream(bytes);
    }

    private BlobRef keepBytes(byte[] bytes) throws IOException {
        var segment = "segment-" + blobCount.incrementAndGet();
        var file = blobs.resolve(segment);
        Files.write(file, bytes);
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        return new BlobRef(segment, 0, bytes.length, sha256(bytes));
    }

    @Override
    public boolean isGivenUp() {
        return givenUp;
    }

    /** The bulk findings of a result, in their order; none when it has no bulk. */
    public List<FindingAbout> findings(TaskResult result) throws IOException {
        if (result.bulk().isEmpty()) {
            return List.of();
        }
        try (var lines =
                FindingList.read(new ByteArrayInputStream(bytes(result.bulk().get())))) {
            return lines.toList();
        }
    }

    private byte[] bytes(BlobRef ref) throws IOException {
        return Files.readAllBytes(blobs.resolve(ref.segment()));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
