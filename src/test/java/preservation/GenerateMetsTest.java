package preservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import model.FileFacts;
import model.FilePath;
import model.FileUse;
import model.Finding;
import model.StoredText;
import model.ToolId;
import model.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import preservation.LoadDescriptions.ListKind;
import preservation.mets.Histories;
import testing.Entries;
import testing.FakeContext;
import testing.Xml;

class GenerateMetsTest {

    private static final GenerateMets ACTION =
            new GenerateMets(new ToolId("Muniment", "0.1.0"), InstantSource.fixed(Histories.START));
    private static final GenerateMets.Parameters PARAMETERS = new GenerateMets.Parameters("XX-1", "The archive");
    private static final Path GOLDEN = Path.of("src/test/resources/mets/small.xml");

    @TempDir
    private Path directory;

    private FakeContext context;
    private final List<FileFacts> entries = new ArrayList<>();

    @BeforeEach
    void a_transfer() throws IOException {
        context = FakeContext.in(directory);
    }

    private Path generate() throws Exception {
        context.withEntries(entries);
        var result = ACTION.run(PARAMETERS, Entries.packageTask(), context);
        var product = result.products().get(0);
        assertThat(product.role()).isEqualTo("mets");
        SealedFile.check(context.physical(product.path()), product);
        return context.physical(product.path());
    }

    private Document mets() throws Exception {
        return Xml.parse(generate());
    }

    /** Descriptions as a step before has loaded them. */
    private void describe(String csv) throws Exception {
        var list = Entries.received(context, "metadata/metadata.csv", csv.getBytes(StandardCharsets.UTF_8));
        var all = new ArrayList<>(entries);
        all.add(list);
        var loading = FakeContext.in(directory.resolve("loading")).withEntries(all);
        Files.createDirectories(loading.workArea().resolve("received"));
        Files.copy(
                context.physical(list.physicalPath().orElseThrow()),
                loading.physical(list.physicalPath().orElseThrow()));
        var product = new LoadDescriptions()
                .run(new LoadDescriptions.Parameters(ListKind.CSV, null, null), Entries.packageTask(), loading)
                .products()
                .get(0);
        Files.createDirectories(context.physical(product.path()).getParent());
        Files.copy(loading.physical(product.path()), context.physical(product.path()));
        context.withTransfer(LoadDescriptionsTest.withProducts(context.transfer(), List.of(product)));
    }

    @Test
    void the_whole_document_is_as_it_was() throws Exception {
        entries.add(Entries.directory("objects"));
        entries.add(Entries.directory("objects/d"));
        entries.add(Entries.directory("objects/empty"));
        entries.add(
                Histories.file(FilePath.of("objects/d/a b.jpg"), FilePath.of("objects/d/a_b.jpg"), FileUse.ORIGINAL));
        entries.add(Histories.removed("objects/Thumbs.db"));
        describe(
                """
                filename,dc.title,dcterms.issued,Shelf mark
                objects/d/a b.jpg,A & <B>,2001,7
                objects,All,,
                objects/gone,G,,
                """);

        var actual = Xml.canonical(generate());

        // To accept a change on purpose: write the actual text into the golden file and read the difference.
        assertThat(actual).isEqualTo(Xml.canonical(GOLDEN));
    }

    @Test
    void two_runs_write_the_same_bytes() throws Exception {
        entries.add(Histories.file("objects/a"));
        var first = Files.readString(generate());

        context = FakeContext.in(directory.resolve("again"));

        assertThat(Files.readString(generate())).isEqualTo(first);
    }

