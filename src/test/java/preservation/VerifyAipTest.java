package preservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import model.Finding;
import model.TaskStatus;
import model.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import storage.AipStore;
import testing.FakeContext;

/** Every kind of damage to an AIP fails its verification, which names the file. */
class VerifyAipTest {

    @TempDir
    Path directory;

    private interface Damage {
        void to(Path bag) throws IOException;
    }

    private record Row(String name, String message, Damage damage) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Row> damages() {
        return Stream.of(
                new Row(
                        "other bytes",
                        "data/objects/a/letter.txt: its sha256 is",
                        bag -> replace(bag.resolve("data/objects/a/letter.txt"), "Dear ALL")),
                new Row(
                        "a file less",
                        "data/objects/photo.jpg: is missing",
                        bag -> Files.delete(bag.resolve("data/objects/photo.jpg"))),
                new Row(
                        "a file more",
                        "data/objects/more.txt: is in the AIP, but no manifest",
                        bag -> Files.writeString(bag.resolve("data/objects/more.txt"), "")),
                new Row(
                        "a file instead of another",
                        "data/objects/photo.jpg: is missing",
                        bag -> Files.move(
                                bag.resolve("data/objects/photo.jpg"), bag.resolve("data/objects/photo.png"))),
                new Row(
                        "an empty directory less",
                        "data/objects/empty: the directory is missing",
                        bag -> Files.delete(bag.resolve("data/objects/empty"))),
                new Row(
                        "another METS",
                        "METS." + FakeContext.SIP + ".xml: its sha256 is",
                        bag -> replace(bag.resolve("data/METS." + FakeContext.SIP + ".xml"), "<METS/>")),
                new Row(
                        "a manifest with other line ends",
                        "manifest-sha256.txt: was changed",
                        bag -> append(bag.resolve("manifest-sha256.txt"), "\r\n")),
                new Row(
                        "other metadata",
                        "bag-info.txt: its sha256",
                        bag -> append(bag.resolve("bag-info.txt"), "Contact-Name: somebody\n")),
                new Row(
                        "another seal",
                        "tagmanifest-sha256.txt: was changed",
                        bag -> append(bag.resolve("tagmanifest-sha256.txt"), "\n")),
                new Row(
                        "a tag file more",
                        "notes.txt: is in the AIP, but no manifest",
                        bag -> Files.writeString(bag.resolve("notes.txt"), "")),
                new Row(
                        "a link instead of a file",
                        "data/objects/photo.jpg: is neither a file nor a directory",
                        bag -> {
                            Files.delete(bag.resolve("data/objects/photo.jpg"));
                            Files.createSymbolicLink(bag.resolve("data/objects/photo.jpg"), Path.of("a/letter.txt"));
                        }));
    }

    @ParameterizedTest
    @MethodSource("damages")
    void damage_to_a_directory_is_found(Row row) throws Exception {
        var steps = AipSteps.small(directory);
        var bag = steps.physical(steps.prepare());
        steps.compress("uncompressed");
        row.damage().to(bag);

        var result = steps.run(new VerifyAip(), new VerifyAip.Parameters());

        assertThat(result.status()).isEqualTo(TaskStatus.FAILED);
        assertThat(result.message()).contains(row.message());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tar-zstd", "tar-gzip"})
    void damage_to_an_archive_is_found(String form) throws Exception {
        var steps = AipSteps.small(directory);
        steps.prepare();
        var archive = steps.physical(steps.compress(form));
        for (long position = 10; position < Files.size(archive); position += 97) {
            flip(archive, position);

            var result = steps.run(new VerifyAip(), new VerifyAip.Parameters());

            assertThat(result.status()).as("byte %s", position).isEqualTo(TaskStatus.FAILED);
            flip(archive, position);
        }
        truncate(archive);

        assertThat(steps.run(new VerifyAip(), new VerifyAip.Parameters()).status())
                .isEqualTo(TaskStatus.FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tar-zstd", "tar-gzip"})
    void an_archive_of_other_contents_is_found_file_by_file(String form) throws Exception {
        var steps = AipSteps.small(directory);
        var bag = steps.physical(steps.prepare());
        var letter = bag.resolve("data/objects/a/letter.txt");
        replace(letter, "Dear ALL");
        steps.compress(form);
        replace(letter, "Dear all");

        var result = steps.run(new VerifyAip(), new VerifyAip.Parameters());

        assertThat(result.message()).contains("data/objects/a/letter.txt: its sha256 is");
        assertThat(result.findings()).singleElement().satisfies(found -> assertThat(
                        ((Finding.PackageVerified) found).verdict())
                .isEqualTo(Verdict.FAIL));
    }

    @Test
    void what_the_journal_has_and_the_bag_has_not_is_found() throws Exception {
        var steps = AipSteps.small(directory);
        steps.prepare();
        steps.compress("tar-zstd");
        steps.file("objects/later.txt", "x");

        var result = steps.run(new VerifyAip(), new VerifyAip.Parameters());

        assertThat(result.message()).contains("data/objects/later.txt: no manifest of the bag lists it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tar-zstd", "tar-gzip"})
    void packing_the_same_bag_again_gives_the_same_bytes(String form) throws Exception {
        var steps = AipSteps.small(directory);
        steps.prepare();

        assertThat(steps.compress(form).sha256()).isEqualTo(steps.compress(form).sha256());
    }

    @Test
    void a_compression_that_is_not_known_says_which_are() throws Exception {
        var steps = AipSteps.small(directory);
        steps.prepare();

        var result = steps.run(new CompressAip(AipSteps.TOOLS), new CompressAip.Parameters("rar", 0));

        assertThat(result.message()).contains("rar").contains("uncompressed, tar-zstd, tar-gzip, 7z");
    }

    @Test
    void nothing_to_verify_to_store_or_to_compress_is_said() throws Exception {
        var steps = AipSteps.small(directory);
        var store = new AipStore(directory.resolve("store"));

        assertThat(steps.run(new VerifyAip(), new VerifyAip.Parameters()).message())
                .contains("nothing to verify");
        assertThat(steps.run(AipSteps.storing(store), AipSteps.STORING).message())
                .contains("no AIP to store");
        assertThat(steps.run(new CompressAip(AipSteps.TOOLS), new CompressAip.Parameters(null, 0))
                        .message())
                .contains("no bag yet");
        assertThat(steps.run(new CleanUp(store), new CleanUp.Parameters()).message())
                .contains("is not in the store")
                .contains("work area is kept");
    }

    @Test
    void packing_and_verifying_stop_when_nobody_wants_them() throws Exception {
        var steps = AipSteps.small(directory);
        steps.prepare();
        steps.compress("tar-gzip");
        steps.giveUp();

        assertThatThrownBy(() -> steps.run(new VerifyAip(), new VerifyAip.Parameters()))
                .isInstanceOf(InterruptedException.class);
        assertThatThrownBy(() -> steps.compress("tar-zstd")).isInstanceOf(InterruptedException.class);
    }

    /** Not in place: the file may be linked from elsewhere. */
    private static void replace(Path file, String content) throws IOException {
        Files.delete(file);
        Files.writeString(file, content);
    }

    private static void append(Path file, String content) throws IOException {
        replace(file, Files.readString(file) + content);
    }

    private static void flip(Path file, long position) throws IOException {
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(position);
            int value = bytes.read();
            bytes.seek(position);
            bytes.write(value ^ 0x10);
        }
    }

    private static void truncate(Path file) throws IOException {
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.setLength(bytes.length() - 20);
        }
    }
}
