package packaging.bagit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Good and broken bags of every version. */
class BagValidatorTest {

    private static final Set<String> VERSIONS = Set.of("0.93", "0.94", "0.95", "0.96", "0.97", "1.0");

    @TempDir
    Path directory;

    static Stream<Arguments> rowsOfAllVersions() {
        return Stream.of(GoodBags.rows(), BrokenTags.rows(), BrokenFiles.rows())
                .flatMap(rows -> rows)
                .flatMap(row -> VERSIONS.stream()
                        .sorted()
                        .filter(version -> row.isFor(version))
                        .map(version -> Arguments.of(version, row)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("rowsOfAllVersions")
    void a_bag_is_valid_exactly_when_nothing_is_wrong_with_it(String version, BagRow row) throws IOException {
        var bag = new SampleBag(directory.resolve("bag"), version);
        row.making().accept(bag);
        var before = listing();

        var report = BagValidator.validate(bag.root);

        if (row.problem().isEmpty()) {
            assertThat(report.problems()).isEmpty();
            assertThat(report.isValid()).isTrue();
            assertThat(report.version()).isEqualTo(version);
        } else {
            assertThat(report.isValid()).isFalse();
            assertThat(report.problems())
                    .anySatisfy(problem -> assertThat(problem).contains(row.problem()));
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
