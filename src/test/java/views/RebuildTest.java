package views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import database.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import model.TaskResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import testing.PostgresExtension;

/** Views are made anew while others read them and add to them. */
class RebuildTest {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final int JOBS = 30;

    private Database database;
    private HikariDataSource pool;
    private Story story;
    private Projection projection;

    @BeforeEach
    void begin() throws Exception {
        database = POSTGRES.fresh();
        pool = database.pool("test", 6, Duration.ofSeconds(30));
        story = new Story(database, 1);
        projection = new Projection(pool, story);
    }

    @AfterEach
    void end() {
        pool.close();
    }

    @Test
    void nobody_who_adds_meanwhile_loses_a_row_and_nobody_who_reads_misses_one() throws Exception {
        write();
        var goesOn = new AtomicBoolean(true);
        var rebuilding = CompletableFuture.supplyAsync(() -> rebuildUntil(goesOn));
        var fewest = CompletableFuture.supplyAsync(() -> jobsNeverGetFewer(goesOn));

        for (var end : new ArrayList<>(story.ends().entrySet())) {
            for (long upTo = 1; upTo <= end.getValue(); upTo++) {
                advance(end.getKey(), upTo);
            }
        }
        goesOn.set(false);

        assertThat(rebuilding.get(60, TimeUnit.SECONDS)).isPositive();
        assertThat(fewest.get(60, TimeUnit.SECONDS)).isTrue();
        var live = Tables.content(database);
        assertThat(live.get("job")).hasSize(JOBS);
        story.journal.execute("TRUNCATE views.projected, views.transfer, views.job, views.choice, views.extent,"
                + " views.plan_chunk, views.hand_out, views.task_outcome, views.entry, views.finding, views.pace");
        story.project(projection);
        assertThat(Tables.content(database)).isEqualTo(live);
    }

    @Test
    void who_adds_is_sent_away_while_a_rebuild_is_under_way_and_only_from_that_transfer() throws Exception {
        write();
        var other = new Story(database, 2);
        other.submitted("another", "text");
        try (var connection = database.connect()) {
            connection.setAutoCommit(false);
            RebuildLock.take(connection, story.id);

            assertThatThrownBy(() -> projection.advance(story.stream(), 1))
                    .isInstanceOf(ViewsUnavailable.class)
                    .hasMessageContaining("being rebuilt");
            other.project(projection);
            connection.rollback();
        }
        assertThat(projection.advance(story.stream(), 1)).isEqualTo(1);
    }

    @Test
    void rows_that_follow_from_no_event_are_gone_and_lost_ones_are_back() throws Exception {
        write();
        story.project(projection);
        var before = Tables.content(database);
        story.journal.execute("UPDATE views.job SET position = 99 - position, failed = 7");
        story.journal.execute("DELETE FROM views.task_outcome");
        story.journal.execute("INSERT INTO views.choice (transfer, step) VALUES ('" + story.id + "', 'invented')");

        assertThat(projection.known()).containsExactly(story.id);
        projection.rebuild(story.id);

        assertThat(Tables.content(database)).isEqualTo(before);
    }

    private void write() throws Exception {
        story.submitted("box", "text");
        for (int i = 0; i < JOBS; i++) {
            story.packageJob("step-" + i, TaskResult.completed("done"));
        }
    }

    private void advance(String stream, long upTo) {
        while (true) {
            try {
                projection.advance(stream, upTo);
                return;
            } catch (ViewsUnavailable beingRebuilt) {
                Thread.onSpinWait();
            }
        }
    }

    private int rebuildUntil(AtomicBoolean goesOn) {
        int times = 0;
        while (goesOn.get()) {
            projection.rebuild(story.id);
            times++;
        }
        return times;
    }

    /** Jobs are only added, so a reader who sees fewer than before has seen a half-empty view. */
    private boolean jobsNeverGetFewer(AtomicBoolean goesOn) {
        int most = 0;
        while (goesOn.get()) {
            int now = jobs();
            if (now < most) {
                return false;
            }
            most = now;
        }
        return true;
    }

    private int jobs() {
        try {
            return Tables.column(database, "SELECT id::text FROM views.job").size();
        } catch (java.sql.SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
