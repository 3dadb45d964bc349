package packaging.bagit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Good and broken bags of every version. */
class BagValidatorTest {

    @TempDir
    Path directory;

    static Stream<EveryBag> everyBag() {
        return EveryBag.all();
    }

    @ParameterizedTest
    @MethodSource("everyBag")
    void a_bag_is_valid_exactly_when_nothing_is_wrong_with_it(EveryBag made) throws IOException {
        var root = made.at(directory.resolve("bag"));
        var before = listing();

        var report = BagValidator.validate(root);

        if (made.isGood()) {
            assertThat(report.problems()).isEmpty();
            assertThat(report.isValid()).isTrue();
            assertThat(report.version()).isEqualTo(made.version());
        } else {
            assertThat(report.isValid()).isFalse();
            assertThat(report.problems())
                    .anySatisfy(problem -> assertThat(problem).contains(made.problem()));
        }
        assertThat(listing()).as("nothing is changed").isEqualTo(before);
    }

    private String listing() throws IOException {
        try (var files = Files.walk(directory)) {
            return files.sorted()
                    .map(file -> file + " " + file.toFile().lastModified() + " "
                            + file.toFile().length())
                    .collect(Collectors.joining("\n"));
        }
    }

    @Test
    void what_is_no_directory_is_no_bag() throws IOException {
        var file = Files.writeString(directory.resolve("file"), "x", StandardCharsets.UTF_8);

        assertThat(BagValidator.validate(file).isValid()).isFalse();
        assertThat(BagValidator.validate(directory.resolve("nowhere")).problems())
                .singleElement()
                .asString()
                .contains("is not a directory");
    }
}
