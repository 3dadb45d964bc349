package storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadAreaTest {

    @TempDir
    Path root;

    @Test
    void an_upload_has_its_name_only_when_it_is_whole() throws IOException {
        try (var area = UploadArea.open(root)) {
            var arrival = area.begin();
            Files.writeString(arrival.place(List.of("a", "b.txt")), "b");
            assertThat(area.complete()).isEmpty();

            var sealed = arrival.seal("one");

            assertThat(area.complete()).containsExactly("one");
            assertThat(sealed.resolve("a/b.txt")).hasContent("b");
            area.remove("one");
            area.remove("one");
            assertThat(area.complete()).isEmpty();
            assertThat(area.since("one")).isZero();
        }
    }

    @Test
    void the_same_upload_again_changes_nothing() throws IOException {
        try (var area = UploadArea.open(root)) {
            for (int i = 0; i < 2; i++) {
                var arrival = area.begin();
                Files.writeString(arrival.place(List.of("a")), "a");
                assertThat(arrival.seal("one")).isEqualTo(root.toRealPath().resolve("one"));
            }

            assertThat(area.complete()).containsExactly("one");
            assertThat(arriving()).isEmpty();
        }
    }

    @Test
    void two_files_never_share_a_place() throws IOException {
        try (var area = UploadArea.open(root)) {
            var arrival = area.begin();
            Files.writeString(arrival.place(List.of("a")), "1");

            assertThatThrownBy(() -> arrival.place(List.of("a"))).isInstanceOf(FileAlreadyExistsException.class);
            assertThatThrownBy(() -> arrival.place(List.of("a", "b"))).isInstanceOf(FileAlreadyExistsException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "/etc", "a/b", ""})
    void no_name_leads_elsewhere(String name) throws IOException {
        try (var area = UploadArea.open(root)) {
            var arrival = area.begin();

            assertThatThrownBy(() -> arrival.place(List.of("a", name))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void what_a_dead_process_left_is_removed_and_what_a_live_one_takes_is_not() throws IOException {
        var dead = UUID.randomUUID().toString();
        Files.createDirectories(root.resolve(".arriving").resolve(dead).resolve("x"));
        Files.writeString(root.resolve(".arriving").resolve(dead).resolve("x/part"), "half");
        Files.createFile(root.resolve(".arriving").resolve(dead + ".lock"));
        try (var first = UploadArea.open(root)) {
            var arrival = first.begin();
            Files.writeString(arrival.place(List.of("a")), "a");

            try (var second = UploadArea.open(root)) {
                assertThat(second.complete()).isEmpty();
                assertThat(arriving()).hasSize(1).allMatch(file -> file.endsWith("a"));
            }

            arrival.seal("one");
            assertThat(first.complete()).containsExactly("one");
        }
        assertThat(root.resolve(".arriving")).isEmptyDirectory();
    }

    private List<Path> arriving() throws IOException {
        try (var files = Files.walk(root.resolve(".arriving"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".lock"))
                    .toList();
        }
    }
}