    @Test
    void every_reference_has_its_target_and_no_id_comes_twice() throws Exception {
        entries.add(Entries.directory("objects/x"));
        entries.add(Histories.with(Entries.directory("objects/y"), new Finding.IdentifierAssigned(Optional.empty())));
        entries.add(Histories.file("objects/y/b"));
        entries.add(Histories.file("objects/y-b"));
        entries.add(Histories.file(FilePath.of("objects/m"), FilePath.of("objects/m"), FileUse.METADATA));
        describe("filename,dc.title,x\nobjects/y,Y,1\nobjects/y/b,B,\nobjects/y-b,,2\nobjects,O,3\n");

        var mets = mets();

        var ids = Xml.all(mets, "//@ID");
        assertThat(ids).doesNotHaveDuplicates();
        for (var attribute : List.of("@ADMID", "@DMDID", "@FILEID")) {
            var references = Xml.all(mets, "//" + attribute).stream()
                    .flatMap(value -> java.util.Arrays.stream(value.split(" ", -1)))
                    .toList();
            assertThat(references).isNotEmpty();
            assertThat(ids).containsAll(references);
        }
        var agents = Xml.all(mets, "//~agentIdentifierValue");
        assertThat(agents).containsExactly("Muniment-0.1.0", "XX-1", "tester");
        assertThat(agents).containsAll(Xml.all(mets, "//~linkingAgentIdentifierValue"));
    }

    @Test
    void sections_belong_to_the_files_that_refer_to_them() throws Exception {
        for (var name : List.of("objects/a.b/c", "objects/a", "objects/a.b-c", "objects/z")) {
            entries.add(name.equals("objects/a") ? Histories.removed(name) : Histories.file(name));
        }
        entries.add(Histories.file(FilePath.of("objects/b"), FilePath.of("objects/b"), FileUse.METADATA));
        describe("filename,dc.title\nobjects/z,Z\nobjects/a.b/c,C\n");

        var mets = mets();

        for (var href : Xml.all(mets, "//~FLocat/@*[local-name()='href']")) {
            var admId =
                    Xml.all(mets, "//~file[~FLocat/@*='" + href + "']/@ADMID").get(0);
            assertThat(Xml.all(mets, "//~amdSec[@ID='" + admId + "']//~originalName"))
                    .containsExactly(href);
        }
        for (var label : List.of("z", "c")) {
            var dmdId = Xml.all(mets, "//~structMap[@TYPE='physical']//~div[@LABEL='" + label + "']/@DMDID")
                    .get(0);
            assertThat(Xml.all(mets, "//~dmdSec[@ID='" + dmdId + "']//~title"))
                    .containsExactly(label.toUpperCase(java.util.Locale.ROOT));
        }
    }

    @Test
    void empty_directories_are_in_the_logical_map_only() throws Exception {
        entries.add(Entries.directory("objects"));
        entries.add(Entries.directory("objects/e"));
        entries.add(Entries.directory("objects/e/e"));
        entries.add(Entries.directory("objects/d"));
        entries.add(Histories.file("objects/d/a"));

        var mets = mets();

        var root = "test transfer-" + FakeContext.SIP;
        assertThat(Xml.all(mets, "//~structMap[@TYPE='physical']//~div/@LABEL"))
                .containsExactly(root, "objects", "d", "a");
        assertThat(Xml.all(mets, "//~structMap[@TYPE='logical']//~div/@LABEL"))
                .containsExactly(root, "objects", "d", "a", "e", "e");
    }

    @Test
    void a_removed_file_keeps_its_history_and_nothing_else() throws Exception {
        entries.add(Histories.removed("objects/Thumbs.db"));
        entries.add(Histories.file("objects/a"));

        var mets = mets();

        assertThat(Xml.all(mets, "//~amdSec[.//~originalName='objects/Thumbs.db']//~eventType"))
                .containsExactly("ingestion", "file removed");
        assertThat(Xml.all(mets, "//~file")).hasSize(1);
        assertThat(Xml.all(mets, "//~div[@LABEL='Thumbs.db']")).isEmpty();
    }

