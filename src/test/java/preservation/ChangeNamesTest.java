package preservation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import model.FileFacts;
import model.FilePath;
import model.Finding;
import model.TaskResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testing.Entries;
import testing.FakeContext;

class ChangeNamesTest {

    private static final ChangeNames.Parameters DEFAULTS = new ChangeNames.Parameters(null);

    @TempDir
    Path directory;

    @Test
    void only_what_changes_is_reported_with_its_whole_path() throws IOException {
        var result = change(
                DEFAULTS,
                Entries.directory("objects"),
                Entries.directory("objects/Größe"),
                Entries.file("objects/Größe/plain.txt"),
                Entries.file("objects/plain.txt"),
                Entries.file("metadata/ä.csv"));

        assertThat(result)
                .isEqualTo(Map.of(
                        "objects/Größe", "objects/Grosse",
                        "objects/Größe/plain.txt", "objects/Grosse/plain.txt"));
    }

    @Test
    void nothing_to_change_leaves_no_findings() throws IOException {
        var context = FakeContext.in(directory).withEntries(Entries.file("objects/plain.txt"));

        var result = run(DEFAULTS, context);

        assertThat(result.bulk()).isEmpty();
        assertThat(result.message()).isEqualTo("all names are clean");
    }

    @Test
    void another_directory_can_be_named() throws IOException {
        var result = change(
                new ChangeNames.Parameters("objects/submissionDocumentation"),
                Entries.file("objects/ä"),
                Entries.file("objects/submissionDocumentation/transfer-x/ä"));

        assertThat(result)
                .isEqualTo(Map.of(
                        "objects/submissionDocumentation/transfer-x/ä",
                        "objects/submissionDocumentation/transfer-x/a"));
    }

    @Test
    void a_file_gives_way_to_the_directories_that_the_sip_needs() throws IOException {
        assertThat(change(DEFAULTS, Entries.file("objects/metadata"), Entries.file("objects/SUBMISSIONDOCUMENTATION")))
                .isEqualTo(Map.of(
                        "objects/metadata",
                        "objects/metadata_1",
                        "objects/SUBMISSIONDOCUMENTATION",
                        "objects/SUBMISSIONDOCUMENTATION_1"));
    }

    @Test
    void bytes_that_are_no_text_are_cleaned_too() throws IOException {
        var broken = Entries.file(FilePath.ofBytes(new byte[] {'o', 'b', 'j', 'e', 'c', 't', 's', '/', (byte) 0xFF}));
        var context = FakeContext.in(directory).withEntries(broken);

        var change = (Finding.PathChanged)
                context.findings(run(DEFAULTS, context)).get(0).finding();

        assertThat(change)
                .isEqualTo(new Finding.PathChanged(
                        broken.path(), FilePath.of("objects/_"), Finding.PathChanged.Reason.CLEANED));
    }

    private Map<String, String> change(ChangeNames.Parameters parameters, FileFacts... entries) throws IOException {
        var context = FakeContext.in(directory).withEntries(entries);
        var changes = new TreeMap<String, String>();
        for (var about : context.findings(run(parameters, context))) {
            var change = (Finding.PathChanged) about.finding();
            changes.put(change.from().display(), change.to().display());
        }
        return changes;
    }

    private static TaskResult run(ChangeNames.Parameters parameters, FakeContext context) throws IOException {
        return new ChangeNames().run(parameters, Entries.packageTask(), context);
    }
}
