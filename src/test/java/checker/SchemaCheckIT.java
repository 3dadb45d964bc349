package checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import testing.Needs;

/** Goal: METS and PREMIS are held to their schemas, offline. Method: a valid AIP, then one thing in it made invalid. */
class SchemaCheckIT {

    @TempDir
    Path directory;

    private SampleAip sample;
    private Path schemas;

    @BeforeEach
    void write_a_good_aip() throws IOException {
        schemas = Needs.shared().resolve("schemas");
        sample = new SampleAip(directory);
    }

    @Test
    void a_good_aip_is_valid() throws IOException {
        assertThat(AipCheck.problems(sample.aip, Optional.of(sample.source), Optional.of(schemas)))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutations")
    void what_a_schema_forbids_is_rejected(String what, String from, String to, String sentence) throws IOException {
        sample.editMets(text -> text.replaceFirst(from, to));

        assertThat(AipCheck.problems(sample.aip, Optional.empty(), Optional.of(schemas)))
                .as(what)
                .anyMatch(problem -> problem.contains("is not valid") && problem.contains(sentence));
    }

    static Stream<Arguments> mutations() {
        return Stream.of(
                arguments("an unknown PREMIS element", "<premis:eventDateTime>", "<premis:x/>$0", "premis"),
                arguments("a PREMIS size that is no number", "<premis:size>6", "<premis:size>six", "six"),
                arguments(
                        "a PREMIS event without a time",
                        "<premis:eventDateTime>.*?</premis:eventDateTime>",
                        "",
                        "event"),
                arguments("an unknown METS attribute", "<mets:fileGrp ", "<mets:fileGrp COLOUR=\"red\" ", "COLOUR"),
                arguments("an ID that begins with a digit", "ID=\"techMD_1\"", "ID=\"1\"", "NCName"),
                arguments("no structMap", "(?s)<mets:structMap.*</mets:structMap>", "", "structMap"));
    }
}
