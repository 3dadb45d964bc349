package preservation.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import model.ChecksumAlgorithm;
import model.EntryKind;
import model.FileFacts;
import model.FilePath;
import model.FileUse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import preservation.disk.Digests;
import testing.Entries;

/** The copier asks between two reads whether it was given up; here the source changes at that moment. */
class ReceiveOneTest {

    private static final int THREE_READS = 3 << 20;

    interface Disturbance {
        void happen(Path file) throws IOException;
    }

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void make_a_source() throws IOException {
        file = Files.createDirectory(directory.resolve("source")).resolve("a.bin");
        Files.write(file, new byte[THREE_READS]);
        Files.setLastModifiedTime(file, FileTime.from(Entries.MODIFIED));
    }

    static Stream<Arguments> disturbances() {
        Disturbance grows = file -> Files.write(file, new byte[5 << 20], StandardOpenOption.APPEND);
        Disturbance shrinks = file -> Files.write(file, new byte[10]);
        Disturbance touched = file -> Files.setLastModifiedTime(file, FileTime.from(Entries.MODIFIED.plusMillis(1)));
        Disturbance exchanged = file -> {
            var other = Files.write(file.resolveSibling("other"), new byte[THREE_READS]);
            Files.setLastModifiedTime(other, FileTime.from(Entries.MODIFIED));
            Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        };
        Disturbance deleted = Files::delete;
        return Stream.of(
                Arguments.of("it grows", grows, "changed while"),
                Arguments.of("it shrinks", shrinks, "changed while"),
                Arguments.of("it is written to in place", touched, "changed while"),
                Arguments.of("another of the same size and time takes its place", exchanged, "changed while"),
                Arguments.of("it is deleted", deleted, "no longer in the source"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("disturbances")
    void a_file_that_changes_during_the_copy_is_refused_and_no_copy_is_left(
            String name, Disturbance disturbance, String message) throws Exception {
        var copy = directory.resolve("copy");
        var receive = new ReceiveOne(new Digests(List.of(ChecksumAlgorithm.SHA256)), () -> disturb(disturbance));

        try (var files = new SourceFiles(Source.of(file.getParent().toUri().toString()))) {
            assertThatThrownBy(() -> receive.copy(files, listed(), copy)).hasMessageContaining(message);
        }

        assertThat(copy).doesNotExist();
    }

    private boolean disturb(Disturbance disturbance) {
        try {
            if (Files.exists(file)) {
                disturbance.happen(file);
            }
            return false;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static FileFacts listed() {
        var path = FilePath.of("a.bin");
        return new FileFacts(
                Entries.id(path),
                EntryKind.FILE,
                path,
                path,
                FileUse.ORIGINAL,
                Optional.empty(),
                THREE_READS,
                Optional.of(Entries.MODIFIED),
                Map.of(),
                Optional.empty(),
                false,
                List.of());
    }
}
