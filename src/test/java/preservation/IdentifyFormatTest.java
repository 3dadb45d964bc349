package preservation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import model.FileFacts;
import model.FilePath;
import model.Finding;
import model.Format;
import model.TaskResult;
import model.TaskStatus;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testing.Entries;
import testing.FakeContext;
import tools.Droid;
import tools.Signatures;

class IdentifyFormatTest {

    private static IdentifyFormat action;

    @TempDir
    private Path directory;

    @BeforeAll
    static void make() throws IOException {
        var droid = new Droid(new Signatures(Path.of("no-such-directory")), Duration.ofSeconds(60));
        action = new IdentifyFormat(() -> droid);
    }

    @Test
    void a_known_format_is_a_finding_with_the_tool_that_found_it() throws Exception {
        var result = identify("objects/report.pdf", "%PDF-1.4\ntrailer\n%%EOF\n");

        assertThat(result.status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(finding(result).format()).map(Format::puid).contains("fmt/18");
        assertThat(result.tool().orElseThrow().toString()).startsWith("DROID 6.8.0 (V111");
        assertThat(result.message()).isEmpty();
    }

    @Test
    void an_unknown_format_is_a_result_that_names_the_file() throws Exception {
        var result = identify("objects/no-extension", "some words");

        assertThat(result.status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(result.findings()).isEqualTo(List.of(new Finding.FormatIdentified(Optional.empty(), "")));
        assertThat(result.message()).isEqualTo("objects/no-extension: the format is not known");
    }

    @Test
    void the_extension_is_that_of_the_logical_path() throws Exception {
        var context = FakeContext.in(directory);
        var received = Entries.received(context, "objects/words.bin", bytes("some words"));

        var result = run(context, Entries.moved(received, "objects/words.txt"));

        assertThat(finding(result).format()).map(Format::puid).contains("x-fmt/111");
        assertThat(result.message()).startsWith("objects/words.txt: ");
    }

    @Test
    void a_file_whose_bytes_are_missing_fails_and_is_named() throws Exception {
        var context = FakeContext.in(directory);
        var task = Entries.task(Entries.file(FilePath.of("objects/gone.txt")));

        var result = Attempting.run(action, new IdentifyFormat.Parameters(), task, context);

        assertThat(result.status()).isEqualTo(TaskStatus.FAILED);
        assertThat(result.message()).contains("objects/gone.txt").contains("not in the work area");
    }

    private TaskResult identify(String path, String content) throws Exception {
        var context = FakeContext.in(directory);
        return run(context, Entries.received(context, path, bytes(content)));
    }

    private static TaskResult run(FakeContext context, FileFacts file) throws Exception {
        return action.run(new IdentifyFormat.Parameters(), Entries.task(file), context);
    }

    private static Finding.FormatIdentified finding(TaskResult result) {
        return (Finding.FormatIdentified) result.findings().get(0);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
