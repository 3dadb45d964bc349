package preservation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import model.BlobRef;
import model.ChecksumAlgorithm;
import model.DatedFinding;
import model.FileFacts;
import model.FilePath;
import model.FindingAbout;
import model.Product;
import model.StoredText;
import model.TaskResult;
import model.TaskStatus;
import model.ToolId;
import model.TransferFacts;
import packaging.bagit.Digests;
import storage.AipStore;
import testing.Altered;
import testing.Entries;
import testing.FakeContext;
import tools.Programs;
import tools.ToolRunner;

/** A transfer whose last steps are run one by one, each in its own attempt directory, its products given to the next. */
final class AipSteps implements ActionContext {

    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    static final InstantSource CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    static final ToolId MUNIMENT = new ToolId("Muniment", "test");
    static final ToolRunner TOOLS = ToolRunner.start(Programs.ofThisMachine());

    private final FakeContext context;
    private final List<FileFacts> entries = new ArrayList<>();
    private Set<ChecksumAlgorithm> algorithms = EnumSet.of(ChecksumAlgorithm.SHA256);
    private String name = "papers";
    private int attempt;

    AipSteps(Path directory) throws IOException {
        context = FakeContext.in(directory);
        rename(name);
        product("mets", "mets/METS.xml", "<mets/>");
    }

    /** With two files, one removed, and an empty directory. */
    static AipSteps small(Path directory) throws IOException {
        var steps = new AipSteps(directory);
        steps.directory("objects");
        steps.directory("objects/a");
        steps.file("objects/a/letter.txt", "Dear all");
        steps.directory("objects/empty");
        steps.file("objects/photo.jpg", "not really");
        steps.entries.add(Altered.of(steps.received("objects/Thumbs.db", "gone"))
                .removed()
                .facts());
        return steps;
    }

    AipSteps with(ChecksumAlgorithm... wanted) {
        algorithms = EnumSet.copyOf(List.of(wanted));
        return this;
    }

    AipSteps rename(String transferName) {
        name = transferName;
        context.withTransfer(
                facts(context.transfer().products(), context.transfer().packageFindings()));
        return this;
    }

    void directory(String path) {
        entries.add(Entries.directory(path));
    }

    FileFacts file(String path, String content) throws IOException {
        var facts = received(path, content);
        entries.add(facts);
        return facts;
    }

    void entry(FileFacts facts) {
        entries.add(facts);
    }

    FileFacts received(String path, String content) throws IOException {
        var bytes = content.getBytes(StandardCharsets.UTF_8);
        return Entries.received(
                context, FilePath.of(path), bytes, Digests.of(new ByteArrayInputStream(bytes), algorithms));
    }

    /** Makes a file in the work area that later steps find by its role. */
    void product(String role, String path, String content) throws IOException {
        var file = workArea().resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        var sha256 = Digests.of(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), SHA256)
                .get(ChecksumAlgorithm.SHA256);
        remember(List.of(new Product(role, inWorkArea(file), Files.size(file), sha256)), List.of());
    }

    private static final Set<ChecksumAlgorithm> SHA256 = EnumSet.of(ChecksumAlgorithm.SHA256);

    Product prepare() throws Exception {
        return succeed(new PrepareAip(CLOCK), new PrepareAip.Parameters(List.of(), false), "bag");
    }

    Product compress(String algorithm) throws Exception {
        return succeed(new CompressAip(TOOLS), new CompressAip.Parameters(algorithm, 0), "aip");
    }

    static final StoreAip.Parameters STORING = new StoreAip.Parameters(false, null, null);

    static StoreAip storing(AipStore store) {
        return new StoreAip(store, MUNIMENT, CLOCK);
    }

    private <P> Product succeed(PreservationAction<P> action, P parameters, String role) throws Exception {
        var result = run(action, parameters);
        assertThat(result.status()).as(result.message()).isEqualTo(TaskStatus.COMPLETED);
        return transfer().product(role).orElseThrow();
    }

    /** Runs one step; what fails throws nothing but is a failed result, as a worker sees it. */
    <P> TaskResult run(PreservationAction<P> action, P parameters) throws Exception {
        attempt++;
        Files.createDirectories(attemptDirectory());
        var result = Attempting.run(action, parameters, Entries.packageTask(), this);
        if (result.status() == TaskStatus.COMPLETED) {
            var dated = result.findings().stream()
                    .map(found -> new DatedFinding(found, "step-" + attempt, NOW, result.tool()))
                    .toList();
            remember(result.products(), dated);
        }
        return result;
    }

    void give(Product product) {
        remember(List.of(product), List.of());
    }

    AipSteps giveUp() {
        context.giveUp();
        return this;
    }

    Path physical(Product product) {
        return physical(product.path());
    }

    private void remember(List<Product> products, List<DatedFinding> findings) {
        var before = context.transfer();
        context.withTransfer(facts(
                Stream.concat(before.products().stream(), products.stream()).toList(),
                Stream.concat(before.packageFindings().stream(), findings.stream())
                        .toList()));
    }

    private TransferFacts facts(List<Product> products, List<DatedFinding> findings) {
        var before = context.transfer();
        return new TransferFacts(
                before.id(),
                before.sip(),
                name,
                before.type(),
                before.accessionNumber(),
                before.source(),
                before.submittedBy(),
                before.submittedAt(),
                Map.of(),
                products,
                findings,
                before.chainHead());
    }

    @Override
    public TransferFacts transfer() {
        return context.transfer();
    }

    @Override
    public Path attemptDirectory() {
        return workArea().resolve("attempts/" + attempt);
    }

    @Override
    public Path workArea() {
        return context.workArea();
    }

    @Override
    public Stream<FileFacts> entries() {
        return entries.stream().sorted((one, other) -> one.path().compareTo(other.path()));
    }

    @Override
    public StoredText keep(String text) throws IOException {
        return context.keep(text);
    }

    @Override
    public InputStream open(BlobRef blob) throws IOException {
        return context.open(blob);
    }

    @Override
    public BlobRef keepFindings(Stream<FindingAbout> findings) throws IOException {
        return context.keepFindings(findings);
    }

    @Override
    public boolean isGivenUp() {
        return context.isGivenUp();
    }
}
