package packaging.bagit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testing.OwnJvm;

/** Goal: a bag of 100,000 files is validated in a small heap. Method: a child JVM that has no more. */
@Tag("slow")
class BagMemoryTest {

    private static final int FILES = 100_000;
    private static final String SHA256_OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final String HEAP = "-Xmx40m";

    @TempDir
    Path directory;

    /** What the child JVM runs: ends with 0 when the bag is valid. */
    public static void main(String[] arguments) {
        var report = BagValidator.validate(Path.of(arguments[0]));
        report.problems().forEach(System.err::println);
        System.exit(report.isValid() && report.payloadFiles() == FILES ? 0 : 1);
    }

    @Test
    void a_bag_of_100_000_files_is_validated_in_40_mb() throws Exception {
        var bag = new SampleBag(directory.resolve("bag"), "1.0")
                .delete("data/letter.txt")
                .delete("data/photos/one.jpg")
                .delete("bag-info.txt");
        writePayload(bag);
        bag.sealTags();

        var words = OwnJvm.command(BagMemoryTest.class.getName(), HEAP);
        words.add(bag.root.toString());
        var child = new ProcessBuilder(words).redirectErrorStream(true).start();
        var said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(child.waitFor()).as(said).isZero();
    }

    private static void writePayload(SampleBag bag) throws Exception {
        try (BufferedWriter manifest = Files.newBufferedWriter(bag.root.resolve("manifest-sha256.txt"))) {
            for (int i = 0; i < FILES; i++) {
                var path = "data/directory-of-some-length-" + i / 1000 + "/file-with-a-long-name-" + i + ".txt";
                var file = bag.root.resolve(path);
                if (i % 1000 == 0) {
                    Files.createDirectories(file.getParent());
                }
                Files.createFile(file);
                manifest.write(SHA256_OF_NOTHING + "  " + path + "\n");
            }
        }
    }
}
