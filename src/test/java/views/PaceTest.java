package views;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import model.JobCounts;
import model.JobOutcome;
import model.TaskResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import testing.PostgresExtension;

/** What got done minute by minute. Time goes on a second an event. */
class PaceTest {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String WORKFLOW =
            """
            name: small
            steps:
              - {name: scan, title: Scan, microservice: Scan, action: scan-for-viruses, scope: file}
            """;

    @Test
    void ended_and_open_tasks_are_counted_by_the_minute_in_which_they_were() throws Exception {
        var database = POSTGRES.fresh();
        var story = new Story(database, 1);
        story.submitted("box", WORKFLOW);
        story.planned("scan", List.of(story.entry("a"), story.entry("b"), story.entry("c")));
        story.handedOut("scan", 1, 0, 1, 2);
        story.ended("scan", 1, 0, TaskResult.completed());
        story.skip(Duration.ofMinutes(2));
        story.ended("scan", 1, 1, TaskResult.completed());
        story.ended("scan", 1, 2, TaskResult.failed("no"));
        story.skip(Duration.ofMinutes(1));
        story.close("scan", JobOutcome.COMPLETED, new JobCounts(3, 2, 0, 1));

        try (var pool = database.pool("pace", 2, Duration.ofSeconds(30))) {
            story.project(new Projection(pool, story));
            var minutes = new Pace(pool, () -> Story.BEGIN.plus(Duration.ofMinutes(10)))
                    .lastHour().stream()
                            .filter(minute -> !minute.begin().isBefore(Story.BEGIN))
                            .toList();

            assertThat(minutes).hasSize(11);
            assertThat(minutes.subList(0, 4)).extracting(Pace.Minute::ended).containsExactly(1L, 0L, 2L, 0L);
            assertThat(minutes.subList(0, 4)).extracting(Pace.Minute::open).containsExactly(2L, 2L, 0L, 0L);
            assertThat(minutes.subList(4, 11)).allMatch(minute -> minute.ended() == 0 && minute.open() == 0);
        }
    }

    @Test
    void what_another_node_or_a_later_process_reads_is_the_same() throws Exception {
        var database = POSTGRES.fresh();
        var story = new Story(database, 1);
        story.submitted("box", WORKFLOW);
        story.planned("scan", List.of(story.entry("a"), story.entry("b")));
        story.handedOut("scan", 1, 0, 1);
        story.ended("scan", 1, 0, TaskResult.completed());
        try (var pool = database.pool("pace", 2, Duration.ofSeconds(30))) {
            var projection = new Projection(pool, story);
            story.project(projection);
            var before = new Pace(pool, () -> Story.BEGIN.plusSeconds(90)).lastHour();
            projection.rebuild(story.id);

            var after = new Pace(pool, () -> Story.BEGIN.plusSeconds(90)).lastHour();
            assertThat(after).isEqualTo(before);
            assertThat(after).hasSize(Pace.MINUTES + 1);
            assertThat(after.get(Pace.MINUTES - 1).ended()).isEqualTo(1);
            assertThat(after.get(Pace.MINUTES).open()).isEqualTo(1);
        }
    }
}
