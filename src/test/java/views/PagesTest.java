package views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import model.DatedFinding;
import model.Failure;
import model.FilePath;
import model.Finding;
import model.JobCounts;
import model.JobId;
import model.JobOutcome;
import model.StoredText;
import model.TaskResult;
import model.ToolId;
import model.TransferId;
import model.TransferStatus;
import model.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pipeline.job.JobEvent;
import pipeline.transfer.TransferEvent;
import testing.PostgresExtension;

class PagesTest {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String WORKFLOW =
            """
            name: small
            steps:
              - {name: approve, title: Approve standard transfer, microservice: Approve transfer,
                 choice: {yes-please: {title: Approve transfer}, no-thanks: {title: Reject transfer, reject: true}}}
              - {name: receive, title: Move to processing directory, microservice: Receive, action: receive-files,
                 link: b4567e89-9fea-4256-99f5-a88987026488}
              - {name: scan, title: Scan for viruses, microservice: Scan, action: scan-for-viruses, scope: file}
              - {name: store, title: Store the AIP, microservice: Store AIP, action: store-aip}
            """;
    private static final Paging FIRST = new Paging(0, 100);

    private HikariDataSource pool;
    private Story story;
    private Projection projection;

    @BeforeEach
    void begin() throws Exception {
        var database = POSTGRES.fresh();
        pool = database.pool("test", 4, Duration.ofSeconds(30));
        story = new Story(database, 1);
        projection = new Projection(pool, story);
    }

    @AfterEach
    void end() {
        pool.close();
    }

    @Test
    void what_is_not_there_is_empty_and_no_failure() {
        var nobody = new TransferId(new UUID(9, 9));
        var job = new JobId(nobody, "receive", 0);

        assertThat(new TransferPage(pool).of(nobody)).isEmpty();
        assertThat(new TransferPage(pool).job(job)).isEmpty();
        assertThat(new TaskList(pool).page(TaskQuery.all(job, FIRST)).rows()).isEmpty();
        assertThat(new TaskPage(pool).of(job, 0)).isEmpty();
        assertThat(new FilePage(pool).of(nobody, new UUID(1, 1))).isEmpty();
        assertThat(files("", FIRST).rows()).isEmpty();
        assertThat(Progress.of(pool, nobody)).isEmpty();
        assertThat(new Feed(pool).after(0, 10)).isEmpty();
        assertThat(new Feed(pool).latest()).isZero();
        assertThat(new TransferList(pool).page(TransferQuery.all(FIRST)).total())
                .isZero();
    }

    @Test
    void numbers_out_of_bounds_are_refused_with_a_sentence() {
        assertThatThrownBy(() -> new Paging(-1, 1)).hasMessageContaining("offset is -1");
        assertThatThrownBy(() -> new Paging(0, 0)).hasMessageContaining("limit is 0");
        assertThatThrownBy(() -> new Paging(0, 1001)).hasMessageContaining("from 1 to 1000");
        assertThatThrownBy(() -> new Feed(pool).after(0, 1001)).hasMessageContaining("limit");
    }

