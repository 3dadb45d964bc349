package preservation.fixity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import model.ChecksumAlgorithm;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksumLineTest {

    private static final String HASH = "900150983cd24fb0d6963f7d28e17f72";

    /** HASH stands for a digest. */
    static Stream<Arguments> forms() {
        return Stream.of(
                Arguments.of("HASH  a b.txt", "a b.txt"),
                Arguments.of("HASH *a.txt", "a.txt"),
                Arguments.of("HASH a.txt", "a.txt"),
                Arguments.of("HASH   two", " two"),
                Arguments.of("HASH  *star", "*star"),
                Arguments.of("HASH **star", "*star"),
                Arguments.of("  HASH  a", "a"),
                Arguments.of("HASH\t a", "a"),
                Arguments.of("\\HASH  a\\\\b\\nc\\rd", "a\\b\nc\rd"),
                Arguments.of("HASH  a\\b", "a\\b"),
                Arguments.of("MD5 (a.txt) = HASH", "a.txt"),
                Arguments.of("MD5 (a) b) = HASH", "a) b"),
                Arguments.of("MD5(a.txt)= HASH", "a.txt"),
                Arguments.of("\\MD5 (a\\nb) = HASH", "a\nb"),
                Arguments.of("MD5 (a = b) = HASH", "a = b"));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void every_form_of_coreutils_is_read(String line, String name) {
        var read = read(line);

        assertThat(read).isPresent();
        assertThat(read.get().name()).isEqualTo(name);
        assertThat(read.get().digest()).isEqualTo(HASH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "HASH",
                "HASH ",
                "HASH-a.txt",
                "zHASH  a",
                "HASHff  a.txt",
                "900150983cd24fb0d6963f7d28e17f7z  a",
                "SHA1 (a) = HASH",
                "MD5 (a) HASH",
                "MD5 (a = HASH",
                "MD5 () = HASH",
                "\\HASH  a\\x",
                "\\HASH  a\\",
                "HASH  a\0b",
                "a.txt  HASH"
            })
    void anything_else_is_malformed(String line) {
        assertThat(read(line)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"900150983CD24FB0D6963F7D28E17F72  a"})
    void capital_digits_are_digits(String line) {
        assertThat(read(line)).get().extracting(ChecksumLine::digest).isEqualTo(HASH);
    }

    private static Optional<ChecksumLine> read(String line) {
        return ChecksumLine.read(line.replace("HASH", HASH), ChecksumAlgorithm.MD5);
    }
}
