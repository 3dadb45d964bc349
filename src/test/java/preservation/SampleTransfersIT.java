package preservation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import model.ChecksumAlgorithm;
import model.FileFacts;
import model.FilePath;
import model.TaskResult;
import model.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testing.Needs;
import testing.SmallRegister;

/**
 * Goal: the transfer-side actions together do to every sample transfer of type standard what its manifest says. Method:
 * they run one after another over a small register; digests are compared with the expected ones.
 */
class SampleTransfersIT {

    private static final Map<String, String> FAILING = Map.of(
            "checksums-bad-digest", "one.txt",
            "checksums-lists-missing-file", "gone.txt",
            "checksums-unlisted-file", "two/three.bin",
            "checksums-malformed", "one.txt");

    @TempDir
    Path directory;

    @Test
    void every_standard_transfer_is_received_verified_and_named() throws Exception {
        int count = 0;
        for (var expected : expectations()) {
            var name = expected.get("transfer").asText();
            var source = Needs.shared().resolve("testdata/transfers").resolve(name);
            var register = new SmallRegister(directory.resolve(name), source);
            receive(register, name);
            assertReceivedAs(expected, register);

            var verified = verify(register);

            if (FAILING.containsKey(name)) {
                assertThat(verified.status()).as(name).isEqualTo(TaskStatus.FAILED);
                assertThat(verified.message()).contains(FAILING.get(name));
                assertThat(verified.blame()).isPresent();
            } else {
                assertThat(verified.status())
                        .as(name + ": " + verified.message())
                        .isEqualTo(TaskStatus.COMPLETED);
                prepareSip(register, name);
            }
            count++;
        }
        assertThat(count).isGreaterThan(20);
    }

    private static Iterable<JsonNode> expectations() throws IOException {
        var mapper = new ObjectMapper();
        try (var files = Files.list(Needs.shared().resolve("testdata/expected"))) {
            var nodes = new TreeMap<Path, JsonNode>();
            for (var file : files.toList()) {
                nodes.put(file, mapper.readTree(file.toFile()));
            }
            return nodes.values().stream()
                    .filter(node -> node.get("transfer_type").asText().equals("standard"))
                    .toList();
        }
    }

    private static void receive(SmallRegister register, String name) throws Exception {
        completed(name, register.runPackage(new ListSource(), new ListSource.Parameters(null, 0, 0, 0)));
        assertThat(register.runFiles(new ReceiveFiles(), new ReceiveFiles.Parameters(null)))
                .isEmpty();
    }

    private static void assertReceivedAs(JsonNode expected, SmallRegister register) {
        var digests = new TreeMap<String, String>();
        expected.get("files")
                .forEach(file -> digests.put(
                        file.get("path").asText(), file.get("sha256").asText()));
        var received = new TreeMap<String, String>();
        register.files()
                .forEach(file -> received.put(
                        file.originalPath().display(), file.checksums().get(ChecksumAlgorithm.SHA256)));
        assertThat(received).isEqualTo(digests);
    }

    private static TaskResult verify(SmallRegister register) throws Exception {
        assertThat(register.runFiles(new RemoveUnneededFiles(), new RemoveUnneededFiles.Parameters(null)))
                .isEmpty();
        register.runPackage(new RestructureForCompliance(), new RestructureForCompliance.Parameters());
        completed(
                "layout",
                register.runPackage(new VerifyTransferCompliance(), new VerifyTransferCompliance.Parameters()));
        assertThat(register.runFiles(new AssignFileIdentifiers(), new AssignFileIdentifiers.Parameters()))
                .isEmpty();
        assertThat(register.runFiles(new AssignChecksums(), new AssignChecksums.Parameters(null)))
                .isEmpty();
        return register.runPackage(new VerifyMetadataChecksums(), new VerifyMetadataChecksums.Parameters());
    }

    private static void prepareSip(SmallRegister register, String name) throws Exception {
        completed(name, register.runPackage(new ChangeNames(), new ChangeNames.Parameters(null)));
        completed(name, register.runPackage(new CreateSip(), new CreateSip.Parameters()));
        completed(
                name,
                register.runPackage(
                        new MoveIntoObjects(),
                        new MoveIntoObjects.Parameters(
                                "metadata/submissionDocumentation",
                                "objects/submissionDocumentation/transfer-{transfer}",
                                "submissionDocumentation")));
        completed(
                name,
                register.runPackage(
                        new MoveIntoObjects(),
                        new MoveIntoObjects.Parameters(
                                "metadata", "objects/metadata/transfers/{transfer}", "metadata")));
        for (var moved : List.of("objects/submissionDocumentation", "objects/metadata")) {
            completed(name, register.runPackage(new ChangeNames(), new ChangeNames.Parameters(moved)));
        }
        completed(name, register.runPackage(new CreateSip(), new CreateSip.Parameters()));
        assertThat(register.entries().stream().map(FileFacts::path).map(FilePath::display))
                .allMatch(path -> path.matches("objects(/[A-Za-z0-9._()-]{1,255})*"))
                .map(path -> path.toLowerCase(Locale.ROOT))
                .doesNotHaveDuplicates();
    }

    private static void completed(String name, TaskResult result) {
        assertThat(result.status()).as(name + ": " + result.message()).isEqualTo(TaskStatus.COMPLETED);
    }
}
