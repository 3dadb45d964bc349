package views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import database.Database;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import model.ChecksumAlgorithm;
import model.FilePath;
import model.Finding;
import model.Format;
import model.JobCounts;
import model.JobOutcome;
import model.TaskResult;
import model.TransferStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import pipeline.job.JobEvent;
import pipeline.transfer.TransferEvent;
import testing.PostgresExtension;

class ProjectionTest {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private Database database;
    private HikariDataSource pool;
    private Story story;
    private Projection projection;

    @BeforeEach
    void begin() throws Exception {
        database = POSTGRES.fresh();
        pool = database.pool("test", 4, Duration.ofSeconds(30));
        story = new Story(database, 1);
        projection = new Projection(pool, story);
    }

    @AfterEach
    void end() {
        pool.close();
    }

    @Test
    void nothing_to_do_is_no_failure() {
        assertThat(projection.advance(story.stream(), 0)).isZero();
        assertThat(projection.advance(story.stream(), 10)).isZero();
    }

    @Test
    void it_goes_as_far_as_it_was_told_and_no_further() throws Exception {
        story.submitted("box", "text");
        story.jobOpened("receive");

        assertThat(projection.advance(story.stream(), 1)).isEqualTo(1);
        assertThat(Tables.column(database, "SELECT step FROM views.transfer")).containsExactly((String) null);
        assertThat(projection.advance(story.stream(), 2)).isEqualTo(2);
        assertThat(Tables.column(database, "SELECT step FROM views.transfer")).containsExactly("receive");
    }

    @Test
    void what_is_applied_is_not_applied_again() throws Exception {
        wholeLife(story);
        story.project(projection);
        var once = Tables.content(database);

        story.project(projection);

        assertThat(Tables.content(database)).isEqualTo(once);
    }

    @Test
    void a_gap_stops_it_and_is_reported() throws Exception {
        story.submitted("box", "text");
        story.jobOpened("receive");
        story.jobOpened("assign");
        story.journal.remove(story.stream(), 2);

        assertThatThrownBy(() -> projection.advance(story.stream(), 3))
                .isInstanceOf(JournalGap.class)
                .hasMessageContaining(story.stream())
                .hasMessageContaining("lacks event 2");
        assertThat(Tables.column(database, "SELECT sequence FROM views.projected"))
                .containsExactly("1");
    }

