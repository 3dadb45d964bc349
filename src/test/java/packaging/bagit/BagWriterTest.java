package packaging.bagit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import model.ChecksumAlgorithm;
import model.FilePath;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BagWriterTest {

    private static final Set<ChecksumAlgorithm> SHA256 = EnumSet.of(ChecksumAlgorithm.SHA256);
    private static final Map<ChecksumAlgorithm, String> DIGESTS = Map.of(ChecksumAlgorithm.SHA256, "0".repeat(64));

    @TempDir
    Path directory;

    @Test
    void percent_signs_and_line_ends_in_names_are_escaped_and_read_back() throws IOException {
        var names = List.of("100%", "a%0Ab", "line\nend", "return\rhere", "tab\there", "ü");
        Files.createDirectories(directory.resolve("data"));
        try (var writer = new BagWriter(directory, SHA256)) {
            for (var path : new TreeSet<>(
                    names.stream().map(name -> FilePath.of("data/" + name)).toList())) {
                var content = path.display().getBytes(StandardCharsets.UTF_8);
                var file = Files.write(directory.resolve(path.display()), content);
                try (var in = Files.newInputStream(file)) {
                    writer.list(path, content.length, Digests.of(in, SHA256));
                }
            }
            writer.finish(BagInfo.empty().with("External-Identifier", "with\nline\r\nends"));
        }

        var report = BagValidator.validate(directory);

        assertThat(report.problems()).isEmpty();
        assertThat(report.warnings()).isEmpty();
        assertThat(directory.resolve("manifest-sha256.txt"))
                .content()
                .contains("  data/100%25\n", "  data/a%250Ab\n", "  data/line%0Aend\n", "  data/return%0Dhere\n");
        assertThat(directory.resolve("bag-info.txt")).content().contains("External-Identifier: with line ends\n");
    }

    @Test
    void files_out_of_order_or_twice_are_refused() throws IOException {
        try (var writer = new BagWriter(directory, SHA256)) {
            writer.list(FilePath.of("data/b"), 0, DIGESTS);

            assertThatThrownBy(() -> writer.list(FilePath.of("data/a"), 0, DIGESTS))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("data/a");
            assertThatThrownBy(() -> writer.list(FilePath.of("data/b"), 0, DIGESTS))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> writer.list(FilePath.of("bagit.txt"), 0, DIGESTS))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_file_without_the_digest_is_named() throws IOException {
        try (var writer = new BagWriter(directory, EnumSet.of(ChecksumAlgorithm.MD5))) {
            assertThatThrownBy(() -> writer.list(FilePath.of("data/a"), 0, DIGESTS))
                    .hasMessageContaining("data/a")
                    .hasMessageContaining("md5");
        }
    }

    @Test
    void a_bag_without_an_algorithm_is_refused() {
        assertThatThrownBy(() -> new BagWriter(directory, EnumSet.noneOf(ChecksumAlgorithm.class)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_bag_is_never_written_over_another() throws IOException {
        Files.writeString(directory.resolve("manifest-sha256.txt"), "there");

        assertThatThrownBy(() -> new BagWriter(directory, SHA256)).isInstanceOf(IOException.class);
        assertThat(directory.resolve("manifest-sha256.txt")).hasContent("there");
    }

    @Property(tries = 300)
    void every_name_is_read_back_as_it_was_written(
            @ForAll @StringLength(min = 1, max = 30) @NotEmpty @CharRange(from = '\r', to = 'ü') String name) {
        assertThat(BagNames.unescape(BagNames.escape(name))).isEqualTo(name);
    }

    @Property(tries = 100)
    void fingerprints_know_what_was_added_and_nothing_else(
            @ForAll @Size(max = 3000) Set<@StringLength(max = 20) String> added,
            @ForAll @Size(max = 50) Set<@StringLength(max = 20) String> asked) {
        var prints = new Fingerprints();
        var known = new HashSet<String>();
        for (var text : added) {
            assertThat(prints.add(text)).isEqualTo(known.add(text));
        }

        assertThat(prints.size()).isEqualTo(added.size());
        assertThat(added).allMatch(prints::contains);
        assertThat(asked).allMatch(text -> prints.contains(text) == known.contains(text));
    }
}
