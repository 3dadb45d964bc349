package preservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codec.NameBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import model.ChecksumAlgorithm;
import model.EntryKind;
import model.FileFacts;
import model.FilePath;
import model.FileUse;
import model.Finding;
import model.TaskResult;
import model.TaskStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testing.Entries;
import testing.FakeContext;

class ReceiveFilesTest {

    private static final ReceiveFiles.Parameters DEFAULTS = new ReceiveFiles.Parameters(null);
    private static final String SHA256_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private final ReceiveFiles receive = new ReceiveFiles();

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
    void a_copy_has_the_bytes_the_time_and_the_uuid_as_name() throws Exception {
        var facts = listed(write("objects/a.txt", "abc"));

        var received = received(receiveOne(facts));

        var copy = context.physical(received.physicalPath());
        assertThat(copy).hasContent("abc").hasFileName(facts.id().toString());
        assertThat(copy.getParent()).isEqualTo(context.attemptDirectory());
        assertThat(Files.getLastModifiedTime(copy)).isEqualTo(FileTime.from(Entries.MODIFIED));
        assertThat(received.size()).isEqualTo(3);
        assertThat(received.modified()).isEqualTo(Entries.MODIFIED);
        assertThat(received.checksums()).isEqualTo(Map.of(ChecksumAlgorithm.SHA256, SHA256_OF_ABC));
        assertThat(source.resolve("objects/a.txt")).hasContent("abc");
    }

