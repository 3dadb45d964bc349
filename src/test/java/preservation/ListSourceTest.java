package preservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codec.NameBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import model.EntryKind;
import model.FilePath;
import model.FileUse;
import model.Finding;
import model.TaskResult;
import model.TaskStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testing.Entries;
import testing.FakeContext;

class ListSourceTest {

    private static final ListSource.Parameters DEFAULTS = new ListSource.Parameters(null, 0, 0, 0);
    private static final ListSource.Parameters SKIP = new ListSource.Parameters("skip", 0, 0, 0);

    @TempDir
    Path directory;

    private Path source;
    private FakeContext context;

    @BeforeEach
    void make_an_empty_source() throws IOException {
        source = Files.createDirectory(directory.resolve("source"));
        context = FakeContext.in(directory);
    }

    @Test
    void every_file_and_directory_is_listed_with_its_size_time_and_use() throws Exception {
        write("objects/a.txt", "abc");
        write("metadata/metadata.csv", "");
        write("metadata/submissionDocumentation/deed.txt", "x");
        write("logs/old.log", "x");
        write("metadata-notes.txt", "x");
        Files.createDirectories(source.resolve("objects/empty"));
        Files.setLastModifiedTime(
                source.resolve("objects/a.txt"), java.nio.file.attribute.FileTime.from(Entries.MODIFIED));

        var listed = listed(list(DEFAULTS));

        assertThat(listed.keySet())
                .map(FilePath::display)
                .containsExactly(
                        "logs",
                        "logs/old.log",
                        "metadata",
                        "metadata/metadata.csv",
                        "metadata/submissionDocumentation",
                        "metadata/submissionDocumentation/deed.txt",
                        "metadata-notes.txt",
                        "objects",
                        "objects/a.txt",
                        "objects/empty");
        var a = listed.get(FilePath.of("objects/a.txt"));
        assertThat(a.size()).isEqualTo(3);
        assertThat(a.modified()).contains(Entries.MODIFIED);
        assertThat(a.use()).isEqualTo(FileUse.ORIGINAL);
        assertThat(listed.get(FilePath.of("objects/empty")).kind()).isEqualTo(EntryKind.DIRECTORY);
        assertThat(listed.get(FilePath.of("metadata/metadata.csv")).use()).isEqualTo(FileUse.METADATA);
        assertThat(listed.get(FilePath.of("metadata-notes.txt")).use()).isEqualTo(FileUse.ORIGINAL);
        assertThat(listed.get(FilePath.of("logs/old.log")).use()).isEqualTo(FileUse.METADATA);
        assertThat(listed.get(FilePath.of("metadata/submissionDocumentation/deed.txt"))
                        .use())
                .isEqualTo(FileUse.SUBMISSION_DOCUMENTATION);
    }

    @Test
    void a_finding_is_about_the_id_that_follows_from_the_original_path() throws Exception {
        write("a.txt", "abc");

        var found = context.findings(list(DEFAULTS));

        assertThat(found).singleElement().satisfies(about -> assertThat(about.file())
                .isEqualTo(Entries.id(FilePath.of("a.txt"))));
    }

    @Test
    void a_file_called_metadata_is_an_object() throws Exception {
        write("metadata", "x");

        assertThat(listed(list(DEFAULTS)).get(FilePath.of("metadata")).use()).isEqualTo(FileUse.ORIGINAL);
    }

    @Test
    void a_name_that_is_not_text_keeps_its_bytes() throws Exception {
        var name = FilePath.ofBytes(new byte[] {(byte) 0xFF, (byte) 0xC3, ' ', '%', '\n'});
        Files.createDirectory(NameBytes.resolve(source, name));
        Files.writeString(NameBytes.resolve(source, name.resolve(name)), "x");

        assertThat(listed(list(DEFAULTS)).keySet()).containsExactly(name, name.resolve(name));
    }

    @Test
    void a_single_file_is_a_transfer_with_that_file() throws Exception {
        var file = write("été.txt", "abc");

        var found = context.withSource(file).findings(list(DEFAULTS));

        assertThat(found).singleElement().satisfies(about -> {
            var listed = (Finding.Listed) about.finding();
            assertThat(listed.path()).isEqualTo(FilePath.of("été.txt"));
            assertThat(listed.size()).isEqualTo(3);
        });
    }

