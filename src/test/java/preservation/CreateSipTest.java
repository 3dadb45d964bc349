package preservation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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

class CreateSipTest {

    @TempDir
    Path directory;

    static Stream<Arguments> transfers() {
        var objects = Entries.directory("objects");
        var one = Entries.file("objects/a");
        return Stream.of(
                Arguments.of("one object", List.of(objects, one), true, "with 1 objects"),
                Arguments.of("no object", List.of(objects, Entries.file("metadata/a")), false, "no file is left"),
                Arguments.of("nothing", List.of(), false, "no file is left"),
                Arguments.of(
                        "two in one place",
                        List.of(objects, one, Entries.moved(Entries.file("b"), "objects/a")),
                        false,
                        "cannot both stand there"),
                Arguments.of(
                        "one within a file",
                        List.of(one, Entries.file("objects/a/b")),
                        false,
                        "objects/a/b: objects/a and"),
                Arguments.of(
                        "neighbours",
                        List.of(one, Entries.file("objects/a-b"), Entries.file("objects/a.b")),
                        true,
                        "3"),
                Arguments.of(
                        "one within a directory",
                        List.of(Entries.directory("objects/d"), Entries.file("objects/d/b")),
                        true,
                        "1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("transfers")
    void objects_that_form_a_possible_tree_become_a_sip(
            String name, List<FileFacts> entries, boolean possible, String message) throws Exception {
        var context = FakeContext.in(directory).withEntries(entries);

        var result = new CreateSip().run(new CreateSip.Parameters(), Entries.packageTask(), context);

        assertThat(result.status()).isEqualTo(possible ? TaskStatus.COMPLETED : TaskStatus.FAILED);
        assertThat(result.message()).contains(message);
    }
}
