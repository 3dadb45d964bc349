package preservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codec.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import model.FileFacts;
import model.FilePath;
import model.Product;
import model.TaskResult;
import model.TaskStatus;
import model.TransferFacts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import preservation.LoadDescriptions.ListKind;
import preservation.descriptions.Description;
import preservation.descriptions.DescriptionList;
import preservation.mets.AipMets;
import testing.Entries;
import testing.FakeContext;

class LoadDescriptionsTest {

    private static final LoadDescriptions ACTION = new LoadDescriptions();

    @TempDir
    private Path directory;

    private FakeContext context;
    private final List<FileFacts> entries = new ArrayList<>();

    @BeforeEach
    void a_transfer() throws IOException {
        context = FakeContext.in(directory);
    }

    private TaskResult load(ListKind kind, String list) throws Exception {
        var name = kind == ListKind.CSV ? "metadata/metadata.csv" : "metadata/metadata.json";
        entries.add(Entries.received(context, name, list.getBytes(StandardCharsets.UTF_8)));
        context.withEntries(entries);
        return ACTION.run(new LoadDescriptions.Parameters(kind, null, null), Entries.packageTask(), context);
    }

    private List<Description> rows(TaskResult result) throws IOException {
        context.withTransfer(withProducts(context.transfer(), result.products()));
        var rows = new ArrayList<Description>();
        DescriptionList.read(context, rows::add);
        return rows;
    }

    static TransferFacts withProducts(TransferFacts facts, List<Product> products) {
        return new TransferFacts(
                facts.id(),
                facts.sip(),
                facts.name(),
                facts.type(),
                facts.accessionNumber(),
                facts.source(),
                facts.submittedBy(),
                facts.submittedAt(),
                facts.choices(),
                products,
                facts.packageFindings(),
                facts.chainHead());
    }

    @Test
    void rows_find_files_and_directories_by_the_names_they_were_received_under() throws Exception {
        entries.add(Entries.moved(Entries.file("objects/a b.txt"), "objects/a_b.txt"));
        entries.add(Entries.directory("objects/d"));

        var result = load(ListKind.CSV, "filename,dc.title\nobjects/a b.txt,A\nobjects/d/,D\nobjects/a_b.txt,no\n");

        assertThat(rows(result))
                .extracting(Description::entry)
                .containsExactly(
                        Optional.of(Entries.id(FilePath.of("objects/a b.txt"))),
                        Optional.of(Entries.id(FilePath.of("objects/d"))),
                        Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "a.txt, objects/a.txt, true",
        "a.txt, a.txt, true",
        "objects/a.txt, ./objects/a.txt, true",
        "objects/a.txt, a.txt, false",
        "objects/a.txt, objects/A.txt, false",
        "objects/a.txt, ../objects/a.txt, false",
        "objects/a.txt, /objects/a.txt, false",
        "objects/a.txt, objects//a.txt, false",
        "objects/100%25, objects/100%25, true",
        "objects/100%25, objects/100%2525, false"
    })
    void a_name_means_the_path_as_received(String received, String named, boolean found) throws Exception {
        entries.add(Entries.file(received));

        var rows = rows(load(ListKind.CSV, "filename,dc.title\n\"" + named + "\",T\n"));

        assertThat(rows.get(0).entry())
                .isEqualTo(found ? Optional.of(entries.get(0).id()) : Optional.empty());
        assertThat(rows.get(0).filename()).isEqualTo(named);
    }

    @Test
    void the_objects_directory_can_be_described_where_the_transfer_has_none() throws Exception {
        var rows = rows(load(ListKind.CSV, "filename,dc.identifier,dc.identifier\nobjects/,X-1,X-2\n"));

        assertThat(rows.get(0).entry()).contains(AipMets.objectsDirectory(FakeContext.SIP));
        assertThat(DescriptionList.ofPackage(context, "dc.identifier")).contains("X-1");
        assertThat(DescriptionList.ofPackage(context, "dc.title")).isEmpty();
    }

