package database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    private static final Instant SINCE = Instant.parse("2026-11-24T03:00:00Z");

    @TempDir
    Path temporary;

    @Test
    void a_missing_directory_is_created_and_given_by_its_real_path() throws Exception {
        Files.createDirectory(temporary.resolve("real"));
        Files.createSymbolicLink(temporary.resolve("link"), Path.of("real"));

        try (var data = DataDirectory.lock(temporary.resolve("link").resolve("a/b"), "tests", SINCE)) {
            assertThat(data.path()).isEqualTo(temporary.toRealPath().resolve("real/a/b"));
            assertThat(data.isHeld()).isTrue();
        }
    }

    @Test
    void a_second_lock_in_the_same_process_is_refused_and_leaves_the_first_one_in_force() throws Exception {
        try (var data = DataDirectory.lock(temporary, "tests", SINCE)) {
            assertThatThrownBy(() -> DataDirectory.lock(temporary, "tests", SINCE))
                    .isInstanceOf(DataDirectoryInUse.class)
                    .hasMessageContaining("by this process");

            assertThat(ChildJvm.tryToLock(data.path())).contains("is in use by process");
        }
    }

    @Test
    void another_process_is_refused_with_a_sentence_that_says_who_holds_the_directory() throws Exception {
        try (var data = DataDirectory.lock(temporary, "muniment process", SINCE)) {
            var refusal = ChildJvm.tryToLock(data.path());

            assertThat(refusal)
                    .startsWith("The data directory " + data.path() + " is in use by process "
                            + ProcessHandle.current().pid()
                            + " (muniment process, since 2026-11-24T03:00:00Z, on host ")
                    .endsWith("). Wait for it to end, stop it, or choose another directory.");
        }
    }

    @Test
    void a_closed_directory_is_free_again() throws Exception {
        DataDirectory.lock(temporary, "tests", SINCE).close();

        assertThat(ChildJvm.tryToLock(temporary)).isEqualTo("locked");
        DataDirectory.lock(temporary, "tests", SINCE).close();
    }

    @Test
    void what_a_killed_holder_wrote_does_not_lock() throws Exception {
        Files.writeString(temporary.resolve("lock"), "process 1 (gone, since long ago, on host elsewhere)\n");

        try (var data = DataDirectory.lock(temporary, "tests", SINCE)) {
            assertThat(Files.readString(data.path().resolve("lock")))
                    .startsWith("process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void a_path_that_is_a_file_is_refused_by_name() throws Exception {
        var file = Files.createFile(temporary.resolve("file"));

        assertThatThrownBy(() -> DataDirectory.lock(file, "tests", SINCE))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining(file.toString());
    }
}
