package views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.zaxxer.hikari.HikariDataSource;
import database.Database;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import model.Finding;
import model.JobCounts;
import model.JobId;
import model.JobOutcome;
import model.Mandate;
import model.Ordinals;
import model.TaskResult;
import model.TransferStatus;
import model.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import pipeline.transfer.TransferEvent;
import pipeline.transfer.TransferEvent.Retry;
import pipeline.transfer.TransferEvent.TurnTasks;
import testing.PostgresExtension;

/** What people asked of a transfer, as the views show it, and what a retry replaces. */
class OrdersViewTest {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Mandate ADA = new Mandate("ada", "the scanner is back", "c");

    private Database database;
    private HikariDataSource pool;
    private Story story;
    private Projection projection;
    private Register register;

    @BeforeEach
    void begin() throws Exception {
        database = POSTGRES.fresh();
        pool = database.pool("test", 4, Duration.ofSeconds(30));
        story = new Story(database, 1);
        projection = new Projection(pool, story);
        register = new Register(pool);
        story.submitted("box", "text");
        story.packageJob(
                "receive",
                TaskResult.completed()
                        .withBulk(story.blob(
                                List.of(story.listed("a.txt"), story.listed("b.txt"), story.listed("c.txt")))));
    }

    @AfterEach
    void end() {
        pool.close();
    }

    @Test
    void a_pause_shows_until_the_transfer_is_resumed() throws Exception {
        story.jobOpened("scan");
        story.write(story.stream(), new TransferEvent.Paused(ADA, story.now()));
        story.write(story.stream(), new TransferEvent.PriorityChanged(70, ADA, story.now()));
        story.project(projection);
        assertThat(transfer().transfer().status()).isEqualTo(TransferStatus.PAUSED);
        assertThat(transfer().paused()).contains(new TransferDetails.Order("ada", Optional.of(ADA.reason())));
        assertThat(transfer().transfer().priority()).isEqualTo(70);

        story.jobOpened("identify");
        story.project(projection);
        assertThat(transfer().transfer().status()).isEqualTo(TransferStatus.PAUSED);

        story.write(story.stream(), new TransferEvent.Resumed(ADA, story.now()));
        story.project(projection);
        assertThat(transfer().transfer().status()).isEqualTo(TransferStatus.PROCESSING);
        assertThat(transfer().paused()).isEmpty();
    }

    @Test
    void a_transfer_in_the_queue_shows_where_it_stands() throws Exception {
        story.write(story.stream(), new TransferEvent.Queued("scan", 0, Optional.empty(), story.now()));
        story.project(projection);
        var later = new Story(database, 2, 60);
        later.submitted("later", "text");
        later.write(later.stream(), new TransferEvent.Queued("scan", 0, Optional.empty(), later.now()));
        later.project(projection);
        var active = new Story(database, 3, 120);
        active.submitted("active", "text");
        active.write(active.stream(), new TransferEvent.Queued("scan", 0, Optional.empty(), active.now()));
        active.write(active.stream(), new TransferEvent.Admitted(active.now()));
        active.project(projection);

        assertThat(transfer().transfer().status()).isEqualTo(TransferStatus.QUEUED);
        assertThat(transfer().queue().orElseThrow().ahead()).isZero();
        var spot = new TransferPage(pool).of(later.id).orElseThrow().queue().orElseThrow();
        assertThat(spot.ahead()).isEqualTo(1);
        assertThat(spot.active()).isEqualTo(1);
        assertThat(new TransferPage(pool).of(active.id).orElseThrow().queue()).isEmpty();
        assertThat(Progress.onTheirWay(pool)).containsExactly(story.id, later.id, active.id);

        later.write(later.stream(), new TransferEvent.PriorityChanged(51, ADA, later.now()));
        later.project(projection);
        assertThat(transfer().queue().orElseThrow().ahead()).isEqualTo(1);

        story.write(story.stream(), new TransferEvent.Paused(ADA, story.now()));
        story.project(projection);
        assertThat(transfer().transfer().status()).isEqualTo(TransferStatus.PAUSED);
        assertThat(transfer().queue()).isEmpty();
        assertThat(Progress.onTheirWay(pool)).containsExactly(later.id, active.id);

        story.write(story.stream(), new TransferEvent.Resumed(ADA, story.now()));
        story.project(projection);
        assertThat(transfer().transfer().status()).isEqualTo(TransferStatus.QUEUED);

        story.write(story.stream(), new TransferEvent.Admitted(story.now()));
        story.jobOpened("scan");
        story.project(projection);
        assertThat(transfer().transfer().status()).isEqualTo(TransferStatus.PROCESSING);
        assertThat(transfer().queue()).isEmpty();
    }

    @Test
    void a_choice_that_waits_is_shown_while_the_transfer_is_paused() throws Exception {
        story.write(story.stream(), new TransferEvent.Paused(ADA, story.now()));
        story.write(story.stream(), new TransferEvent.ChoiceAwaited("ask", story.now()));
        story.project(projection);
        assertThat(transfer().transfer().status()).isEqualTo(TransferStatus.PAUSED);
        assertThat(transfer().waiting()).hasSize(1);

        story.write(story.stream(), new TransferEvent.Resumed(ADA, story.now()));
        story.project(projection);
        assertThat(transfer().transfer().status()).isEqualTo(TransferStatus.WAITING);
    }

