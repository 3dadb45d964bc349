package preservation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import model.FileFacts;
import model.TaskStatus;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import testing.Entries;
import testing.FakeContext;

class TransferChecksTest {

    @TempDir
    Path directory;

    /** A name ending in a slash is a directory. */
    static Stream<Arguments> transfers() {
        return Stream.of(
                Arguments.of(List.of("objects/", "objects/a", "metadata/", "logs/"), true, "1 files"),
                Arguments.of(List.of("objects/", "objects/a", "stray.txt"), false, "stray.txt"),
                Arguments.of(List.of("objects/", "objects/a", "stray/"), false, "stray"),
                Arguments.of(List.of("objects"), false, "objects"),
                Arguments.of(List.of("objects/", "objects/empty/"), false, "no file is left"),
                Arguments.of(List.of("metadata/", "metadata/metadata.csv"), false, "no file is left"),
                Arguments.of(List.of(), false, "no file is left"));
    }

    @ParameterizedTest
    @MethodSource("transfers")
    void a_transfer_complies_or_says_why_not(List<String> names, boolean complies, String message) throws Exception {
        var entries = new ArrayList<FileFacts>();
        names.forEach(name -> entries.add(
                name.endsWith("/") ? Entries.directory(name.substring(0, name.length() - 1)) : Entries.file(name)));
        var context = FakeContext.in(directory).withEntries(entries);

        var result = new VerifyTransferCompliance()
                .run(new VerifyTransferCompliance.Parameters(), Entries.packageTask(), context);

        assertThat(result.status()).isEqualTo(complies ? TaskStatus.COMPLETED : TaskStatus.FAILED);
        assertThat(result.message()).contains(message);
    }
}
