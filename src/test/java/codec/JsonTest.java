package codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import model.BlobRef;
import model.ChecksumAlgorithm;
import model.EntryKind;
import model.FilePath;
import model.FileUse;
import model.Finding;
import model.FindingAbout;
import model.Format;
import model.StoredText;
import model.ToolId;
import model.Verdict;
import org.junit.jupiter.api.Test;

class JsonTest {

    private static final FilePath A = FilePath.of("objects/a b.txt");
    private static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");

    static final List<Finding> SAMPLES = List.of(
            new Finding.Listed(EntryKind.FILE, A, A, FileUse.ORIGINAL, 3, Optional.of(THEN)),
            new Finding.Received(A, 3, THEN, Map.of(ChecksumAlgorithm.SHA256, "00")),
            new Finding.IdentifierAssigned(Optional.empty()),
            new Finding.ChecksumsAssigned(3, Map.of(ChecksumAlgorithm.MD5, "00")),
            new Finding.FixityChecked(Verdict.PASS, List.of("checksum.md5"), ""),
            new Finding.VirusScanned(Verdict.NOT_DONE, "", "no scanner"),
            new Finding.PathChanged(A, FilePath.of("objects/a_b.txt"), Finding.PathChanged.Reason.CLEANED),
            new Finding.UseChanged(FileUse.METADATA),
            new Finding.Removed("unneeded"),
            new Finding.FormatIdentified(
                    Optional.of(new Format("fmt/43", "JPEG", "1.01", "image/jpeg", "Signature")), ""),
            new Finding.Characterized(
                    Verdict.PASS,
                    Optional.of(new ToolId("ExifTool", "12.5")),
                    new StoredText(Optional.empty(), Optional.of(new BlobRef("a/0", 1, 2, "00"))),
                    ""),
            new Finding.Validated(Verdict.FAIL, Optional.empty(), "PDF/A-1b", List.of("bad")),
            new Finding.Packed("zstd", ""),
            new Finding.PackageVerified(Verdict.PASS, ""),
            new Finding.AipStored("file:///x", 1, "00"));

    @Test
    void every_finding_survives_text_and_binary() throws Exception {
        assertThat(SAMPLES.stream().<Class<?>>map(Object::getClass))
                .containsExactlyInAnyOrder(Finding.class.getPermittedSubclasses());
        assertThat(Json.FINDINGS.values()).hasSize(SAMPLES.size());

        for (var finding : SAMPLES) {
            var text = Json.text().writerFor(Finding.class).writeValueAsString(finding);
            var binary = Json.binary().writerFor(Finding.class).writeValueAsBytes(finding);

            assertThat(Json.text().readValue(text, Finding.class)).isEqualTo(finding);
            assertThat(Json.binary().readValue(binary, Finding.class)).isEqualTo(finding);
        }
    }

    @Test
    void a_list_of_findings_is_read_back_as_it_was_written() throws Exception {
        var id = UUID.fromString("3f0c2a1e-0000-4000-8000-000000000001");
        var out = new ByteArrayOutputStream();

        FindingList.write(SAMPLES.stream().map(finding -> new FindingAbout(id, finding)), out);

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("{\"file\":\"" + id + "\",\"finding\":{\"type\":\"");
        try (Stream<FindingAbout> read = FindingList.read(new ByteArrayInputStream(out.toByteArray()))) {
            assertThat(read.map(FindingAbout::finding)).isEqualTo(SAMPLES);
        }
    }
}