    @Test
    void a_plan_over_failed_tasks_has_their_files_in_order() throws Exception {
        failedScan();

        assertThat(register.failedFiles(story.job("scan"), Ordinals.NONE))
                .contains(List.of(story.entry("a.txt"), story.entry("c.txt")));
        assertThat(register.failedFiles(story.job("scan"), Ordinals.of(2))).contains(List.of(story.entry("c.txt")));
        assertThat(register.failedFiles(story.job("unplanned"), Ordinals.NONE)).isEmpty();
        assertThat(register.failedFiles(story.job("receive"), Ordinals.NONE)).isEmpty();
        assertThatIllegalStateException()
                .isThrownBy(() -> register.failedFiles(story.job("scan"), Ordinals.of(1, 2)))
                .withMessageContaining("1-2")
                .withMessageContaining("scan-0");
    }

    @Test
    void what_a_failed_task_found_is_replaced_once_it_is_tried_again() throws Exception {
        failedScan();
        assertThat(scans("a.txt")).hasSize(1);

        retried("2");
        assertThat(scans("a.txt")).hasSize(1);
        assertThat(scans("b.txt")).hasSize(1);
        assertThat(scans("c.txt")).isEmpty();
        assertThat(transfer().transfer().status()).isEqualTo(TransferStatus.PROCESSING);
        assertThat(transfer().transfer().failure()).isEmpty();
        assertThat(transfer().transfer().endedAt()).isEmpty();
        var turn = new TransferPage(pool).job(new JobId(story.id, "scan", 1)).orElseThrow();
        assertThat(turn.retry()).contains(new JobRow.Retry("ada", "the scanner is back"));
        var task = new TaskPage(pool).of(story.job("scan"), 2).orElseThrow();
        assertThat(task.findings()).hasSize(1);
        assertThat(task.followUp().orElseThrow().turn()).contains(1);
    }

    @Test
    void a_retry_of_all_that_failed_replaces_only_what_failed() throws Exception {
        failedScan();

        retried("");

        assertThat(scans("a.txt")).isEmpty();
        assertThat(scans("b.txt")).hasSize(1);
        assertThat(scans("c.txt")).isEmpty();
    }

    @Test
    void a_skipped_task_keeps_what_it_found_and_says_who_skipped_it() throws Exception {
        failedScan();
        story.write(
                story.stream(),
                new TransferEvent.TasksSkipped("scan", List.of(new TurnTasks(0, Ordinals.of(0))), ADA, story.now()));
        story.project(projection);

        assertThat(scans("a.txt")).hasSize(1);
        var followUp = new TaskPage(pool)
                .of(story.job("scan"), 0)
                .orElseThrow()
                .followUp()
                .orElseThrow();
        assertThat(followUp.turn()).isEmpty();
        assertThat(followUp.by()).isEqualTo("ada");
        assertThat(new TaskPage(pool).of(story.job("scan"), 2).orElseThrow().followUp())
                .isEmpty();
    }

    @Test
    void a_rebuild_comes_to_the_same() throws Exception {
        failedScan();
        retried("2");
        var before = Tables.content(database);

        projection.rebuild(story.id);

        assertThat(Tables.content(database)).isEqualTo(before);
        assertThat(before.get("follow_up")).hasSize(1);
    }

    @Test
    void every_order_is_told_to_who_listens() throws Exception {
        failedScan();
        retried("2");
        story.write(
                story.stream(),
                new TransferEvent.Paused(ADA, story.now()),
                new TransferEvent.PriorityChanged(1, ADA, story.now()),
                new TransferEvent.TasksSkipped("scan", List.of(new TurnTasks(0, Ordinals.of(0))), ADA, story.now()));
        story.project(projection);

        assertThat(Tables.column(database, "SELECT kind FROM views.feed ORDER BY id"))
                .contains("TRANSFER_RESUMED", "TRANSFER_PAUSED", "PRIORITY_CHANGED", "TASKS_SKIPPED");
        assertThat(Tables.column(database, "SELECT detail FROM views.feed WHERE kind = 'TRANSFER_PAUSED'"))
                .allMatch(detail -> detail.contains("ada") && detail.contains("the scanner is back"));
    }

    private void failedScan() throws Exception {
        story.planned("scan", List.of(story.entry("a.txt"), story.entry("b.txt"), story.entry("c.txt")));
        story.handedOut("scan", 1, 0, 1, 2);
        story.ended("scan", 1, 0, infected());
        story.ended("scan", 1, 1, TaskResult.completed(new Finding.VirusScanned(Verdict.PASS, "", "")));
        story.ended("scan", 1, 2, infected());
        story.close("scan", JobOutcome.FAILED, new JobCounts(3, 1, 0, 2));
        story.write(story.stream(), new TransferEvent.Ended(TransferStatus.FAILED, Optional.empty(), story.now()));
        story.write(story.stream(), new TransferEvent.Tidied(story.now()));
        story.project(projection);
    }

    private void retried(String tasks) throws Exception {
        var retry = new Retry(List.of(new TurnTasks(0, new Ordinals(tasks))), 1, ADA);
        story.write(
                story.stream(),
                new TransferEvent.Resumed(ADA, story.now()),
                new TransferEvent.Attached(2, "node", story.now()),
                new TransferEvent.JobOpened("scan", 1, 2, story.now(), Optional.of(retry)));
        story.project(projection);
    }

    private static TaskResult infected() {
        return TaskResult.failed("infected")
                .withFindings(List.of(new Finding.VirusScanned(Verdict.FAIL, "False.Alarm", "")));
    }

    private List<Finding> scans(String path) {
        UUID entry = story.entry(path);
        return register.entries(story.id, List.of(entry), true).get(0).findings().stream()
                .map(dated -> dated.finding())
                .filter(Finding.VirusScanned.class::isInstance)
                .toList();
    }

    private TransferDetails transfer() {
        return new TransferPage(pool).of(story.id).orElseThrow();
    }
}