    @Test
    void a_stream_that_is_not_ours_is_refused() {
        assertThatThrownBy(() -> projection.advance("shard|1", 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shard|1");
    }

    @Test
    void a_blob_that_cannot_be_read_leaves_the_views_as_they_were_and_works_later() throws Exception {
        story.submitted("box", "text");
        var blob = story.blob(List.of(story.listed("a.txt")));
        var bytes = story.blobs.remove(blob.segment());
        story.packageJob("receive", TaskResult.completed().withBulk(blob));
        var stream = story.job("receive").persistenceId();

        assertThatThrownBy(() -> projection.advance(stream, 5))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(blob.segment());
        assertThat(Tables.column(database, "SELECT 1 FROM views.finding")).isEmpty();

        story.blobs.put(blob.segment(), bytes);
        assertThat(projection.advance(stream, 5)).isEqualTo(5);
        assertThat(Tables.column(database, "SELECT path FROM views.entry")).containsExactly("a.txt");
    }

    @Test
    void a_chunk_that_failed_in_the_middle_is_done_again_as_a_whole() throws Exception {
        story.submitted("box", "text");
        manyOutcomes(6_000); // more than one transaction
        var stream = story.job("identify").persistenceId();
        story.journal.execute("ALTER TABLE views.task_outcome ADD CONSTRAINT dies CHECK (ordinal <> 5500)");

        assertThatThrownBy(() -> projection.advance(stream, story.ends().get(stream)))
                .isInstanceOf(ViewsUnavailable.class);
        assertThat(Tables.column(database, "SELECT count(*) FROM views.task_outcome"))
                .containsExactly("5000");
        assertThat(Tables.column(database, "SELECT completed FROM views.job WHERE step = 'identify'"))
                .containsExactly("5000");

        story.journal.execute("ALTER TABLE views.task_outcome DROP CONSTRAINT dies");
        story.project(projection);
        assertThat(Tables.column(database, "SELECT count(*) FROM views.task_outcome"))
                .containsExactly("6000");
        assertThat(Tables.column(database, "SELECT completed FROM views.job WHERE step = 'identify'"))
                .containsExactly("6000");
    }

    @Test
    void calls_at_the_same_time_do_it_once() throws Exception {
        story.submitted("box", "text");
        manyOutcomes(6_000);
        var stream = story.job("identify").persistenceId();
        long end = story.ends().get(stream);
        var threads = Executors.newFixedThreadPool(4);
        Callable<Long> call = () -> projection.advance(stream, end);
        try {
            for (var done : threads.invokeAll(List.of(call, call, call, call))) {
                assertThat(done.get()).isEqualTo(end);
            }
        } finally {
            threads.shutdown();
        }
        assertThat(Tables.column(database, "SELECT completed FROM views.job WHERE step = 'identify'"))
                .containsExactly("6000");
    }

    @Test
    void a_rebuild_comes_to_the_same() throws Exception {
        wholeLife(story);
        var other = new Story(database, 2);
        other.submitted("another", "text");
        story.project(projection);
        other.project(projection);
        var before = Tables.content(database);
        var feed = Tables.column(database, "SELECT f::text FROM views.feed f ORDER BY id");

        projection.rebuild(story.id);

        assertThat(Tables.content(database)).isEqualTo(before);
        assertThat(Tables.column(database, "SELECT f::text FROM views.feed f ORDER BY id"))
                .isEqualTo(feed);
        assertThat(before.get("finding")).isNotEmpty();
        assertThat(before.get("hand_out")).hasSizeGreaterThan(2);
    }

    @Test
    void a_rebuild_of_a_journal_with_a_gap_leaves_the_views_as_they_were() throws Exception {
        wholeLife(story);
        story.project(projection);
        var before = Tables.content(database);
        story.journal.remove(story.stream(), 2);

        assertThatThrownBy(() -> projection.rebuild(story.id)).isInstanceOf(JournalGap.class);

        assertThat(Tables.content(database)).isEqualTo(before);
    }

    @Test
    void views_that_were_dropped_come_back_from_the_journal_in_any_order_of_streams() throws Exception {
        wholeLife(story);
        story.project(projection);
        var before = Tables.content(database);
        story.journal.execute("TRUNCATE views.projected, views.transfer, views.job, views.choice, views.extent,"
                + " views.plan_chunk, views.hand_out, views.task_outcome, views.entry, views.finding, views.pace");

        var streams = new ArrayList<>(projection.behind().keySet());
        assertThat(projection.behind()).isEqualTo(story.ends());
        for (var stream : List.copyOf(streams)) {
            if (stream.startsWith("job|") && stream.contains("|receive|")) {
                streams.remove(stream);
                streams.add(0, stream);
            }
        }
        streams.remove(story.stream());
        streams.add(story.stream());
        streams.forEach(stream -> projection.advance(stream, story.ends().get(stream)));

        assertThat(Tables.content(database)).isEqualTo(before);
        assertThat(projection.behind()).isEmpty();
    }

    @Test
    void a_start_has_to_catch_up_with_what_is_not_applied() throws Exception {
        assertThat(projection.behind()).isEmpty();
        wholeLife(story);
        var other = new Story(database, 2);
        other.submitted("another", "text");
        other.jobOpened("receive");
        other.write(other.job("receive").persistenceId(), new JobEvent.Attached(1, other.now()));
        story.journal.append("/sharding/TransferShard|7", new TransferEvent.Tidied(story.now()));

        story.project(projection);
        projection.advance(other.stream(), 1);

        assertThat(projection.behind())
                .isEqualTo(Map.of(other.stream(), 2L, other.job("receive").persistenceId(), 1L));
    }

    @Test
    void text_that_the_database_cannot_hold_is_shown_with_a_replacement() throws Exception {
        story.submitted("box\0one", "text");
        story.packageJob("receive", TaskResult.completed("zero \0, tab \t, \\N, line\nend"));
        story.project(projection);

        assertThat(Tables.column(database, "SELECT name FROM views.transfer")).containsExactly("box\uFFFDone");
        assertThat(Tables.column(database, "SELECT message FROM views.task_outcome"))
                .containsExactly("zero \uFFFD, tab \t, \\N, line\nend");
    }

    @Test
    void the_feed_tells_the_coarse_changes_in_order() throws Exception {
        wholeLife(story);
        story.project(projection);

        assertThat(Tables.column(database, "SELECT kind FROM views.feed WHERE transfer IS NOT NULL ORDER BY id"))
                .contains(
                        "TRANSFER_SUBMITTED",
                        "JOB_OPENED",
                        "JOB_PROGRESS",
                        "JOB_CLOSED",
                        "CHOICE_AWAITED",
                        "CHOICE_MADE",
                        "TRANSFER_ENDED");
    }

    @Test
    void progress_is_told_at_most_twice_a_second() throws Exception {
        story.submitted("box", "text");
        manyOutcomes(12_000); // several transactions, all of one instant
        story.project(projection);

        assertThat(Tables.column(
                        database, "SELECT id FROM views.feed WHERE kind = 'JOB_PROGRESS' AND step = 'identify'"))
                .hasSize(1);
    }

    private void manyOutcomes(int tasks) throws Exception {
        var files = new ArrayList<UUID>();
        for (int i = 0; i < tasks; i++) {
            files.add(new UUID(1, i));
        }
        story.planned("identify", files);
        var at = story.now();
        var events = new ArrayList<Object>();
        for (int first = 0; first < tasks; first += 500) {
            var outcomes = new ArrayList<model.TaskOutcome>();
            for (int i = first; i < first + 500; i++) {
                outcomes.add(new model.TaskOutcome(i, at, 10, TaskResult.completed()));
            }
            events.add(new JobEvent.TasksEnded(1 + first / 500, Story.WORKER, outcomes));
        }
        story.write(story.job("identify").persistenceId(), events.toArray());
    }

    /** Every kind of event at least once. */
    static void wholeLife(Story story) throws Exception {
        story.submitted("box", "text");
        var path = FilePath.of("a.txt");
        var bulk = story.blob(List.of(
                story.listed("a.txt"),
                story.listed("b c.txt"),
                story.listed("Thumbs.db"),
                story.about(
                        "a.txt",
                        new Finding.Received(
                                FilePath.of("w/1"), 5, Story.BEGIN, Map.of(ChecksumAlgorithm.MD5, "0a")))));
        story.packageJob(
                "receive", TaskResult.completed(new Finding.Packed("none", "")).withBulk(bulk));
        story.packageJob(
                "remove",
                TaskResult.completed()
                        .withBulk(story.blob(List.of(story.about("Thumbs.db", new Finding.Removed("unneeded"))))));
        story.write(story.stream(), new TransferEvent.ChoiceAwaited("approve", story.now()));
        story.write(story.stream(), new TransferEvent.ChoiceMade("approve", "yes", "ada", "c-2", story.now()));
        var files = List.of(story.entry("a.txt"), story.entry("b c.txt"));
        story.planned("identify", files);
        story.handedOut("identify", 1, 0, 1);
        story.ended(
                "identify",
                1,
                0,
                TaskResult.completed(
                        new Finding.PathChanged(
                                path, FilePath.of("objects/a.txt"), Finding.PathChanged.Reason.RESTRUCTURED),
                        new Finding.FormatIdentified(
                                Optional.of(new Format("x-fmt/111", "Plain Text", "", "text/plain", "Extension")),
                                "")));
        story.write(
                story.job("identify").persistenceId(),
                new JobEvent.AttemptLost(1, Story.WORKER, "the worker died", story.now()));
        story.handedOut("identify", 2, 1);
        story.ended("identify", 2, 1, TaskResult.failed("no such file"));
        story.close("identify", JobOutcome.COMPLETED_WITH_FAILURES, new JobCounts(2, 1, 0, 1));
        story.write(
                story.stream(),
                new TransferEvent.Attached(2, "node-1", story.now()),
                new TransferEvent.CancelRequested("ada", "enough", "c-3", story.now()),
                new TransferEvent.Ended(TransferStatus.CANCELLED, Optional.empty(), story.now()),
                new TransferEvent.Tidied(story.now()));
    }
}
