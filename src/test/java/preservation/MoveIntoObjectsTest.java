package preservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import model.FileFacts;
import model.FileUse;
import model.Finding;
import model.TaskResult;
import model.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testing.Entries;
import testing.FakeContext;

class MoveIntoObjectsTest {

    private static final String NAME = "test_transfer-" + FakeContext.TRANSFER;
    private static final MoveIntoObjects.Parameters METADATA =
            new MoveIntoObjects.Parameters("metadata", "objects/metadata/transfers/{transfer}", "metadata");
    private static final MoveIntoObjects.Parameters DOCUMENTATION = new MoveIntoObjects.Parameters(
            "metadata/submissionDocumentation",
            "objects/submissionDocumentation/transfer-{transfer}",
            "submissionDocumentation");
    private static final MoveIntoObjects.Parameters LOGS =
            new MoveIntoObjects.Parameters("logs", "objects/metadata/transfers/{transfer}/logs", "metadata");

    @TempDir
    Path directory;

    @Test
    void a_directory_moves_with_everything_in_it_also_what_is_empty() throws IOException {
        var moves = move(
                METADATA,
                Entries.directory("metadata"),
                Entries.file("metadata/metadata.csv"),
                Entries.directory("metadata/empty"),
                Entries.file("metadata-2"),
                Entries.file("objects/a"));

        var to = "objects/metadata/transfers/" + NAME;
        assertThat(moves)
                .isEqualTo(Map.of(
                        "metadata",
                        to,
                        "metadata/metadata.csv",
                        to + "/metadata.csv",
                        "metadata/empty",
                        to + "/empty"));
    }

    @Test
    void documentation_goes_to_its_own_place() throws IOException {
        assertThat(move(DOCUMENTATION, Entries.file("metadata/submissionDocumentation/deed.pdf")))
                .containsValue("objects/submissionDocumentation/transfer-" + NAME + "/deed.pdf");
    }

    @Test
    void nothing_there_is_nothing_to_do() throws IOException {
        var context = FakeContext.in(directory).withEntries(Entries.file("objects/a"));

        var result = run(METADATA, context);

        assertThat(result.status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(result.bulk()).isEmpty();
    }

    @Test
    void two_trees_are_never_mixed() throws IOException {
        var there = "objects/metadata/transfers/" + NAME + "/logs";

        assertThat(move(LOGS, Entries.file("logs/a"), Entries.file(there + "/b"), Entries.file(there + "_1")))
                .isEqualTo(Map.of("logs/a", there + "_2/a"));
    }

    @Test
    void a_file_where_a_directory_must_be_is_refused() throws IOException {
        var context =
                FakeContext.in(directory).withEntries(Entries.file("metadata/a"), Entries.file("objects/metadata"));

        assertThatThrownBy(() -> run(METADATA, context))
                .hasMessageContaining("objects/metadata: this file stands where");
    }

    @Test
    void the_use_changes_where_it_is_another() throws IOException {
        var log = Entries.file("logs/a"); // an object by its use until now
        var context = FakeContext.in(directory).withEntries(log, Entries.file("metadata/b"));

        assertThat(context.findings(run(LOGS, context)))
                .extracting(about -> about.finding())
                .contains(new Finding.UseChanged(FileUse.METADATA));
        assertThat(context.findings(run(METADATA, context))).hasSize(1);
    }

    @Test
    void wrong_parameters_are_refused_when_the_workflow_is_read() {
        assertThatThrownBy(() -> new MoveIntoObjects.Parameters("a", "b", "dessert"))
                .hasMessageContaining("dessert");
        assertThatThrownBy(() -> new MoveIntoObjects.Parameters(null, "b", null))
                .hasMessageContaining("from");
        assertThatThrownBy(() -> new MoveIntoObjects.Parameters("../a", "b", null))
                .hasMessageContaining("not a relative path");
    }

    private Map<String, String> move(MoveIntoObjects.Parameters parameters, FileFacts... entries) throws IOException {
        var context = FakeContext.in(directory).withEntries(entries);
        var moves = new TreeMap<String, String>();
        for (var about : context.findings(run(parameters, context))) {
            if (about.finding() instanceof Finding.PathChanged moved) {
                moves.put(moved.from().display(), moved.to().display());
            }
        }
        return moves;
    }

    private static TaskResult run(MoveIntoObjects.Parameters parameters, FakeContext context) throws IOException {
        return new MoveIntoObjects().run(parameters, Entries.packageTask(), context);
    }
}
