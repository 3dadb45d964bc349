package app;

import static org.assertj.core.api.Assertions.assertThat;

import checker.AipCheck;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testing.Clamd;
import testing.LentServer;
import testing.Needs;
import testing.Xml;

/** The README's example, as a person runs it: one command, one object on stdout, an AIP that holds. */
@Tag("slow")
class FirstTransferIT {

    private static final Path EXAMPLE = Path.of("examples", "first-transfer");

    @TempDir
    Path directory;

    private String said = "";

    @Test
    void with_every_tool_nothing_is_left_undone() throws Exception {
        Stream.of("exiftool", "mediainfo", "ffprobe").forEach(Needs::program);
        try (var clamd = Clamd.start(directory)) {
            var mets = Xml.parse(mets(process(Map.of("MUNIMENT_CLAMD", clamd.address()))));

            assertThat(Xml.all(mets, "//~event[~eventType='virus check']//~eventOutcome"))
                    .isNotEmpty()
                    .containsOnly("Pass");
            assertThat(said).doesNotContain("not done");
            assertThat(Xml.all(mets, "//~event//~eventOutcome")).doesNotContain("Not done", "Not scanned");
        }
    }

    @Test
    void without_a_scanner_files_are_shown_as_not_scanned() throws Exception {
        LentServer.to(directory.resolve("data")); // of the two the other begins with nothing
        var mets = Xml.parse(mets(process(Map.of())));

        assertThat(Xml.all(mets, "//~event[~eventType='virus check']//~eventOutcome"))
                .isNotEmpty()
                .containsOnly("Not scanned");
        assertThat(said)
                .contains("not done: Scan for viruses in directories (18 of 18 tasks): ")
                .contains("no virus scanner is configured");
    }

    private Path process(Map<String, String> environment) throws Exception {
        var data = directory.resolve("data");
        var run = CommandRun.of(
                directory, List.of("process", EXAMPLE.toString(), "--data", data.toString(), "--json"), environment);

        assertThat(run.exit()).as(run.err()).isZero();
        said = run.err();
        var object = new ObjectMapper()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .readTree(run.out());
        assertThat(object.fieldNames()).toIterable().containsExactly("transfer", "status", "aip", "path", "failure");
        assertThat(object.path("status").asText()).isEqualTo("stored");
        assertThat(object.path("failure").isNull()).isTrue();
        var aip = Path.of(object.path("path").asText());
        assertThat(aip.getFileName().toString()).endsWith(object.path("aip").asText());
        assertThat(AipCheck.problems(aip, EXAMPLE)).isEmpty();
        return aip;
    }

    private static Path mets(Path aip) throws Exception {
        try (var names = Files.list(aip.resolve("data"))) {
            return names.filter(name -> name.getFileName().toString().startsWith("METS."))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
