package app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import model.TransferId;
import model.TransferStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import testing.Needs;

/**
 * Every standard transfer of the shared samples ends as its manifest says. What the manifest says beyond a stored AIP about
 * extraction ({@code nested-packages}, {@code broken-zip}), rights ({@code metadata-csv-rights}), normalisation and manual
 * derivatives ({@code pre-normalized}), service and access groups ({@code service-access-dirs}), a custom structMap
 * ({@code custom-structmap}), identifiers ({@code metadata-json-identifiers}) and source metadata
 * ({@code source-metadata-xml}) is left out: Muniment does not do these yet.
 */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleTransfersIT {

    private static final Pattern CLEAN = Pattern.compile("[A-Za-z0-9._()-]+(/[A-Za-z0-9._()-]+)*");
    private static final Pattern FAILED_AT = Pattern.compile("FAILED at \"([^\"]+)\"");

    private final Map<String, JsonNode> expected = new LinkedHashMap<>();
    private final Map<String, TransferId> submitted = new LinkedHashMap<>();

    private Path samples;
    private RunningNode node;

    @BeforeAll
    void submitAll(@TempDir Path directory) throws Exception {
        var shared = Needs.shared().resolve("testdata");
        samples = shared.resolve("transfers");
        try (Stream<Path> files = Files.list(shared.resolve("expected"))) {
            for (var file : files.sorted().toList()) {
                var facts = new ObjectMapper().readTree(file.toFile());
                if ("standard".equals(facts.path("transfer_type").asText())) {
                    expected.put(facts.path("transfer").asText(), facts);
                }
            }
        }
        node = RunningNode.start(directory.resolve("data"), Map.of());
        for (var name : expected.keySet()) {
            submitted.put(name, node.submit(samples.resolve(name)));
        }
    }

    @AfterAll
    void stop() throws IOException {
        if (node != null) {
            node.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> each_ends_as_its_manifest_says() {
        assertThat(expected).hasSizeGreaterThan(25);
        return expected.entrySet().stream()
                .map(sample ->
                        DynamicTest.dynamicTest(sample.getKey(), () -> endsAs(sample.getKey(), sample.getValue())));
    }

    private void endsAs(String name, JsonNode facts) throws Exception {
        var outcome = facts.path("expected_outcome").asText();
        if (outcome.contains("AIP stored")) {
            stored(name);
        } else {
            var job = FAILED_AT.matcher(outcome);
            assertThat(job.find()).as(outcome).isTrue();
            var summary = node.await(submitted.get(name));
            assertThat(summary.status()).isEqualTo(TransferStatus.FAILED);
            assertThat(summary.aip()).isEmpty();
            assertThat(summary.failure().orElseThrow().job()).isEqualTo(job.group(1));
        }
    }

    @TestFactory
    Stream<DynamicTest> a_bad_checksum_list_is_blamed_by_file() {
        return Map.of(
                        "checksums-bad-digest", "one.txt",
                        "checksums-lists-missing-file", "gone.txt",
                        "checksums-unlisted-file", "two/three.bin",
                        "checksums-malformed", "checksum.md5")
                .entrySet()
                .stream()
                .map(bad -> DynamicTest.dynamicTest(bad.getKey(), () -> {
                    var failure =
                            node.await(submitted.get(bad.getKey())).failure().orElseThrow();
                    assertThat(failure.file().orElse("") + " " + failure.message())
                            .contains(bad.getValue());
                }));
    }

    @Test
    void good_checksum_lists_give_a_passed_fixity_check_for_each_file() throws Exception {
        assertThat(stored("checksums-good").filesWith("fixity check", "Pass")).hasSize(3);
    }

    @Test
    void unneeded_files_are_removed_with_an_event_and_others_kept() throws Exception {
        var aip = stored("unneeded-files");
        assertThat(aip.all("//~amdSec[.//~event[~eventType='file removed']]//~object/~originalName"))
                .hasSize(5)
                .allMatch(name -> name.matches(".*/(Thumbs\\.db|\\.DS_Store|Icon)"));
        assertThat(aip.payload())
                .noneMatch(name -> name.endsWith("Thumbs.db"))
                .anyMatch(name -> name.endsWith("kept.txt"))
                .anyMatch(name -> name.endsWith("/.hidden"));
    }

    @Test
    void copies_of_the_same_bytes_are_files_of_their_own() throws Exception {
        assertThat(stored("duplicates").all("//~fileGrp[@USE='original']//~file/@ID"))
                .hasSize(5)
                .doesNotHaveDuplicates();
    }

    @TestFactory
    Stream<DynamicTest> names_are_cleaned_and_nothing_in_them_is_carried_out() {
        return Stream.of("non-ascii-names", "odd-names", "long-names")
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    var aip = stored(name);
                    assertThat(aip.payload()).allMatch(CLEAN.asMatchPredicate());
                    assertThat(aip.payload()).noneMatch(path -> path.endsWith("/pwned"));
                    assertThat(Path.of("pwned")).doesNotExist();
                    assertThat(aip.all("//~fileGrp[@USE='original']//~file"))
                            .hasSize(expected.get(name).path("n_files").asInt());
                }));
    }

    @Test
    void empty_files_are_kept_with_the_digest_of_nothing() throws Exception {
        assertThat(stored("zero-byte-files").all("//~objectCharacteristics/~size"))
                .filteredOn("0"::equals)
                .hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void a_picture_named_as_text_is_identified_by_its_bytes() throws Exception {
        var aip = stored("unknown-formats");
        assertThat(aip.all("//~amdSec[contains(.//~originalName,'jpg-named-txt.txt')]//~formatRegistryKey"))
                .containsExactly("fmt/43");
        assertThat(aip.all("//~amdSec[contains(.//~originalName,'random.bin')]"
                        + "//~event[~eventType='format identification']//~eventDetail"))
                .as("by its extension at most, for its bytes are random")
                .allMatch(detail -> detail.contains("method=\"Extension\""))
                .hasSize(1);
    }

    @TestFactory
    Stream<DynamicTest> dublin_core_is_in_dmdSecs() {
        return Stream.of("metadata-csv-rights", "metadata-json-identifiers")
                .map(name -> DynamicTest.dynamicTest(
                        name, () -> assertThat(stored(name).all("//~dmdSec/~mdWrap[@MDTYPE='DC']"))
                                .isNotEmpty()));
    }

    @Test
    void other_columns_are_in_dmdSecs_of_their_own() throws Exception {
        assertThat(stored("metadata-csv-rights").all("//~dmdSec/~mdWrap[@OTHERMDTYPE='CUSTOM']"))
                .isNotEmpty();
    }

    private StoredAip stored(String name) throws Exception {
        return StoredAip.of(node.await(submitted.get(name)), samples.resolve(name));
    }
}