    @Test
    void a_row_for_a_missing_file_is_no_success_and_is_kept() throws Exception {
        entries.add(Entries.file("objects/a"));

        var result = load(ListKind.CSV, "filename,dc.title\nobjects/gone,G\nobjects/a,A\n");

        assertThat(result.status()).isEqualTo(TaskStatus.NOT_DONE);
        assertThat(result.message())
                .isEqualTo("2 rows of metadata/metadata.csv; 1 describe no file or directory of the transfer:"
                        + " \"objects/gone\" (line 2)");
        assertThat(rows(result)).extracting(Description::filename).containsExactly("objects/gone", "objects/a");
    }

    @Test
    void many_missing_files_are_counted_and_the_first_are_named() throws Exception {
        var result = load(ListKind.CSV, "filename,x\n" + "objects/gone,1\n".repeat(7));

        assertThat(result.message()).contains("7 describe no file").endsWith("(line 6) and 2 more");
    }

    @Test
    void a_json_list_is_another_product() throws Exception {
        entries.add(Entries.file("objects/a"));
        var csv = load(ListKind.CSV, "filename,dc.title\nobjects/a,from CSV\n");
        var json = load(ListKind.JSON, "[{\"filename\":\"objects/a\",\"dc.title\":[\"from\",\"JSON\"]}]");
        context.withTransfer(withProducts(
                context.transfer(),
                List.of(json.products().get(0), csv.products().get(0))));

        var rows = new ArrayList<Description>();
        DescriptionList.read(context, rows::add);

        assertThat(rows)
                .extracting(Description::list)
                .containsExactly("metadata/metadata.csv", "metadata/metadata.json");
        assertThat(rows.get(1).values())
                .containsExactly(new Description.Value("dc.title", "from"), new Description.Value("dc.title", "JSON"));
    }

    @Test
    void without_a_list_there_is_nothing_to_do() throws Exception {
        context.withEntries(Entries.file("objects/metadata.csv"));

        var result = ACTION.run(new LoadDescriptions.Parameters(null, null, null), Entries.packageTask(), context);

        assertThat(result.status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(result.products()).isEmpty();
    }

    @Test
    void a_malformed_list_fails_and_leaves_nothing() throws Exception {
        var result = load(ListKind.CSV, "filename,x\nobjects/a,1,2\n");

        assertThat(result.status()).isEqualTo(TaskStatus.FAILED);
        assertThat(result.message()).startsWith("metadata/metadata.csv, line 2: ");
        assertThat(result.products()).isEmpty();
        assertThat(context.attemptDirectory()).isEmptyDirectory();
    }

    @Test
    void a_list_beyond_the_limits_fails() throws Exception {
        entries.add(Entries.received(
                context, "metadata/metadata.csv", "filename,x\na,1\nb,2\n".getBytes(StandardCharsets.UTF_8)));
        context.withEntries(entries);

        var rows = ACTION.run(new LoadDescriptions.Parameters(ListKind.CSV, 1, 1), Entries.packageTask(), context);
        var bytes = ACTION.run(new LoadDescriptions.Parameters(ListKind.CSV, 0, 9), Entries.packageTask(), context);

        assertThat(rows.message()).contains("line 3: there are more than 1 rows");
        assertThat(bytes.message()).contains("the file is larger than 0 bytes");
    }

    @Test
    void loaded_descriptions_that_were_changed_are_not_read() throws Exception {
        var result = load(ListKind.CSV, "filename,dc.title\nobjects/a,A\n");
        Files.writeString(context.physical(result.products().get(0).path()), "");

        assertThatThrownBy(() -> rows(result)).hasMessageContaining("has changed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{} | CSV | 64", "{\"list\":\"json\",\"megabytesMax\":1} | JSON | 1"})
    void parameters_are_read_as_a_workflow_writes_them(String json, ListKind list, int megabytes) throws Exception {
        var parameters = Json.text().readValue(json, ACTION.parameters());

        assertThat(parameters).isEqualTo(new LoadDescriptions.Parameters(list, megabytes, 1_000_000));
    }
}
