package preservation.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import model.JobId;
import model.TaskOutcome;
import model.TaskResult;
import model.Time;
import model.TransferId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import preservation.ActionContext;
import preservation.PreservationAction;
import preservation.TaskInput;
import storage.Blobs;

class SealedResultTest {

    private static final JobId JOB =
            new JobId(new TransferId(UUID.fromString("11111111-2222-4333-8444-555555555555")), "step", 0);
    private static final AttemptKey KEY = new AttemptKey(JOB, 3);
    private static final List<TaskOutcome> OUTCOMES = List.of(
            new TaskOutcome(4, Instant.parse("2026-11-24T08:00:00Z"), 5, TaskResult.completed("done")),
            new TaskOutcome(7, Instant.parse("2026-11-24T08:00:01Z"), 6, TaskResult.failed("unreadable")));

    @TempDir
    Path area;

    private Path file;

    @BeforeEach
    void make_the_jobs_directory() throws Exception {
        file = area.resolve(SealedResult.file(KEY).display());
        Files.createDirectories(file.getParent());
    }

    @Test
    void what_was_sealed_is_read_and_nothing_else_is_left() throws Exception {
        SealedResult.write(area, KEY, OUTCOMES);

        assertThat(SealedResult.read(area, KEY)).isEqualTo(OUTCOMES);
        assertThat(file.getParent().toFile().list()).containsExactly("attempt-3.result");
    }

    @Test
    void what_was_not_sealed_is_not_there() throws Exception {
        assertThat(SealedResult.read(area, KEY)).isEmpty();
    }

    @Test
    void a_torn_file_is_no_result_wherever_it_is_torn() throws Exception {
        SealedResult.write(area, KEY, OUTCOMES);
        var whole = Files.readAllBytes(file);

        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(SealedResult.read(area, KEY))
                    .as("the first %s bytes", length)
                    .isEmpty();
        }
    }

    @Test
    void another_attempts_file_is_no_result() throws Exception {
        var older = new AttemptKey(JOB, 2);
        SealedResult.write(area, older, OUTCOMES);
        Files.move(area.resolve(SealedResult.file(older).display()), file);

        assertThat(SealedResult.read(area, KEY)).isEmpty();
    }

    @Test
    void a_link_is_no_result() throws Exception {
        SealedResult.write(area, KEY, OUTCOMES);
        var elsewhere = Files.move(file, area.resolve("elsewhere"));
        Files.createSymbolicLink(file, elsewhere);

        assertThat(SealedResult.read(area, KEY)).isEmpty();
    }

    @Test
    void an_attempt_seals_its_result_when_it_took_long_and_not_otherwise() throws Exception {
        run(Duration.ofSeconds(1));
        assertThat(SealedResult.read(area, KEY)).isEmpty();

        run(Duration.ofSeconds(6));
        assertThat(SealedResult.read(area, KEY)).hasSize(1);
    }

    @Test
    void an_attempt_whose_results_are_stored_while_it_seals_them_warns_of_nothing() throws Exception {
        var said = new ListAppender<ILoggingEvent>();
        var log = (Logger) LoggerFactory.getLogger(AttemptRun.class);
        log.addAppender(said);
        said.start();
        try {
            run(Duration.ofSeconds(6), true);
            assertThat(Thread.interrupted()).isTrue();
        } finally {
            log.detachAppender(said);
        }

        assertThat(SealedResult.read(area, KEY)).isEmpty();
        assertThat(said.list).isEmpty();
    }

    private void run(Duration takes) throws Exception {
        run(takes, false);
    }

    /** @param stored true for a job that has stored the results, and lets the attempt go, before they are sealed */
    private void run(Duration takes, boolean stored) throws Exception {
        var nanos = new AtomicLong();
        var brought = new AtomicReference<AttemptRun>();
        var asked = new AtomicInteger();
        var time = new Time() {
            @Override
            public Instant instant() {
                return Instant.parse("2026-11-24T08:00:00Z");
            }

            @Override
            public long nanos() {
                // The flush at the end asks for the time once more, and then the sealing does.
                if (stored && brought.get() != null && asked.incrementAndGet() == 2) {
                    brought.get().giveUp();
                    Thread.currentThread().interrupt();
                }
                return nanos.get();
            }
        };
        var blobs = Files.createDirectories(area.resolve("blobs"));
        var place = new AttemptPlace(
                new WorkArea(area, blobs),
                new Actions(Map.of("act", new Takes(() -> nanos.addAndGet(takes.toNanos())))),
                new Blobs(blobs, "worker"),
                time,
                new Room(new WorkArea(area, blobs), time));
        var run = new AtomicReference<AttemptRun>();
        run.set(new AttemptRun(SampleOrders.of(KEY), place, outcomes -> brought.set(run.get())));
        run.get().run();
    }

    private record Nothing() {}

    private record Takes(Runnable time) implements PreservationAction<Nothing> {
        @Override
        public Class<Nothing> parameters() {
            return Nothing.class;
        }

        @Override
        public TaskResult run(Nothing parameters, TaskInput task, ActionContext context) {
            time.run();
            return TaskResult.completed();
        }
    }
}