    @Test
    void a_directory_with_a_history_has_an_administrative_section() throws Exception {
        entries.add(Histories.with(
                Entries.moved(Entries.directory("objects/a b"), "objects/a_b"),
                new Finding.PathChanged(
                        FilePath.of("objects/a b"), FilePath.of("objects/a_b"), Finding.PathChanged.Reason.CLEANED)));

        var mets = mets();

        var admId = Xml.all(mets, "//~structMap[@TYPE='logical']//~div[@LABEL='a_b']/@ADMID")
                .get(0);
        assertThat(Xml.all(mets, "//~amdSec[@ID='" + admId + "']//~eventType")).containsExactly("filename change");
        assertThat(Xml.all(mets, "//~dmdSec//~originalName")).containsExactly("test transfer", "objects/a b");
    }

    @Test
    void names_that_xml_cannot_hold_say_that_they_are_encoded() throws Exception {
        var bytes = FilePath.ofBytes(new byte[] {'o', '/', (byte) 0xE9, '%'});
        var control = FilePath.of("o/\u0001%");
        var plain = FilePath.of("o/%\u00E9");
        for (var path : List.of(bytes, control, plain)) {
            entries.add(Histories.file(path, path, FileUse.ORIGINAL));
        }

        var mets = mets();

        assertThat(Xml.all(mets, "//~object[.//~significantPropertiesType='originalName encoding']//~originalName"))
                .containsExactlyInAnyOrder("o/%01%25", "o/%E9%25");
        assertThat(Xml.all(mets, "//~object[not(.//~significantProperties)]//~originalName"))
                .contains("o/%\u00E9");
        assertThat(Xml.all(mets, "//~FLocat/@*[local-name()='href']"))
                .containsExactly("o/%01%25", "o/%25%C3%A9", "o/%E9%25");
    }

    private Document extended(StoredText output) throws Exception {
        entries.add(Histories.with(
                Entries.file("objects/a"),
                new Finding.Characterized(Verdict.PASS, Optional.of(Histories.EXIFTOOL), output, "")));
        return mets();
    }

    @Test
    void what_tools_found_is_taken_in_from_a_blob() throws Exception {
        var large = "<?xml version='1.0'?><x>" + "<y>1</y>".repeat(1000) + "</x>";

        var mets = extended(context.keep(large));

        assertThat(Xml.all(mets, "//~objectCharacteristicsExtension/x/y")).hasSize(1000);
    }

    @Test
    void what_is_no_xml_is_kept_as_text_that_says_why() throws Exception {
        var mets = extended(new StoredText(Optional.of("<x>]]>\u0001<"), Optional.empty()));

        assertThat(Xml.all(mets, "//~objectCharacteristicsExtension/~outputAsText"))
                .containsExactly("<x>]]>%01<");
        assertThat(Xml.all(mets, "//~outputAsText/@tool")).containsExactly("ExifTool 12.57");
        assertThat(Xml.all(mets, "//~outputAsText/@reason").get(0)).isNotBlank();
    }

    @Test
    void a_blob_that_cannot_be_read_fails_the_task() throws Exception {
        var kept = context.keep("<x>" + "y".repeat(5000) + "</x>");
        Files.writeString(
                directory.resolve("blobs").resolve(kept.blob().orElseThrow().segment()), "gone");

        assertThatThrownBy(() -> extended(kept)).hasMessageContaining("has changed");
    }

    @Test
    void an_attempt_that_nobody_wants_stops() {
        entries.add(Histories.file("objects/a"));
        context.giveUp();

        assertThatThrownBy(this::generate).isInstanceOf(InterruptedException.class);
    }

    @Test
    void only_the_document_is_left_in_the_attempt_directory() throws Exception {
        entries.add(Histories.file("objects/a"));

        generate();

        try (var left = Files.list(context.attemptDirectory())) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactly("METS." + FakeContext.SIP + ".xml");
        }
    }

    @Test
    void the_chain_head_is_in_the_header_and_in_an_event() throws Exception {
        var mets = mets();

        assertThat(Xml.all(mets, "//~altRecordID[@TYPE='event chain head']")).containsExactly("00");
        assertThat(Xml.all(mets, "//~eventOutcomeDetailNote")).containsExactly("event chain head=00");
    }
}
