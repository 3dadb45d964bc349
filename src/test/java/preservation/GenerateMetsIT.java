package preservation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import model.FileFacts;
import model.FilePath;
import model.FileUse;
import model.TaskStatus;
import model.ToolId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import preservation.mets.Histories;
import testing.Entries;
import testing.FakeContext;
import testing.Needs;
import testing.Schemas;

/** Goal: what {@link GenerateMets} writes is valid METS 1.12.1 with PREMIS 3.0. Method: the schemas, offline. */
class GenerateMetsIT {

    private static final GenerateMets ACTION =
            new GenerateMets(new ToolId("Muniment", "0.1.0"), InstantSource.fixed(Histories.START));

    private static Schemas schemas;

    @TempDir
    private Path directory;

    @BeforeAll
    static void readSchemas() throws Exception {
        schemas = Schemas.in(Needs.shared().resolve("schemas"));
    }

    private List<String> complaints(List<FileFacts> entries) throws Exception {
        var context = FakeContext.in(directory).withEntries(entries);
        var result = ACTION.run(new GenerateMets.Parameters(null, null), Entries.packageTask(), context);
        assertThat(result.status()).isEqualTo(TaskStatus.COMPLETED);
        return schemas.complaints(context.physical(result.products().get(0).path()));
    }

    @Test
    void a_package_with_everything_is_valid() throws Exception {
        var complaints = complaints(List.of(
                Entries.directory("objects"),
                Entries.directory("objects/empty"),
                Histories.file("objects/a.jpg"),
                Histories.file(FilePath.of("objects/b &<> b.jpg"), FilePath.of("objects/b_b.jpg"), FileUse.ORIGINAL),
                Histories.file(FilePath.of("metadata/x.csv"), FilePath.of("objects/metadata/x.csv"), FileUse.METADATA),
                Histories.removed("objects/Thumbs.db")));

        assertThat(complaints).isEmpty();
    }

    @Test
    void a_package_whose_files_were_all_removed_is_valid() throws Exception {
        assertThat(complaints(List.of(Entries.directory("objects"), Histories.removed("objects/Thumbs.db"))))
                .isEmpty();
    }

    @Test
    void hostile_names_are_valid() throws Exception {
        var entries = new ArrayList<FileFacts>();
        for (int b = 1; b < 256; b++) {
            if (b != '/') {
                var path = FilePath.ofBytes(new byte[] {'o', 'b', 'j', 'e', 'c', 't', 's', '/', 'x', (byte) b});
                entries.add(Histories.file(path, path, FileUse.ORIGINAL));
            }
        }
        for (var name :
                List.of("]]>", "<!--", "&amp;", "\uFFFE", "\uFFFF", "\uD83D\uDE00", "e\u0301", "a%20b", "\u2028")) {
            entries.add(Histories.file("objects/" + name));
        }

        assertThat(complaints(entries)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LOCTYPE=\"OTHER\" | LOCTYPE=\"ELSEWHERE\"",
                "<premis:compositionLevel>0</premis:compositionLevel> | <premis:compositionLevel>x</premis:compositionLevel>",
                "ID=\"amdSec_2\" | ID=\"amdSec_1\"",
                "<dc:title>All</dc:title> | <dc:title><dc:title/></dc:title>",
                "ADMID=\"amdSec_3\" | ADMID=\"amdSec_99\""
            })
    void what_is_wrong_in_a_valid_document_is_found(String right, String wrong) throws Exception {
        var golden = Files.readString(Path.of("src/test/resources/mets/small.xml"));
        assertThat(golden).contains(right);
        var scratch = directory.resolve("mets.xml");

        assertThat(schemas.complaints(golden, scratch)).isEmpty();
        assertThat(schemas.complaints(golden.replace(right, wrong), scratch)).isNotEmpty();
    }
}