    @Test
    void links_and_pipes_are_refused_by_name() throws Exception {
        write("a.txt", "abc");
        Files.createSymbolicLink(source.resolve("passwd"), Path.of("/etc/passwd"));
        Files.createSymbolicLink(source.resolve("etc"), Path.of("/etc"));
        pipe(source.resolve("a-pipe"));

        var result = list(DEFAULTS);

        assertThat(result.status()).isEqualTo(TaskStatus.FAILED);
        assertThat(result.bulk()).isEmpty();
        assertThat(result.blame()).isPresent();
        assertThat(result.message())
                .contains("passwd (symbolic link)", "etc (symbolic link)", "a-pipe (pipe, socket or device)", "skip");
    }

    @Test
    void links_and_pipes_are_left_out_and_reported_on_wish() throws Exception {
        write("a.txt", "abc");
        Files.createSymbolicLink(source.resolve("etc"), Path.of("/etc"));

        var result = list(SKIP);

        assertThat(result.status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(result.message()).isEqualTo("1 files, 0 directories; skipped: etc (symbolic link)");
        assertThat(listed(result).keySet()).containsExactly(FilePath.of("a.txt"));
    }

    @Test
    void a_long_list_of_links_is_cut() throws Exception {
        write("a.txt", "abc");
        for (int i = 0; i < 50; i++) {
            Files.createSymbolicLink(source.resolve("link-" + i), Path.of("a.txt"));
        }

        assertThat(list(DEFAULTS).message()).contains("and 30 more").hasSizeLessThan(2_000);
    }

    @Test
    void a_source_without_a_file_is_refused() throws Exception {
        Files.createDirectories(source.resolve("empty/deeper"));

        var result = list(DEFAULTS);

        assertThat(result.status()).isEqualTo(TaskStatus.FAILED);
        assertThat(result.message()).contains(source.toString(), "no file");
    }

    @Test
    void a_source_that_is_missing_or_a_link_is_refused() throws Exception {
        var link = Files.createSymbolicLink(directory.resolve("link"), source);

        context.withSource(directory.resolve("gone"));
        assertThatThrownBy(() -> list(DEFAULTS)).hasMessageContaining("gone does not exist");
        context.withSource(link);
        assertThatThrownBy(() -> list(DEFAULTS)).hasMessageContaining("link is a symbolic link");
        context.withSource(Path.of("/dev/null"));
        assertThatThrownBy(() -> list(DEFAULTS)).hasMessageContaining("neither a directory nor a regular file");
    }

    @Test
    void limits_name_what_goes_beyond_them() throws Exception {
        write("a/b/c/d.txt", "abc");

        assertThat(list(new ListSource.Parameters(null, 4, 4, 0)).status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(list(new ListSource.Parameters(null, 3, 0, 0)).message()).contains("a/b/c:", "3 directories");
        assertThat(list(new ListSource.Parameters(null, 0, 3, 0)).message()).contains("more than 3 files");
        assertThat(list(new ListSource.Parameters(null, 0, 0, 8)).message()).contains("a/b/c/d.txt:", "8 bytes");
    }

    @Test
    void an_unknown_word_for_special_is_refused_when_the_workflow_is_read() {
        assertThatThrownBy(() -> new ListSource.Parameters("ignore", 0, 0, 0)).hasMessageContaining("refuse or skip");
    }

    @Test
    void the_source_is_as_it_was() throws Exception {
        write("a/b.txt", "abc");
        var before = Files.getLastModifiedTime(source.resolve("a"));

        list(DEFAULTS);

        assertThat(Files.getLastModifiedTime(source.resolve("a"))).isEqualTo(before);
        assertThat(Files.readString(source.resolve("a/b.txt"))).isEqualTo("abc");
    }

    private TaskResult list(ListSource.Parameters parameters) throws IOException {
        return new ListSource().run(parameters, Entries.packageTask(), context);
    }

    private Map<FilePath, Finding.Listed> listed(TaskResult result) throws IOException {
        assertThat(result.status()).as(result.message()).isEqualTo(TaskStatus.COMPLETED);
        var listed = new TreeMap<FilePath, Finding.Listed>();
        for (var about : context.findings(result)) {
            var finding = (Finding.Listed) about.finding();
            assertThat(finding.path()).isEqualTo(finding.originalPath());
            listed.put(finding.path(), finding);
        }
        return listed;
    }

    private Path write(String path, String text) throws IOException {
        var file = source.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static void pipe(Path path) throws Exception {
        assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor())
                .isZero();
    }
}