    @Test
    void all_wanted_digests_are_computed() throws Exception {
        var facts = listed(write("a", "abc"));

        var all = new ReceiveFiles.Parameters(List.of("md5", "sha1", "SHA-256", "sha512"));
        var received = received(receive.run(all, Entries.task(facts), context));

        assertThat(received.checksums())
                .containsEntry(ChecksumAlgorithm.MD5, "900150983cd24fb0d6963f7d28e17f72")
                .containsEntry(ChecksumAlgorithm.SHA1, "a9993e364706816aba3e25717850c26c9cd0d89d")
                .containsEntry(ChecksumAlgorithm.SHA256, SHA256_OF_ABC)
                .hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 40})
    void a_group_of_any_size_is_received(int count) throws Exception {
        var facts = new ArrayList<FileFacts>();
        for (int i = 0; i < count; i++) {
            facts.add(listed(write("d" + i % 3 + "/f" + i, "content " + i)));
        }

        var results = receiveAll(facts);

        assertThat(results).hasSize(count).allSatisfy(result -> assertThat(result.status())
                .as(result.message())
                .isEqualTo(TaskStatus.COMPLETED));
        for (int i = 0; i < count; i++) {
            assertThat(context.physical(received(results.get(i)).physicalPath()))
                    .hasContent("content " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, (1 << 17) - 1, 1 << 17, (1 << 17) + 1, 1 << 20, 40_000_000})
    void any_length_is_copied_whole(int length) throws Exception {
        var bytes = new byte[length];
        new java.util.Random(length).nextBytes(bytes);
        var facts = listed(Files.write(source.resolve("a"), bytes));

        var received = received(receiveOne(facts));

        assertThat(received.size()).isEqualTo(length);
        assertThat(Files.mismatch(source.resolve("a"), context.physical(received.physicalPath())))
                .isEqualTo(-1);
        var expected = java.security.MessageDigest.getInstance("SHA-256").digest(bytes);
        assertThat(received.checksums().get(ChecksumAlgorithm.SHA256))
                .isEqualTo(java.util.HexFormat.of().formatHex(expected));
    }

    @Test
    void names_that_are_not_text_are_received() throws Exception {
        var name = FilePath.ofBytes(new byte[] {(byte) 0xFF, '/', (byte) 0xC3, ' ', '%', '\n'});
        var file = NameBytes.resolve(source, name);
        Files.createDirectory(file.getParent());
        Files.writeString(file, "abc");

        assertThat(received(receiveOne(listed(file))).size()).isEqualTo(3);
    }

    @Test
    void a_single_file_is_received_from_itself() throws Exception {
        var file = write("one.txt", "abc");
        var facts = listed(file);
        context.withSource(file);

        assertThat(received(receiveOne(facts)).size()).isEqualTo(3);
    }

    @Test
    void a_file_that_has_another_size_or_time_than_listed_fails() throws Exception {
        var longer = listed(write("longer", "abc"));
        var touched = listed(write("touched", "abc"));
        write("longer", "abcd");
        Files.setLastModifiedTime(source.resolve("touched"), FileTime.from(Entries.MODIFIED.plusSeconds(1)));

        var results = receiveAll(List.of(longer, touched));

        assertThat(results.get(0).message())
                .startsWith("longer: it had 3 bytes")
                .contains("4 now");
        assertThat(results.get(1).message()).startsWith("touched: it was modified");
        assertThat(results).extracting(TaskResult::status).containsOnly(TaskStatus.FAILED);
        assertThat(context.attemptDirectory()).isEmptyDirectory();
    }

    @Test
    void what_became_a_link_or_is_gone_fails_and_spoils_nothing_else() throws Exception {
        var link = listed(write("link", "abc"));
        var below = listed(write("directory/below", "abc"));
        var gone = listed(write("gone", "abc"));
        var good = listed(write("good", "abc"));
        Files.delete(source.resolve("link"));
        Files.createSymbolicLink(source.resolve("link"), Path.of("/etc/passwd"));
        Files.move(source.resolve("directory"), directory.resolve("elsewhere"));
        Files.createSymbolicLink(source.resolve("directory"), directory.resolve("elsewhere"));
        Files.delete(source.resolve("gone"));

        var results = receiveAll(List.of(link, below, gone, good));

        assertThat(results.get(0).message()).startsWith("link: ").contains("is a symbolic link now");
        assertThat(results.get(1).message()).startsWith("directory/below: ").contains("become a link");
        assertThat(results.get(2).message()).startsWith("gone: ").contains("no longer in the source");
        assertThat(received(results.get(3)).size()).isEqualTo(3);
        assertThat(context.attemptDirectory()).isDirectoryContaining("glob:**/" + good.id());
        try (var files = Files.list(context.attemptDirectory())) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void without_a_source_every_task_fails_saying_so() throws Exception {
        var facts = listed(write("a", "abc"));
        context.withSource(directory.resolve("nowhere"));

        var result = receiveOne(facts);

        assertThat(result.status()).isEqualTo(TaskStatus.FAILED);
        assertThat(result.message()).contains("a: the source", "nowhere does not exist");
    }

    @Test
    void an_attempt_that_was_given_up_stops_and_leaves_nothing() throws Exception {
        var facts = listed(write("a", "abc"));
        context.giveUp();

        assertThatThrownBy(() -> receiveOne(facts)).isInstanceOf(InterruptedException.class);

        assertThat(context.attemptDirectory()).isEmptyDirectory();
    }

    @Test
    void an_unknown_algorithm_is_refused_when_the_workflow_is_read() {
        assertThatThrownBy(() -> new ReceiveFiles.Parameters(List.of("crc32"))).hasMessageContaining("crc32");
    }

    private TaskResult receiveOne(FileFacts facts) throws InterruptedException {
        return receive.run(DEFAULTS, Entries.task(facts), context);
    }

    private List<TaskResult> receiveAll(List<FileFacts> facts) throws InterruptedException {
        var results = new TaskResult[facts.size()];
        receive.runGroup(DEFAULTS, Entries.tasks(facts), context, (task, result) -> results[task.ordinal()] = result);
        return List.of(results);
    }

    private static Finding.Received received(TaskResult result) {
        assertThat(result.status()).as(result.message()).isEqualTo(TaskStatus.COMPLETED);
        return (Finding.Received) result.findings().get(0);
    }

    private Path write(String path, String text) throws IOException {
        var file = source.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private FileFacts listed(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Entries.MODIFIED));
        var path = NameBytes.below(source, file);
        return new FileFacts(
                Entries.id(path),
                EntryKind.FILE,
                path,
                path,
                FileUse.ORIGINAL,
                Optional.empty(),
                Files.size(file),
                Optional.of(Entries.MODIFIED),
                Map.of(),
                Optional.empty(),
                false,
                List.of());
    }
}
