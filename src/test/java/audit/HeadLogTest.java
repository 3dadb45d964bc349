package audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadLogTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void keys() throws Exception {
        file = directory.resolve("heads");
        SigningKey.create(directory.resolve("key"));
    }

    @Test
    void what_was_written_is_read_and_only_news_are_added() throws Exception {
        assertThat(append(head("a", 3), head("b", 1))).isEqualTo(2);
        assertThat(append(head("a", 3), head("b", 2))).isEqualTo(1);
        assertThat(append(head("a", 3), head("b", 2))).isZero();

        var log = read();
        assertThat(log.discrepancies()).isEmpty();
        assertThat(log.entries()).isEqualTo(2);
        assertThat(log.at()).contains(NOW);
        assertThat(log.anchors().of("b"))
                .extracting(Anchor::sequence)
                .containsExactly(OptionalLong.of(1), OptionalLong.of(2));
        assertThat(log.anchors().of("b").get(0).source()).isEqualTo("entry 1 of heads");
    }

    @Test
    void a_changed_line_breaks_the_signature() throws Exception {
        append(head("a", 3));
        Files.writeString(file, Files.readString(file).replace("\"sequence\":3", "\"sequence\":4"));
        assertThat(read().discrepancies())
                .singleElement()
                .extracting(Discrepancy::message)
                .asString()
                .contains("signature");
    }

    @Test
    void a_removed_entry_breaks_the_log() throws Exception {
        append(head("a", 3));
        long end = Files.size(file);
        append(head("a", 4));
        Files.writeString(file, Files.readString(file).substring((int) end));
        assertThat(read().discrepancies())
                .singleElement()
                .extracting(Discrepancy::message)
                .asString()
                .contains("does not follow");
    }

    @Test
    void a_cut_log_says_so() throws Exception {
        append(head("a", 3));
        var text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() - 20));
        assertThat(read().discrepancies()).isNotEmpty();
    }

    @Test
    void another_signer_is_not_believed() throws Exception {
        append(head("a", 3));
        var other = directory.resolve("other");
        SigningKey.create(other);
        var log = HeadLog.read(file, Optional.of(SigningKey.readPublic(SigningKey.publicFile(other))));
        assertThat(log.discrepancies())
                .singleElement()
                .extracting(Discrepancy::message)
                .asString()
                .contains("another key");
    }

    @Test
    void a_key_is_for_its_owner_alone_and_is_never_replaced() throws Exception {
        var path = directory.resolve("key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> SigningKey.create(path)).isInstanceOf(FileAlreadyExistsException.class);
        append(head("a", 1));
        assertThat(HeadLog.read(file, Optional.of(SigningKey.readPublic(SigningKey.publicFile(path))))
                        .discrepancies())
                .isEmpty();
        Files.writeString(path, "no key");
        assertThatThrownBy(() -> SigningKey.read(path))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("PEM");
    }

    private HeadLog read() throws IOException {
        return HeadLog.read(file, Optional.empty());
    }

    private int append(Anchor... heads) throws IOException {
        return read().append(file, List.of(heads), SigningKey.read(directory.resolve("key")), NOW);
    }

    private static Anchor head(String id, long sequence) {
        return new Anchor(id, OptionalLong.of(sequence), "0".repeat(64), "here");
    }
}
