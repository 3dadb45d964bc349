package preservation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import model.FileFacts;
import model.FilePath;
import model.FileUse;
import model.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import testing.Entries;
import testing.FakeContext;

class RestructureForComplianceTest {

    private final RestructureForCompliance restructure = new RestructureForCompliance();

    @TempDir
    Path directory;

    /** A name ending in a slash is a directory. */
    static Stream<Arguments> layouts() {
        return Stream.of(
                Arguments.of(
                        "files at the top",
                        List.of("a.txt", "sub/", "sub/b.txt"),
                        List.of("a.txt -> objects/a.txt", "sub -> objects/sub", "sub/b.txt -> objects/sub/b.txt")),
                Arguments.of(
                        "an empty directory at the top",
                        List.of("a", "empty/"),
                        List.of("a -> objects/a", "empty -> objects/empty")),
                Arguments.of("the layout is there", List.of("objects/", "objects/a", "metadata/", "logs/"), List.of()),
                Arguments.of(
                        "something beside objects", List.of("objects/", "objects/a", "b"), List.of("b -> objects/b")),
                Arguments.of(
                        "the same name in both",
                        List.of("objects/", "objects/a.txt", "a.txt"),
                        List.of("a.txt -> objects/a_1.txt")),
                Arguments.of(
                        "the same directory in both",
                        List.of("objects/", "objects/d/", "objects/d/x", "d/", "d/x", "objects/d_1"),
                        List.of("d -> objects/d_2", "d/x -> objects/d_2/x")),
                Arguments.of(
                        "another one wants the way out",
                        List.of("objects/", "objects/a", "a", "a_1"),
                        List.of("a -> objects/a_2", "a_1 -> objects/a_1")),
                Arguments.of("a file called objects", List.of("objects"), List.of("objects -> objects/objects")),
                Arguments.of("a file called metadata", List.of("metadata"), List.of("metadata -> objects/metadata")),
                Arguments.of(
                        "another case is another name",
                        List.of("Objects/", "Objects/a"),
                        List.of("Objects -> objects/Objects", "Objects/a -> objects/Objects/a")),
                Arguments.of(
                        "neighbours in the sort order",
                        List.of("objects/", "objects/a", "objects-2/", "objects-2/b", "objects.txt"),
                        List.of(
                                "objects-2 -> objects/objects-2",
                                "objects-2/b -> objects/objects-2/b",
                                "objects.txt -> objects/objects.txt")),
                Arguments.of(
                        "a processing configuration",
                        List.of("objects/", "objects/a", "processingMCP.xml"),
                        List.of("processingMCP.xml -> metadata/processingMCP.xml")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("layouts")
    void everything_but_the_known_directories_goes_under_objects(String name, List<String> given, List<String> moves)
            throws IOException {
        var context = FakeContext.in(directory).withEntries(entries(given));

        var result = restructure.run(new RestructureForCompliance.Parameters(), Entries.packageTask(), context);

        assertThat(moves(context.findings(result).stream().map(about -> about.finding())))
                .isEqualTo(moves);
    }

    @Test
    void a_processing_configuration_is_metadata_from_then_on() throws IOException {
        var configuration = Entries.file("processingMCP.xml");
        var context = FakeContext.in(directory).withEntries(configuration, Entries.file("a"));

        var result = restructure.run(new RestructureForCompliance.Parameters(), Entries.packageTask(), context);

        assertThat(context.findings(result))
                .filteredOn(about -> about.file().equals(configuration.id()))
                .extracting(about -> about.finding())
                .contains(new Finding.UseChanged(FileUse.METADATA));
    }

    @Test
    void findings_are_about_the_entries_that_moved_whatever_bytes_their_names_have() throws IOException {
        var broken = Entries.file(FilePath.ofBytes(new byte[] {'x', (byte) 0xFF}));
        var context = FakeContext.in(directory).withEntries(broken);

        var result = restructure.run(new RestructureForCompliance.Parameters(), Entries.packageTask(), context);

        var found = context.findings(result).get(0);
        assertThat(found.file()).isEqualTo(broken.id());
        assertThat(((Finding.PathChanged) found.finding()).to()).isEqualTo(new FilePath("objects/x%FF"));
    }

    private static List<FileFacts> entries(List<String> names) {
        var entries = new ArrayList<FileFacts>();
        for (var name : names) {
            entries.add(
                    name.endsWith("/") ? Entries.directory(name.substring(0, name.length() - 1)) : Entries.file(name));
        }
        return entries;
    }

    private static List<String> moves(Stream<Finding> findings) {
        var moves = new TreeMap<String, String>();
        findings.filter(Finding.PathChanged.class::isInstance)
                .map(Finding.PathChanged.class::cast)
                .forEach(moved -> moves.put(moved.from().display(), moved.to().display()));
        return moves.entrySet().stream()
                .map(move -> move.getKey() + " -> " + move.getValue())
                .toList();
    }
}
