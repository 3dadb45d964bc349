package views;

import static org.assertj.core.api.Assertions.assertThat;

import database.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import model.ChecksumAlgorithm;
import model.Finding;
import model.FindingAbout;
import model.JobCounts;
import model.JobOutcome;
import model.TaskOutcome;
import model.TaskResult;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import pipeline.job.JobEvent;
import testing.PostgresExtension;

/**
 * No query reads a big table from end to end: the database itself counts how often it did. Plans and hand-outs are left
 * out; they have a row for hundreds of files and are too small here for an index to be worth it.
 */
@Tag("slow")
class PlansTest {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final int TRANSFERS = 5;
    private static final int FILES = 3000;
    private static final String COUNTS =
            """
            SELECT relname || ': ' || seq_scan FROM pg_stat_user_tables
            WHERE relname IN ('entry', 'finding', 'task_outcome', 'event_journal')
            ORDER BY 1""";

    private static final List<Story> STORIES = new ArrayList<>();
    private static Database database;

    @BeforeAll
    static void fill() throws Exception {
        database = POSTGRES.fresh();
        for (int number = 1; number <= TRANSFERS; number++) {
            var story = new Story(database, number);
            STORIES.add(story);
            receive(story);
        }
        try (var pool = pool()) {
            for (var story : STORIES) {
                story.project(new Projection(pool, story));
            }
        }
        STORIES.get(0).journal.execute("ANALYZE");
    }

    @Test
    void pages_go_by_indexes() throws Exception {
        var story = STORIES.get(2);
        var scan = story.job("scan");
        var files = RegisterQuery.files(story.id);
        var paging = new Paging(100, 50);
        var before = Tables.column(database, COUNTS);

        try (var pool = pool()) {
            var tasks = new TaskList(pool);
            tasks.page(TaskQuery.all(scan, paging));
            for (var state : TaskState.values()) {
                tasks.page(new TaskQuery(scan, Optional.of(state), "", paging));
            }
            tasks.page(new TaskQuery(scan, Optional.empty(), "f77", paging));
            new TaskPage(pool).of(scan, 77);
            new FileList(pool).page(new FileQuery(files, "", paging));
            new FileList(pool).page(new FileQuery(files, "f77", paging));
            new FilePage(pool).of(story.id, story.entry("d/f77"));
            new TransferPage(pool).of(story.id);
            Progress.of(pool, story.id);
            new TransferList(pool).page(TransferQuery.all(paging));
        }

        assertThat(Tables.column(database, COUNTS)).isEqualTo(before);
    }

    @Test
    void the_register_and_the_projection_go_by_indexes() throws Exception {
        var story = STORIES.get(3);
        var before = Tables.column(database, COUNTS);

        try (var pool = pool()) {
            var register = new Register(pool);
            register.stream(RegisterQuery.files(story.id).withHistory(), entry -> {});
            register.stream(new RegisterQuery(story.id, List.of("d"), List.of("d/f1"), true, true, false), entry -> {});
            register.packageFindings(story.id);
            var projection = new Projection(pool, story);
            assertThat(projection.behind()).isEmpty();
            story.planned("again", List.of(story.entry("d/f1")));
            story.handedOut("again", 1, 0);
            story.ended("again", 1, 0, TaskResult.completed(new Finding.Removed("")));
            story.close("again", JobOutcome.COMPLETED, new JobCounts(1, 1, 0, 0));
            story.project(projection);
        }

        assertThat(Tables.column(database, COUNTS)).isEqualTo(before);
    }

    private static com.zaxxer.hikari.HikariDataSource pool() {
        return database.pool("test", 2, Duration.ofSeconds(30));
    }

    private static void receive(Story story) throws Exception {
        story.submitted("box", "text");
        var names = IntStream.range(0, FILES).mapToObj(i -> "d/f" + i).toList();
        var bulk = new ArrayList<FindingAbout>();
        names.forEach(name -> bulk.add(story.listed(name)));
        story.packageJob("receive", TaskResult.completed().withBulk(story.blob(bulk)));
        story.planned("scan", names.stream().map(story::entry).toList());
        for (int first = 0; first < FILES - 200; first += 100) {
            int from = first;
            int attempt = 1 + first / 100;
            story.handedOut("scan", attempt, IntStream.range(from, from + 100).toArray());
            var outcomes = IntStream.range(from, from + 100)
                    .mapToObj(i -> new TaskOutcome(i, Story.BEGIN, 10, result(i)))
                    .toList();
            story.write(story.job("scan").persistenceId(), new JobEvent.TasksEnded(attempt, Story.WORKER, outcomes));
        }
        story.handedOut("scan", 999, IntStream.range(FILES - 150, FILES - 50).toArray());
    }

    private static TaskResult result(int ordinal) {
        var finding = new Finding.ChecksumsAssigned(ordinal, Map.of(ChecksumAlgorithm.MD5, "aa"));
        return ordinal % 500 == 7 ? TaskResult.failed("no") : TaskResult.completed(finding);
    }
}
