package preservation.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import model.FileFacts;
import model.FilePath;
import model.Ordinals;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import storage.RemoveTree;
import testing.Entries;

class FactsFileTest {

    @TempDir
    Path temporary;

    @Test
    void all_lines_come_back_in_order_whatever_bytes_the_names_have() throws IOException {
        var written = List.of(
                Entries.file(new FilePath("objects/caf%E9%0A.txt")),
                Entries.directory("objects/\u00e9t\u00e9"),
                Entries.file("objects/" + "n".repeat(200)));

        write(temporary.resolve("facts"), written);

        assertThat(all(temporary.resolve("facts"))).isEqualTo(written);
    }

    @Test
    void a_job_about_nothing_has_no_lines() throws IOException {
        write(temporary.resolve("facts"), List.of());

        assertThat(all(temporary.resolve("facts"))).isEmpty();
        assertThat(new FactsFile(temporary.resolve("facts")).lines(Ordinals.NONE))
                .isEmpty();
    }

    @Property(tries = 50)
    void the_lines_of_a_hand_out_are_found_among_the_others(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 300) Integer> lengths,
            @ForAll @Size(max = 20) Set<@IntRange(max = 39) Integer> wanted)
            throws IOException {
        var directory = Files.createTempDirectory("facts");
        try {
            var written = new ArrayList<FileFacts>();
            for (int i = 0; i < lengths.size(); i++) {
                written.add(Entries.file("objects/" + i + "x".repeat(lengths.get(i))));
            }
            write(directory.resolve("facts"), written);
            var bits = new BitSet();
            wanted.stream().filter(ordinal -> ordinal < written.size()).forEach(bits::set);

            assertThat(new FactsFile(directory.resolve("facts")).lines(Ordinals.of(bits)))
                    .isEqualTo(bits.stream().mapToObj(written::get).toList());
        } finally {
            RemoveTree.at(directory);
        }
    }

    @Test
    void more_neighbours_than_are_read_at_once_come_back_all_and_once() throws IOException {
        var written = IntStream.range(0, 200)
                .mapToObj(i -> Entries.file("objects/" + i))
                .toList();
        write(temporary.resolve("facts"), written);
        var wanted = IntStream.range(1, 199).filter(i -> i != 150).toArray();

        assertThat(new FactsFile(temporary.resolve("facts")).lines(Ordinals.of(wanted)))
                .isEqualTo(IntStream.of(wanted).mapToObj(written::get).toList());
    }

    @Test
    void the_seal_is_the_digest_of_the_lines() throws Exception {
        var seal = write(temporary.resolve("facts"), List.of(Entries.file("objects/a"), Entries.file("objects/b")));

        var lines = Files.readAllBytes(temporary.resolve("facts/facts.jsonl"));
        assertThat(seal)
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(lines)));
        assertThat(new String(lines, StandardCharsets.UTF_8).lines()).hasSize(2);
    }

    @Test
    void a_task_that_is_not_in_the_plan_has_no_line() throws IOException {
        write(temporary.resolve("facts"), List.of(Entries.file("objects/a")));

        assertThatThrownBy(() -> new FactsFile(temporary.resolve("facts")).lines(Ordinals.of(1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ends early");
    }

    @Test
    void a_file_that_was_cut_short_is_noticed() throws IOException {
        write(temporary.resolve("facts"), List.of(Entries.file("objects/a"), Entries.file("objects/b")));
        var lines = temporary.resolve("facts/facts.jsonl");
        var bytes = Files.readAllBytes(lines);
        Files.write(lines, Arrays.copyOf(bytes, bytes.length - 10));
        var facts = new FactsFile(temporary.resolve("facts"));

        assertThat(facts.lines(Ordinals.of(0))).hasSize(1);
        assertThatThrownBy(() -> facts.lines(Ordinals.of(1))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> all(temporary.resolve("facts"))).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void facts_are_written_once() throws IOException {
        write(temporary.resolve("facts"), List.of(Entries.file("objects/a")));

        assertThatThrownBy(() -> write(temporary.resolve("facts"), List.of()))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(all(temporary.resolve("facts"))).hasSize(1);
    }

    private static String write(Path directory, List<FileFacts> facts) throws IOException {
        try (var writer = new FactsFile.Writer(directory)) {
            for (var each : facts) {
                writer.add(each);
            }
            assertThat(writer.count()).isEqualTo(facts.size());
            return writer.seal();
        }
    }

    private static List<FileFacts> all(Path directory) throws IOException {
        try (var all = new FactsFile(directory).all()) {
            return all.toList();
        }
    }
}
