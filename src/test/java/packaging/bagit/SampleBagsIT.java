package packaging.bagit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import testing.Needs;

/** Goal: the shared sample bags get the verdict that their names say. Method: validate each. */
class SampleBagsIT {

    private static Stream<String> bags() {
        return Stream.of(
                "bag-invalid-corrupt-payload",
                "bag-invalid-corrupt-tag",
                "bag-invalid-extra-file",
                "bag-invalid-no-bagit-txt",
                "bag-valid-bag-in-bag",
                "bag-valid-v097-basic",
                "bag-valid-v097-escapes",
                "bag-valid-v10",
                "bag-with-metadata");
    }

    @ParameterizedTest
    @MethodSource("bags")
    void a_sample_bag_is_what_its_name_says(String name) {
        var report = BagValidator.validate(
                Needs.shared().resolve("testdata/transfers").resolve(name));

        assertThat(report.isValid())
                .as(report.problems().stream().collect(Collectors.joining("\n")))
                .isEqualTo(!name.contains("invalid"));
    }
}
