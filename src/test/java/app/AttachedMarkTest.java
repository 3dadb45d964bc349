package app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file by which others see that a worker is attached. */
class AttachedMarkTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    @TempDir
    Path data;

    @Test
    void a_mark_of_an_earlier_process_says_nothing_about_this_one() throws Exception {
        Files.createFile(data.resolve("attached"));

        var mark = new AttachedMark(data, () -> NOW);
        mark.keep();

        assertThat(data.resolve("attached")).doesNotExist();
    }

    @Test
    void it_is_as_new_as_the_last_look_while_a_coordinator_speaks() throws Exception {
        var mark = new AttachedMark(data, () -> NOW);

        mark.heard();
        mark.keep();
        mark.keep();

        assertThat(Files.getLastModifiedTime(data.resolve("attached")).toInstant())
                .isEqualTo(NOW);
    }

    @Test
    void it_goes_with_the_worker_and_what_cannot_be_written_breaks_nothing() throws Exception {
        var mark = new AttachedMark(data, () -> NOW);
        mark.heard();
        mark.keep();
        mark.remove();
        assertThat(data.resolve("attached")).doesNotExist();

        var nowhere = new AttachedMark(data.resolve("missing"), () -> NOW);
        nowhere.heard();
        nowhere.keep();
        assertThat(data.resolve("missing")).doesNotExist();
    }
}
