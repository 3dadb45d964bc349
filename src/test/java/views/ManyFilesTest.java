package views;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import database.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import model.ChecksumAlgorithm;
import model.FilePath;
import model.Finding;
import model.FindingAbout;
import model.Format;
import model.TaskOutcome;
import model.TaskResult;
import model.ToolId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import pipeline.job.JobEvent;
import testing.PostgresExtension;

/** 100,000 files: how fast the views follow, and in how little memory the register is read. Figures go to the output. */
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ManyFilesTest {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final int FILES = 100_000;
    private static final int GROUP = 128;
    // Far below what is measured: a loaded machine must pass, a scan of the table for each group must not.
    private static final int RATE_LEAST = 2_000;
    private static final long HEAP_MOST = 48L << 20;

    private static Database database;
    private static HikariDataSource pool;
    private static Story story;
    private static Projection projection;

    @BeforeAll
    static void receive() throws Exception {
        database = POSTGRES.database();
        pool = database.pool("test", 4, Duration.ofMinutes(5));
        story = new Story(database, 1);
        projection = new Projection(pool, story);
        story.submitted("many", "text");
        var findings = new ArrayList<FindingAbout>();
        for (int i = 0; i < FILES; i++) {
            findings.add(story.listed(name(i)));
        }
        story.packageJob("list", TaskResult.completed().withBulk(story.blob(findings)));
        rate("listed, in one event", () -> story.project(projection));
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    @Test
    @Order(1)
    void outcomes_that_change_the_register_are_followed_fast() throws Exception {
        outcomes(
                "receive",
                i -> TaskResult.completed(new Finding.Received(
                        FilePath.of("work/attempts/receive-0/" + i),
                        4096,
                        Story.BEGIN,
                        Map.of(ChecksumAlgorithm.SHA256, "ab".repeat(32)))));

        assertThat(rate("outcomes that change the register", () -> story.project(projection)))
                .isGreaterThan(RATE_LEAST);
    }

    @Test
    @Order(2)
    void outcomes_with_findings_only_are_followed_fast() throws Exception {
        outcomes("scan", i -> TaskResult.completed(new Finding.VirusScanned(model.Verdict.PASS, "", ""))
                .withTool(new ToolId("ClamAV", "1.4.3/27000")));

        assertThat(rate("outcomes with a finding", () -> story.project(projection)))
                .isGreaterThan(RATE_LEAST);
    }

    @Test
    @Order(3)
    void outcomes_that_move_files_are_followed_fast() throws Exception {
        outcomes(
                "move",
                i -> TaskResult.completed(
                        new Finding.PathChanged(
                                FilePath.of(name(i)),
                                FilePath.of("objects/" + name(i)),
                                Finding.PathChanged.Reason.RESTRUCTURED),
                        new Finding.FormatIdentified(
                                Optional.of(new Format("fmt/18", "Acrobat PDF", "1.4", "application/pdf", "Signature")),
                                "")));

        assertThat(rate("outcomes that move files", () -> story.project(projection)))
                .isGreaterThan(RATE_LEAST);
    }

    @Test
    @Order(4)
    void the_register_is_read_in_little_memory() {
        var register = new Register(pool);
        long before = used();
        var most = new long[1];
        var count = new int[1];

        long read = rate(
                "entries read with history",
                () -> register.stream(RegisterQuery.files(story.id).withHistory(), entry -> {
                    if (++count[0] % 20_000 == 0) {
                        most[0] = Math.max(most[0], used() - before);
                    }
                    assertThat(entry.findings()).hasSize(5);
                }));

        assertThat(read).isGreaterThan(RATE_LEAST);
        assertThat(count[0]).isEqualTo(FILES);
        assertThat(most[0]).isLessThan(HEAP_MOST);
        rate("entries read without history", () -> register.stream(RegisterQuery.files(story.id), entry -> {}));
    }

    @Test
    @Order(5)
    void pages_of_a_big_job_are_quick() {
        var job = story.job("scan");
        var last = new Paging(FILES - 50, 50);
        milliseconds("last page of tasks", () -> new TaskList(pool).page(TaskQuery.all(job, last)));
        milliseconds("last page of completed tasks", () -> new TaskList(pool)
                .page(new TaskQuery(job, Optional.of(TaskState.COMPLETED), "", last)));
        milliseconds("waiting tasks", () -> new TaskList(pool)
                .page(new TaskQuery(job, Optional.of(TaskState.WAITING), "", new Paging(0, 50))));
        milliseconds("tasks by file name", () -> new TaskList(pool)
                .page(new TaskQuery(job, Optional.empty(), "0777", new Paging(0, 50))));
        milliseconds("last page of files", () -> new FileList(pool)
                .page(new FileQuery(RegisterQuery.files(story.id), "", last)));
        milliseconds("one transfer", () -> new TransferPage(pool).of(story.id));
        milliseconds("progress", () -> Progress.of(pool, story.id));
        assertThat(new TaskList(pool).page(TaskQuery.all(job, last)).rows()).hasSize(50);
    }

    @Test
    @Order(6)
    void a_rebuild_comes_to_the_same_at_this_size() throws Exception {
        var before = digest();

        rate("files rebuilt", () -> projection.rebuild(story.id));

        assertThat(digest()).isEqualTo(before);
    }

    private static List<String> digest() throws Exception {
        return Tables.column(
                database,
                """
                SELECT md5(string_agg(e::text, '' ORDER BY e.id)) FROM views.entry e
                UNION ALL SELECT md5(string_agg(f::text, '' ORDER BY f.job, f.sequence, f.nr)) FROM views.finding f
                UNION ALL SELECT md5(string_agg(t::text, '' ORDER BY t.job, t.ordinal)) FROM views.task_outcome t
                UNION ALL SELECT md5(string_agg(j::text, '' ORDER BY j.id)) FROM views.job j""");
    }

    private static String name(int i) {
        return String.format("series-%03d/box-%02d/letter-%06d.tif", i % 100, i % 7, i);
    }

    private interface Each {
        TaskResult of(int ordinal);
    }

    private static void outcomes(String step, Each each) throws Exception {
        var files = new ArrayList<UUID>();
        for (int i = 0; i < FILES; i++) {
            files.add(story.entry(name(i)));
        }
        story.planned(step, files);
        var events = new ArrayList<Object>();
        for (int first = 0; first < FILES; first += GROUP) {
            int end = Math.min(FILES, first + GROUP);
            int attempt = 1 + first / GROUP;
            var at = Instant.EPOCH.plusSeconds(first);
            events.add(new JobEvent.HandedOut(
                    attempt,
                    Story.WORKER,
                    model.Ordinals.of(IntStream.range(first, end).toArray()),
                    at));
            events.add(new JobEvent.TasksEnded(
                    attempt,
                    Story.WORKER,
                    IntStream.range(first, end)
                            .mapToObj(i -> new TaskOutcome(i, at, 10, each.of(i)))
                            .toList()));
        }
        story.write(story.job(step).persistenceId(), events.toArray());
    }

    private interface Work {
        void run() throws Exception;
    }

    private static long rate(String what, Work work) {
        long nanos = nanos(work);
        long rate = FILES * 1_000_000_000L / nanos;
        System.out.printf("%-36s %,8d a second%n", what, rate);
        return rate;
    }

    private static void milliseconds(String what, Work work) {
        nanos(work); // the first time pays for plans and classes
        System.out.printf("%-36s %,8.1f ms%n", what, nanos(work) / 1e6);
    }

    private static long nanos(Work work) {
        try {
            long begin = System.nanoTime();
            work.run();
            return System.nanoTime() - begin;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
