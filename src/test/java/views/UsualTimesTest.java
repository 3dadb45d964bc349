package views;

import static org.assertj.core.api.Assertions.assertThat;

import database.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import testing.PostgresExtension;
import workflow.Step;
import workflow.WorkflowReader;

/** Among 60,000 jobs: of one step all came to their end as they should, of another none ever did, and a third never ran. */
class UsualTimesTest {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final List<Step> STEPS = new WorkflowReader(Set.of("count", "keep"))
            .workflow(
                    """
                    name: three
                    steps:
                      - {name: usual, title: Usual, microservice: A, action: count}
                      - {name: broken, title: Broken, microservice: A, action: count}
                      - {name: never, title: Never, microservice: A, action: keep}
                    """)
            .steps();
    private static final String JOBS =
            """
            INSERT INTO views.job (id, transfer, step, turn, opened_at, tasks, outcome, closed_at)
            SELECT gen_random_uuid(), gen_random_uuid(), CASE n % 2 WHEN 0 THEN 'usual' ELSE 'broken' END, 0,
                TIMESTAMPTZ '2026-01-01Z' + n * INTERVAL '1 minute', 1, CASE n % 2 WHEN 0 THEN 'COMPLETED' ELSE 'NOT_DONE' END,
                TIMESTAMPTZ '2026-01-01Z' + n * INTERVAL '1 minute' + INTERVAL '8 seconds'
            FROM generate_series(1, 60000) n""";
    private static final String ROWS_READ =
            "SELECT (seq_tup_read + idx_tup_fetch)::text FROM pg_stat_user_tables WHERE relname = 'job'";

    private static Database database;

    @BeforeAll
    static void fill() throws Exception {
        database = POSTGRES.fresh();
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(JOBS);
            statement.execute("VACUUM ANALYZE views.job");
        }
    }

    @Test
    void what_is_left_is_told_by_the_latest_jobs_of_each_step() throws Exception {
        assertThat(left(STEPS.subList(0, 1))).contains(Duration.ofSeconds(8));
        assertThat(left(STEPS)).as("two of three steps are not known").isEmpty();
    }

    @Test
    void few_rows_are_read_also_where_a_step_never_came_to_its_end() throws Exception {
        long before = rowsRead();

        left(STEPS);

        assertThat(rowsRead() - before).isLessThan(1000);
    }

    private static Optional<Duration> left(List<Step> steps) throws SQLException {
        try (var connection = database.connect()) {
            return new UsualTimes().left(connection, steps, 1, 0);
        }
    }

    /** By another connection; what the first one counted is there when it was closed. */
    private static long rowsRead() throws Exception {
        try (Connection connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("SELECT pg_sleep(0.2)");
        }
        return Long.parseLong(Tables.column(database, ROWS_READ).get(0));
    }
}
