package preservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import model.ChecksumAlgorithm;
import model.FileFacts;
import model.FilePath;
import model.Finding;
import model.TaskResult;
import model.TaskStatus;
import model.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testing.Altered;
import testing.Entries;
import testing.FakeContext;

class VerifyMetadataChecksumsTest {

    private static final String MD5 = "900150983cd24fb0d6963f7d28e17f72";
    private static final String SHA1 = "a9993e364706816aba3e25717850c26c9cd0d89d";
    private static final String WRONG = "00000000000000000000000000000000";

    @TempDir
    Path directory;

    private FakeContext context;
    private final List<FileFacts> entries = new ArrayList<>();

    /** Every object holds {@code abc}. */
    @BeforeEach
    void receive_two_objects() throws IOException {
        context = FakeContext.in(directory);
        entries.add(Entries.directory("objects"));
        object(FilePath.of("objects/one.txt"));
        object(FilePath.of("objects/two/three.bin"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MD5  one.txt\nMD5  two/three.bin\n",
                "MD5 *one.txt\r\nMD5 *two/three.bin\r\n",
                "MD5 *./one.txt\nMD5 *.//two/./three.bin",
                "MD5  objects/one.txt\nMD5  ./objects/two/three.bin\n",
                "MD5  ../objects/one.txt\nMD5  two/../one.txt\nMD5  two/three.bin\n",
                "# made by hand\n\nMD5 (one.txt) = MD5\nMD5 (two/three.bin) = MD5\n",
                "\uFEFFMD5  one.txt\n\n\nMD5  one.txt\nMD5  two/three.bin\n"
            })
    void lists_in_any_form_pass(String text) throws Exception {
        list(
                "checksum.md5",
                text.replace("MD5  ", MD5 + "  ").replace("MD5 *", MD5 + " *").replace("= MD5", "= " + MD5));

        var result = verify();

        assertThat(result.status()).as(result.message()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(verdicts(result))
                .isEqualTo(Map.of("objects/one.txt", Verdict.PASS, "objects/two/three.bin", Verdict.PASS));
    }

    @Test
    void a_file_has_one_event_that_names_all_its_lists() throws Exception {
        list("checksum.md5", good(MD5));
        list("checksum.sha1", good(SHA1));

        var result = verify();

        assertThat(context.findings(result)).hasSize(2).allSatisfy(about -> assertThat(about.finding())
                .isEqualTo(new Finding.FixityChecked(Verdict.PASS, List.of("checksum.md5", "checksum.sha1"), "")));
    }

    @Test
    void without_a_list_there_is_nothing_to_check() throws Exception {
        var result = verify();

        assertThat(result.status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(result.bulk()).isEmpty();
    }

    @Test
    void a_wrong_digest_fails_and_names_the_file_and_the_line() throws Exception {
        list("checksum.md5", WRONG + "  one.txt\n" + MD5 + "  two/three.bin\n");
        list("checksum.sha1", good(SHA1));

        var result = verify();

        assertFailed(result, "objects/one.txt: wrong digest: checksum.md5 line 1 says " + WRONG, MD5);
        assertThat(result.blame()).contains(FilePath.of("objects/one.txt"));
        assertThat(verdicts(result))
                .containsEntry("objects/one.txt", Verdict.FAIL)
                .containsEntry("objects/two/three.bin", Verdict.PASS);
    }

    @Test
    void a_listed_file_that_is_missing_fails() throws Exception {
        list("checksum.md5", good(MD5) + MD5 + "  gone.txt\n");

        var result = verify();

        assertFailed(result, "checksum.md5 line 3 lists a file that is not in the transfer: gone.txt");
        assertThat(result.blame()).contains(FilePath.of("objects/gone.txt"));
    }

    @Test
    void a_file_that_is_not_listed_fails() throws Exception {
        list("checksum.md5", good(MD5));
        list("checksum.sha1", SHA1 + "  one.txt\n");

        var result = verify();

        assertFailed(result, "objects/two/three.bin is not listed in checksum.sha1");
        assertThat(result.blame()).contains(FilePath.of("objects/two/three.bin"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz0150983cd24fb0d6963f7d28e17f72  one.txt", "one.txt", " ", "MD5 (one.txt) = 12"})
    void a_malformed_line_fails(String line) throws Exception {
        list("checksum.md5", good(MD5) + line + "\n");

        assertFailed(verify(), "checksum.md5 line 3 is malformed: " + line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../../etc/passwd", "..", "."})
    void a_name_outside_the_transfer_fails(String name) throws Exception {
        list("checksum.md5", good(MD5) + MD5 + "  " + name + "\n");

        assertFailed(verify(), "checksum.md5 line 3 points out of the transfer");
    }

    @Test
    void an_empty_list_fails() throws Exception {
        list("checksum.md5", "# nothing\n");

        assertFailed(verify(), "checksum.md5 lists no file");
    }

    @Test
    void two_lines_that_contradict_each_other_fail() throws Exception {
        list("checksum.md5", good(MD5) + WRONG + "  one.txt\n");

        assertFailed(verify(), "checksum.md5 lines 1 and 3 give different digests for one.txt");
    }

    @Test
    void names_are_matched_by_their_bytes_as_received_wherever_the_file_is_now() throws Exception {
        entries.clear();
        var name = FilePath.ofBytes(new byte[] {(byte) 0xE9, 't', (byte) 0xE9});
        entries.add(Entries.moved(received(name), "objects/cleaned"));
        var line = new ByteArrayOutputStream();
        line.write((MD5 + "  ").getBytes(StandardCharsets.US_ASCII));
        line.write(name.bytes());
        list("checksum.md5", line.toByteArray());

        assertThat(verify().status()).isEqualTo(TaskStatus.COMPLETED);
    }

    @Test
    void a_name_within_objects_goes_before_the_same_name_from_the_top() throws Exception {
        entries.clear();
        object(FilePath.of("objects/a"));
        object(FilePath.of("objects/objects/a"));
        list("checksum.md5", MD5 + "  objects/a\n");

        assertFailed(verify(), "objects/a is not listed in checksum.md5");

        entries.removeIf(entry -> entry.path().name().equals(FilePath.of("checksum.md5")));
        list("checksum.md5", MD5 + "  objects/a\n" + MD5 + "  a\n");
        assertThat(verify().status()).isEqualTo(TaskStatus.COMPLETED);
    }

    @Test
    void a_removed_file_may_be_listed_but_need_not() throws Exception {
        entries.add(
                Altered.of(received(FilePath.of("objects/Thumbs.db"))).removed().facts());
        entries.add(
                Altered.of(received(FilePath.of("objects/.DS_Store"))).removed().facts());
        list("checksum.md5", good(MD5) + MD5 + "  Thumbs.db\n");

        var result = verify();

        assertThat(result.status()).as(result.message()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(context.findings(result)).hasSize(2);
    }

    @Test
    void a_damaged_file_in_the_work_area_stops_the_check() throws Exception {
        list("checksum.sha1", good(SHA1)); // not computed while receiving
        Files.writeString(context.physical(entries.get(1).physicalPath().orElseThrow()), "abcd");

        assertThatThrownBy(this::verify).hasMessageContaining("objects/one.txt: it has 4 bytes");
    }

    @Test
    void many_problems_are_counted_not_all_told() throws Exception {
        for (int i = 0; i < 100; i++) {
            object(FilePath.of("objects/more-" + i));
        }
        list("checksum.md5", good(MD5));

        assertThat(verify().message()).contains("and 80 more problems").hasSizeLessThan(3_000);
    }

    private TaskResult verify() throws Exception {
        return new VerifyMetadataChecksums()
                .run(new VerifyMetadataChecksums.Parameters(), Entries.packageTask(), context.withEntries(entries));
    }

    private static void assertFailed(TaskResult result, String... parts) {
        assertThat(result.status()).isEqualTo(TaskStatus.FAILED);
        assertThat(result.message()).contains(parts);
    }

    private Map<String, Verdict> verdicts(TaskResult result) throws IOException {
        var verdicts = new java.util.TreeMap<String, Verdict>();
        for (var about : context.findings(result)) {
            var path = entries.stream()
                    .filter(entry -> entry.id().equals(about.file()))
                    .findFirst()
                    .orElseThrow();
            verdicts.put(path.path().display(), ((Finding.FixityChecked) about.finding()).verdict());
        }
        return verdicts;
    }

    private static String good(String digest) {
        return digest + "  one.txt\n" + digest + "  two/three.bin\n";
    }

    private void object(FilePath path) throws IOException {
        entries.add(received(path));
    }

    private FileFacts received(FilePath path) throws IOException {
        var known = Map.of(ChecksumAlgorithm.MD5, MD5);
        return Entries.received(context, path, "abc".getBytes(StandardCharsets.UTF_8), known);
    }

    private void list(String name, String text) throws IOException {
        list(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private void list(String name, byte[] text) throws IOException {
        entries.add(Entries.received(context, "metadata/" + name, text));
    }
}