    @Test
    void a_choice_that_waits_is_shown_with_its_options() throws Exception {
        story.submitted("box", WORKFLOW);
        story.write(story.stream(), new TransferEvent.ChoiceAwaited("approve", story.now()));
        story.project(projection);

        var page = page();
        assertThat(page.transfer().status()).isEqualTo(TransferStatus.WAITING);
        assertThat(page.waiting()).hasSize(1);
        var choice = page.waiting().get(0);
        assertThat(choice.title()).isEqualTo("Approve standard transfer");
        assertThat(choice.options())
                .containsExactly(
                        new TransferDetails.Option("yes-please", "Approve transfer", false),
                        new TransferDetails.Option("no-thanks", "Reject transfer", true));
        assertThat(page.made()).isEmpty();
        assertThat(page.transfer().current().orElseThrow().microservice()).isEqualTo("Approve transfer");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void after_a_failure_is_told_whether_the_step_may_be_skipped(boolean may) throws Exception {
        story.submitted("box", may ? WORKFLOW.replace("scope: file}", "scope: file, skippable: true}") : WORKFLOW);
        made("approve", "yes-please");
        story.planned("scan", List.of(story.entry("a.txt")));
        story.handedOut("scan", 1, 0);
        story.ended("scan", 1, 0, TaskResult.failed("infected"));
        story.project(projection);
        assertThat(page().canSkip()).as("before it has failed").isFalse();

        story.close("scan", JobOutcome.FAILED, new JobCounts(1, 0, 0, 1));
        story.write(story.stream(), new TransferEvent.Ended(TransferStatus.FAILED, Optional.empty(), story.now()));
        story.project(projection);

        assertThat(page().canSkip()).isEqualTo(may);
    }

    @Test
    void a_stored_transfer_is_shown_in_full() throws Exception {
        story.submitted("box", WORKFLOW);
        made("approve", "yes-please");
        var bulk = story.blob(List.of(story.listed("a.txt"), story.listed("b.txt")));
        story.packageJob("receive", TaskResult.completed().withBulk(bulk));
        story.stored();
        story.project(projection);

        var page = page();
        var transfer = page.transfer();
        assertThat(transfer.status()).isEqualTo(TransferStatus.STORED);
        assertThat(transfer.files()).isEqualTo(2);
        assertThat(transfer.bytes()).isEqualTo(10);
        assertThat(transfer.accession()).contains("2026-1");
        assertThat(transfer.aip()).contains(new StoredAip(page.sip(), "file:///store/aip", 99, "ab"));
        assertThat(transfer.endedAt()).isPresent();
        assertThat(page.sourceName()).isEqualTo("papers:box");
        assertThat(page.made()).hasSize(1);
        assertThat(page.made().get(0).optionTitle()).isEqualTo("Approve transfer");
        assertThat(page.made().get(0).by()).isEqualTo("ada");
        assertThat(page.microservices())
                .extracting(TransferDetails.Microservice::title)
                .containsExactly("Receive", "Store AIP");
        var job = page.microservices().get(0).jobs().get(0);
        assertThat(job.title()).isEqualTo("Move to processing directory");
        assertThat(job.link()).contains(UUID.fromString("b4567e89-9fea-4256-99f5-a88987026488"));
        assertThat(job.status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(job.counts()).isEqualTo(new JobCounts(1, 1, 0, 0));
        assertThat(job.took().orElseThrow()).isPositive();
        assertThat(new TransferPage(pool).job(job.id())).contains(job);
    }

    @Test
    void a_failure_is_shown_with_the_transfer_and_the_job() throws Exception {
        var failure = new Failure("scan", "Scan for viruses", Optional.of(1), Optional.of("b\0.txt"), "an infection");
        story.submitted("box", WORKFLOW);
        story.jobOpened("scan");
        story.write(
                story.job("scan").persistenceId(),
                new JobEvent.Closed(JobOutcome.FAILED, JobCounts.NONE, Optional.of(failure), story.now()));
        story.write(story.stream(), new TransferEvent.Ended(TransferStatus.FAILED, Optional.of(failure), story.now()));
        story.project(projection);

        assertThat(page().transfer().failure()).contains(failure);
        assertThat(page().microservices().get(0).jobs().get(0).failure()).contains(failure);
        assertThat(page().microservices().get(0).jobs().get(0).status()).isEqualTo(JobStatus.FAILED);
    }

    @Test
    void a_workflow_that_cannot_be_read_any_more_leaves_plain_names() throws Exception {
        story.submitted("box", "steps: [{");
        story.jobOpened("receive");
        story.project(projection);

        var job = page().microservices().get(0).jobs().get(0);
        assertThat(job.title()).isEqualTo("receive");
        assertThat(job.status()).isEqualTo(JobStatus.WAITING);
    }

    @Test
    void tasks_stand_where_the_events_put_them() throws Exception {
        sixTasks();

        assertThat(states(Optional.empty(), ""))
                .containsExactly("0 completed", "1 not-done", "2 failed", "3 running", "4 waiting", "5 waiting");
        assertThat(states(Optional.of(TaskState.COMPLETED), "")).containsExactly("0 completed");
        assertThat(states(Optional.of(TaskState.NOT_DONE), "")).containsExactly("1 not-done");
        assertThat(states(Optional.of(TaskState.FAILED), "")).containsExactly("2 failed");
        assertThat(states(Optional.of(TaskState.RUNNING), "")).containsExactly("3 running");
        assertThat(states(Optional.of(TaskState.WAITING), "")).containsExactly("4 waiting", "5 waiting");
        assertThat(states(Optional.of(TaskState.CANCELLED), "")).isEmpty();
        assertThat(states(Optional.empty(), "F1")).containsExactly("1 not-done");
        assertThat(states(Optional.of(TaskState.WAITING), "f")).containsExactly("4 waiting", "5 waiting");
        assertThat(states(Optional.of(TaskState.RUNNING), "é f")).containsExactly("3 running");
        assertThat(states(Optional.of(TaskState.RUNNING), "f4")).isEmpty();
        assertThat(states(Optional.of(TaskState.FAILED), "dir/é f2")).containsExactly("2 failed");
        assertThat(states(Optional.empty(), "%' OR")).isEmpty();
    }

    @Test
    void tasks_are_paged() throws Exception {
        sixTasks();
        var second = new TaskList(pool).page(TaskQuery.all(story.job("scan"), new Paging(2, 2)));

        assertThat(second.rows()).extracting(TaskRow::ordinal).containsExactly(2, 3);
        assertThat(second.total()).isEqualTo(6);
        assertThat(new TaskList(pool)
                        .page(TaskQuery.all(story.job("scan"), new Paging(6, 2)))
                        .rows())
                .isEmpty();
    }

    @Test
    void what_has_not_ended_when_its_job_closes_is_cancelled() throws Exception {
        sixTasks();
        story.close("scan", JobOutcome.CANCELLED, new JobCounts(6, 1, 1, 1));
        story.project(projection);

        assertThat(states(Optional.of(TaskState.CANCELLED), ""))
                .containsExactly("3 cancelled", "4 cancelled", "5 cancelled");
        assertThat(states(Optional.of(TaskState.WAITING), "")).isEmpty();
        assertThat(states(Optional.of(TaskState.RUNNING), "")).isEmpty();
    }

    @Test
    void a_task_is_shown_with_its_output_findings_and_attempts() throws Exception {
        sixTasks();

        var task = new TaskPage(pool).of(story.job("scan"), 2).orElseThrow();

        assertThat(task.arguments()).isEqualTo("clamdscan --stream");
        assertThat(task.task().exitCode()).isEqualTo(1);
        assertThat(task.task().tool()).contains(new ToolId("ClamAV", "1.4"));
        assertThat(task.task().received()).contains(FilePath.of("dir/é f2"));
        assertThat(task.task().took()).contains(Duration.ofNanos(1_500_000));
        assertThat(task.task().attempts()).isEqualTo(2);
        assertThat(task.task().worker()).contains(Story.WORKER);
        assertThat(task.task().workerName()).contains("mill");
        assertThat(task.stdout()).isEqualTo(new StoredText(Optional.of("FOUND \0"), Optional.empty()));
        assertThat(task.stderr()).isEqualTo(StoredText.NONE);
        assertThat(task.findings())
                .extracting(DatedFinding::finding)
                .containsExactly(new Finding.VirusScanned(Verdict.FAIL, "Eicar", ""));
        assertThat(task.attempts()).extracting(TaskDetails.Attempt::number).containsExactly(1L, 2L);
        assertThat(task.attempts().get(0).lostReason()).contains("the worker died");
        assertThat(task.attempts().get(1).lostAt()).isEmpty();
        assertThat(new TaskPage(pool).of(story.job("scan"), 6)).isEmpty();
        assertThat(new TaskPage(pool).of(story.job("scan"), -1)).isEmpty();
    }

    @Test
    void a_package_task_shows_what_is_about_the_package_only() throws Exception {
        story.submitted("box", WORKFLOW);
        var bulk = story.blob(List.of(story.listed("a.txt")));
        story.packageJob(
                "receive", TaskResult.completed(new Finding.Packed("none", "")).withBulk(bulk));
        story.project(projection);

        var task = new TaskPage(pool).of(story.job("receive"), 0).orElseThrow();
        assertThat(task.findings()).hasSize(1);
        assertThat(task.bulk()).contains(bulk);
        assertThat(task.task().file()).isEmpty();
        assertThat(task.task().attempts()).isEqualTo(1);
    }

    @Test
    void files_are_listed_filtered_and_paged() throws Exception {
        sixTasks();

        assertThat(files("", FIRST).total()).isEqualTo(6);
        assertThat(files("É", FIRST).total()).isZero(); // only unaccented letters have no case here
        assertThat(files("DIR/é F1", FIRST).rows())
                .extracting(row -> row.facts().path().display())
                .containsExactly("dir/é f1");
        assertThat(files("", new Paging(4, 1)).rows())
                .extracting(row -> row.facts().path().display())
                .containsExactly("dir/é f4");
        assertThat(files("f2", FIRST).rows().get(0).findings()).isEqualTo(2);
        assertThat(new FilePage(pool)
                        .of(story.id, story.entry("dir/é f2"))
                        .orElseThrow()
                        .findings())
                .hasSize(2);
    }

    @Test
    void progress_tells_where_a_transfer_is() throws Exception {
        story.submitted("box", WORKFLOW);
        story.project(projection);
        assertThat(Progress.of(pool, story.id)).isEmpty(); // nothing has begun

        scanning();
        assertThat(Progress.of(pool, story.id)).contains(new Progress("Scan", "Scan for viruses", 3, 6));
        assertThat(Progress.unfinished(pool)).containsExactly(story.id);
    }

    @Test
    void the_feed_goes_on_where_it_was_cut_off() throws Exception {
        sixTasks();
        var feed = new Feed(pool);
        var all = feed.after(0, 100);

        assertThat(all).hasSizeGreaterThan(3);
        assertThat(all).extracting(FeedRow::id).isSorted();
        assertThat(all.get(0).kind()).isIn(FeedKind.TRANSFER_SUBMITTED, FeedKind.JOB_PROGRESS);
        var cut = all.get(2).id();
        assertThat(feed.after(cut, 100)).isEqualTo(all.subList(3, all.size()));
        assertThat(feed.after(0, 2)).isEqualTo(all.subList(0, 2));
        assertThat(feed.latest()).isEqualTo(all.get(all.size() - 1).id());
    }

    private TransferDetails page() {
        return new TransferPage(pool).of(story.id).orElseThrow();
    }

    private Page<FileRow> files(String text, Paging paging) {
        return new FileList(pool).page(new FileQuery(RegisterQuery.files(story.id), text, paging));
    }

    private List<String> states(Optional<TaskState> state, String file) {
        var page = new TaskList(pool).page(new TaskQuery(story.job("scan"), state, file, FIRST));
        assertThat(page.total()).isEqualTo(page.rows().size());
        return page.rows().stream()
                .map(row -> row.ordinal() + " " + row.state().label())
                .toList();
    }

    private void sixTasks() throws Exception {
        story.submitted("box", WORKFLOW);
        scanning();
    }

    /** Of six tasks three have ended, one is with a worker, one was lost and one was never handed out. */
    private void scanning() throws Exception {
        var names = List.of("dir/é f0", "dir/é f1", "dir/é f2", "dir/é f3", "dir/é f4", "dir/é f5");
        story.packageJob(
                "receive",
                TaskResult.completed()
                        .withBulk(story.blob(names.stream().map(story::listed).toList())));
        story.planned("scan", names.stream().map(story::entry).toList());
        story.handedOut("scan", 1, 0, 1, 2, 4);
        story.ended("scan", 1, 0, TaskResult.completed());
        story.ended("scan", 1, 1, TaskResult.notDone("no scanner"));
        story.write(
                story.job("scan").persistenceId(),
                new JobEvent.AttemptLost(1, Story.WORKER, "the worker died", story.now()));
        story.handedOut("scan", 2, 2, 3);
        var stdout = new StoredText(Optional.of("FOUND \0"), Optional.empty());
        story.ended(
                "scan",
                2,
                2,
                TaskResult.failed("infected")
                        .withFindings(List.of(new Finding.VirusScanned(Verdict.FAIL, "Eicar", "")))
                        .withToolRun(new ToolId("ClamAV", "1.4"), "clamdscan --stream", 1, stdout, StoredText.NONE));
        story.project(projection);
    }

    private void made(String step, String option) throws Exception {
        story.write(story.stream(), new TransferEvent.ChoiceMade(step, option, "ada", "c", story.now()));
    }
}
