package app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import model.Time;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file by which others see that a worker is attached. */
class AttachedMarkTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    @TempDir
    Path data;

    private final AtomicLong nanos = new AtomicLong();
    private final Time time = new Time() {
        @Override
        public Instant instant() {
            return NOW;
        }

        @Override
        public long nanos() {
            return nanos.get();
        }
    };

    @Test
    void a_mark_of_an_earlier_process_says_nothing_about_this_one() throws Exception {
        Files.createFile(data.resolve("attached"));

        var mark = new AttachedMark(data, time);
        mark.keep();

        assertThat(data.resolve("attached")).doesNotExist();
    }

    @Test
    void it_is_as_new_as_the_last_look_while_a_coordinator_speaks() throws Exception {
        var mark = new AttachedMark(data, time);

        mark.heard();
        mark.keep();
        mark.keep();

        assertThat(Files.getLastModifiedTime(data.resolve("attached")).toInstant())
                .isEqualTo(NOW);
    }

    @Test
    void it_goes_when_no_coordinator_has_spoken_for_a_while_and_comes_back_with_the_next_word() throws Exception {
        var mark = new AttachedMark(data, time);
        mark.heard();
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        mark.keep();
        assertThat(data.resolve("attached")).exists();

        nanos.incrementAndGet();
        mark.keep();
        assertThat(data.resolve("attached")).doesNotExist();

        mark.heard();
        mark.keep();
        assertThat(data.resolve("attached")).exists();
    }

    @Test
    void it_goes_with_the_worker_and_what_cannot_be_written_breaks_nothing() throws Exception {
        var mark = new AttachedMark(data, time);
        mark.heard();
        mark.keep();
        mark.remove();
        assertThat(data.resolve("attached")).doesNotExist();

        var nowhere = new AttachedMark(data.resolve("missing"), time);
        nowhere.heard();
        nowhere.keep();
        assertThat(data.resolve("missing")).doesNotExist();
    }
}
