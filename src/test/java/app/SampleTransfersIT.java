package app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import testing.Clamd;
import testing.Needs;
import tools.Droid;
import tools.Signatures;

/**
 * Every standard transfer of the shared samples ends as its manifest says, with every fact that it gives: names, counts,
 * sizes, digests, formats, equal files, verdicts, and who is blamed. Left out is only what Muniment does not do yet:
 *
 * <ul>
 *   <li>extraction ({@code nested-packages}, {@code broken-zip}: stored with their packages as they came);
 *   <li>rights ({@code metadata-csv-rights}: its five rights statements);
 *   <li>identifiers ({@code metadata-json-identifiers}: ULID, EXID and handle);
 *   <li>source metadata ({@code source-metadata-xml}: XML in dmdSecs);
 *   <li>a custom structMap ({@code custom-structmap});
 *   <li>normalisation and manual derivatives ({@code pre-normalized});
 *   <li>service and access groups ({@code service-access-dirs}: all are originals);
 *   <li>a search for private data ({@code pii-examples}), which the manifest asks for only if present.
 * </ul>
 */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleTransfersIT {

    private static final Pattern CLEAN = Pattern.compile("[A-Za-z0-9._()-]+(/[A-Za-z0-9._()-]+)*");
    private final Map<String, TransferId> submitted = new LinkedHashMap<>();

    private Map<String, SampleFacts> expected = Map.of();
    private Path samples;
    private Path store;
    private final Set<String> known = new HashSet<>();
    private Clamd scanner;
    private RunningNode node;

    @BeforeAll
    void submitAll(@TempDir Path directory) throws Exception {
        var shared = Needs.shared().resolve("testdata");
        samples = shared.resolve("transfers");
        expected = SampleFacts.ofType("standard", shared.resolve("expected"));
        var shipped = new Droid(new Signatures(directory.resolve("none")), Duration.ofMinutes(2));
        for (var facts : expected.values()) {
            for (var sample : facts.samples().values()) {
                if (shipped.knows(sample.puid())) {
                    known.add(sample.puid());
                }
            }
        }
        store = directory.resolve("data/store");
        scanner = Clamd.start(directory);
        node = RunningNode.start(directory.resolve("data"), Map.of("MUNIMENT_CLAMD", scanner.address()));
        for (var name : expected.keySet()) {
            submitted.put(name, node.submit(samples.resolve(name)));
        }
    }

    @AfterAll
    void stop() throws IOException {
        if (node != null) {
            node.close();
        }
        if (scanner != null) {
            scanner.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> each_ends_as_its_manifest_says() {
        assertThat(expected).hasSize(28);
        return expected.values().stream().map(facts -> DynamicTest.dynamicTest(facts.name(), () -> endsAs(facts)));
    }

    private void endsAs(SampleFacts facts) throws Exception {
        var failing = facts.failingJob();
        if (failing.isEmpty()) {
            var aip = stored(facts.name());
            facts.assertKeptIn(aip);
            facts.assertIdentifiedIn(aip, known::contains);
            assertThat(aip.all("//~event//~eventOutcome")).doesNotContain("Not done", "Not scanned");
            return;
        }
        var summary = node.await(submitted.get(facts.name()));
        assertThat(summary.status()).isEqualTo(TransferStatus.FAILED);
        assertThat(summary.aip()).isEmpty();
        assertThat(summary.failure().orElseThrow().job()).isEqualTo(failing.get());
        assertThat(StoredAip.files(store)).noneMatch(file -> file.toString().contains(facts.name()));
    }

    @Test
    void every_skeleton_whose_format_the_shipped_signatures_know_has_its_PUID() throws Exception {
        int compared = expected.get("puid-skeletons").assertIdentifiedIn(stored("puid-skeletons"), known::contains);

        System.err.println("puid-skeletons: the shipped signature files know " + compared
                + " of 60 PUIDs; through the whole product each is found");
        assertThat(compared).isGreaterThan(40);
    }

    @Test
    void pdfa_files_are_valid_or_not_as_their_names_say() throws Exception {
        var aip = stored("pdfa-pass-fail");
        var passed = aip.filesWith("validation", "Pass");
        var failed = aip.filesWith("validation", "Fail");

        assertThat(passed).hasSize(5).allMatch(name -> name.contains("-pass-"));
        assertThat(failed).hasSize(9).allMatch(name -> name.contains("-fail-"));
        assertThat(aip.all("//~event[~eventType='validation']//~eventDetail"))
                .hasSize(14)
                .allMatch(detail -> detail.contains("program=\"veraPDF\""));
        System.err.println("pdfa-pass-fail: " + (passed.size() + failed.size()) + " of 14 verdicts as the names say");
    }

    /** Three of the nine are so broken that DROID finds no format, which the manifest's own list says too. */
    @Test
    void broken_pdf_files_are_identified_and_validated_and_break_no_job() throws Exception {
        var aip = stored("pdf-broken");

        assertThat(aip.all("//~formatName")).hasSize(9);
        assertThat(aip.all("//~formatName[contains(., 'Portable Document Format') or contains(., 'PDF')]"))
                .hasSize(6);
        assertThat(aip.filesWith("validation", "Fail")).hasSizeGreaterThanOrEqualTo(4);
        assertThat(aip.all("//~event[~eventType='validation']//~eventOutcome"))
                .hasSize(6)
                .containsOnly("Pass", "Fail");
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
        assertThat(stored("checksums-good").filesWith("fixity check", "Pass"))
                .containsExactlyInAnyOrder("objects/one.txt", "objects/two/two.csv", "objects/two/three.bin");
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
    void files_at_the_top_are_moved_into_objects() throws Exception {
        assertThat(stored("no-objects-dir").files().stream()
                        .map(file -> file.path().orElseThrow()))
                .containsExactlyInAnyOrder(
                        "objects/readme.txt", "objects/sub/data.csv", "objects/sub/deeper/picture.bmp");
    }

    @Test
    void names_that_are_the_same_when_cleaned_are_numbered() throws Exception {
        var cleaned = stored("odd-names").files().stream()
                .filter(file -> file.originalName().matches("objects/a[ +_]{1,2}b\\.txt"))
                .map(file -> file.path().orElseThrow());

        assertThat(cleaned)
                .containsExactlyInAnyOrder(
                        "objects/a_b.txt", "objects/a_b_1.txt", "objects/a_b_2.txt", "objects/a__b.txt");
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
                            .hasSize(expected.get(name).samples().size());
                }));
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

    @Test
    void rows_of_metadata_csv_are_in_dmdSecs_of_two_files_and_a_directory() throws Exception {
        var aip = stored("metadata-csv-rights");

        assertThat(aip.all("//~dmdSec/~mdWrap[@MDTYPE='DC']//~title"))
                .containsExactlyInAnyOrder("Annual report, 1998", "Map one", "All maps");
        assertThat(described(aip, "report.txt", "Item", "DC", "description"))
                .containsExactly("First line\nsecond line");
        assertThat(described(aip, "report.txt", "Item", "DC", "subject")).containsExactly("Finance", "Reports");
        assertThat(described(aip, "report.txt", "Item", "DC", "language")).containsExactly("fr", "en");
        assertThat(described(aip, "map1.png", "Item", "DC", "title")).containsExactly("Map one");
        assertThat(described(aip, "maps", "Directory", "DC", "title")).containsExactly("All maps");
        assertThat(aip.all("//~dmdSec/~mdWrap[@MDTYPE='OTHER'][@OTHERMDTYPE='CUSTOM']"))
                .hasSize(2);
        assertThat(described(aip, "report.txt", "Item", "OTHER", "shelfmark")).containsExactly("AB/12");
        assertThat(described(aip, "map1.png", "Item", "OTHER", "shelfmark")).containsExactly("AB/13");
    }

    @Test
    void submission_documents_are_in_the_fileSec() throws Exception {
        assertThat(stored("metadata-csv-rights").files().stream()
                        .filter(file -> file.use().equals("submissionDocumentation"))
                        .map(KeptFile::originalName))
                .containsExactlyInAnyOrder(
                        "metadata/submissionDocumentation/deed of gift.txt",
                        "metadata/submissionDocumentation/letters/1998-03-02.eml");
    }

    @Test
    void metadata_json_gives_what_the_CSV_form_would() throws Exception {
        var aip = stored("metadata-json-identifiers");

        assertThat(aip.all("//~dmdSec/~mdWrap[@MDTYPE='DC']")).hasSize(2);
        assertThat(described(aip, "a.txt", "Item", "DC", "title")).containsExactly("Letter A");
        assertThat(described(aip, "a.txt", "Item", "DC", "subject")).containsExactly("one", "two", "three");
        assertThat(described(aip, "a.txt", "Item", "DC", "date")).containsExactly("2001");
        assertThat(described(aip, "d", "Directory", "DC", "title")).containsExactly("Directory D");
    }

    /** Values of an element in the descriptions that the physical structMap gives a file or directory. */
    private static List<String> described(StoredAip aip, String label, String type, String kind, String element)
            throws Exception {
        return aip.all("//~dmdSec[contains(concat(' ', //~structMap[@TYPE='physical']//~div[@LABEL='" + label
                + "'][@TYPE='" + type + "']/@DMDID, ' '), concat(' ', @ID, ' '))]/~mdWrap[@MDTYPE='" + kind + "']//~"
                + element);
    }

    private StoredAip stored(String name) throws Exception {
        return StoredAip.of(node.await(submitted.get(name)), samples.resolve(name));
    }
}
