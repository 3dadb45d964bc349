package views;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import database.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import model.JobCounts;
import model.JobOutcome;
import model.Mandate;
import model.TaskResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import pipeline.job.JobEvent;
import pipeline.transfer.TransferEvent;
import testing.PostgresExtension;

/** What stands still, out of the database. A story's time goes on a second an event. */
class StuckTransfersTest {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String WORKFLOW =
            """
            name: small
            steps:
              - {name: ask, title: Ask somebody, microservice: First, choice: {yes: {title: Yes}, no: {title: No}}}
              - {name: scan, title: Scan for viruses, microservice: First, action: scan, scope: file, resource: io}
            """;

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
        story.submitted("box", WORKFLOW);
    }

    @AfterEach
    void end() {
        pool.close();
    }

    @Test
    void a_young_transfer_and_an_ended_one_are_not_stuck() throws Exception {
        story.jobOpened("scan");
        assertThat(after(Duration.ofSeconds(60))).isEmpty();

        story.write(
                story.stream(),
                new TransferEvent.Ended(model.TransferStatus.CANCELLED, java.util.Optional.empty(), story.now()));
        assertThat(after(Duration.ofDays(9))).isEmpty();
    }

    @Test
    void each_cause_is_found() throws Exception {
        story.write(story.stream(), new TransferEvent.ChoiceAwaited("ask", story.now()));
        assertThat(cause()).contains("answer \"Ask somebody\"");

        story.write(story.stream(), new TransferEvent.ChoiceMade("ask", "yes", "ada", "c", story.now()));
        story.planned("scan", List.of(story.entry("a.txt"), story.entry("b.txt")));
        assertThat(cause()).contains("class io takes the 2 waiting tasks of \"Scan for viruses\"");

        story.handedOut("scan", 1, 0, 1);
        story.ended("scan", 1, 0, TaskResult.completed());
        assertThat(cause()).contains("Attempt 1 of \"Scan for viruses\" is on worker " + Story.WORKER);

        story.write(story.job("scan").persistenceId(), new JobEvent.AttemptLost(1, Story.WORKER, "gone", story.now()));
        assertThat(cause()).contains("the 1 waiting tasks");

        story.write(story.stream(), new TransferEvent.Paused(new Mandate("ada", "lunch", "p"), story.now()));
        assertThat(cause()).startsWith("Paused by ada");

        story.write(story.stream(), new TransferEvent.Resumed(new Mandate("ada", "back", "r"), story.now()));
        story.close("scan", JobOutcome.COMPLETED, new JobCounts(2, 2, 0, 0));
        assertThat(cause()).contains("No job is open");

        story.jobOpened("unknown");
        assertThat(cause()).contains("The plan of \"unknown\" waits since");
    }

    @Test
    void a_queued_transfer_is_stuck_only_while_a_place_is_free() throws Exception {
        story.write(story.stream(), new TransferEvent.Queued("scan", 0, Optional.empty(), story.now()));
        assertThat(cause()).contains("for a place, though only 0 of 1 are taken");

        var other = new Story(database, 2);
        other.submitted("another", WORKFLOW);
        other.jobOpened("scan");
        other.project(projection);
        assertThat(after(Duration.ofHours(3)).stream().map(StuckTransfer::name)).containsExactly("another");

        story.write(story.stream(), new TransferEvent.Admitted(story.now()));
        story.jobOpened("scan");
        assertThat(cause(2)).contains("The plan of");
    }

    @Test
    void what_is_usual_is_learnt_from_earlier_jobs_of_about_as_many_tasks() throws Exception {
        story.jobOpened("scan");
        plan(story);
        story.skip(Duration.ofHours(1));
        story.handedOut("scan", 1, 0);
        story.ended("scan", 1, 0, TaskResult.completed());
        story.close("scan", JobOutcome.COMPLETED, new JobCounts(1, 1, 0, 0));
        story.write(
                story.stream(),
                new TransferEvent.Ended(model.TransferStatus.STORED, java.util.Optional.empty(), story.now()));
        story.project(projection);
        var second = new Story(database, 2, 7200);
        second.submitted("another", WORKFLOW);
        second.jobOpened("scan");
        plan(second);
        second.handedOut("scan", 1, 0);
        second.project(projection);

        var since = second.now();
        assertThat(at(since.plus(Duration.ofMinutes(110)))).isEmpty();
        assertThat(at(since.plus(Duration.ofMinutes(121)))).hasSize(1);
    }

    private static void plan(Story of) throws Exception {
        of.write(
                of.job("scan").persistenceId(),
                new JobEvent.Attached(1, of.now()),
                new JobEvent.Planned(1, "facts", "00", of.now()));
    }

    private String cause() throws Exception {
        return cause(1);
    }

    /** The cause of the first of so many. */
    private String cause(int count) throws Exception {
        var stuck = after(Duration.ofHours(3));
        assertThat(stuck).hasSize(count);
        assertThat(stuck.get(0).name()).isEqualTo("box");
        return stuck.get(0).cause();
    }

    private List<StuckTransfer> after(Duration wait) throws Exception {
        story.project(projection);
        return at(story.now().plus(wait));
    }

    private List<StuckTransfer> at(Instant now) {
        return new StuckTransfers(pool, () -> now, 1).all();
    }
}
