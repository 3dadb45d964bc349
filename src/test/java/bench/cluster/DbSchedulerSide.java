package bench.cluster;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import database.Database;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** What a user could pick instead: db-scheduler with lock-and-fetch, one row of audit a task, on the same PostgreSQL. */
final class DbSchedulerSide {

    private static final String FINDING = "nothing was done; ".repeat(8);
    private static final int THREADS = 16;
    private static final Duration STATEMENT_LIMIT = Duration.ofSeconds(30);

    private final Database database;

    DbSchedulerSide(Database database) throws SQLException {
        this.database = database;
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(
                    """
                    CREATE TABLE IF NOT EXISTS scheduled_tasks (
                      task_name text NOT NULL, task_instance text NOT NULL, task_data bytea,
                      execution_time timestamptz NOT NULL, picked boolean NOT NULL, picked_by text,
                      last_success timestamptz, last_failure timestamptz, consecutive_failures int,
                      last_heartbeat timestamptz, version bigint NOT NULL, priority smallint,
                      PRIMARY KEY (task_name, task_instance));
                    CREATE INDEX IF NOT EXISTS execution_time_idx ON scheduled_tasks (execution_time);
                    CREATE INDEX IF NOT EXISTS last_heartbeat_idx ON scheduled_tasks (last_heartbeat);
                    CREATE TABLE IF NOT EXISTS audit_row (task text PRIMARY KEY, at timestamptz NOT NULL, finding text NOT NULL)
                    """);
        }
    }

    /** Seconds from the scheduler's start, with every task there already, until the last row of audit is there. */
    double run(int tasks) throws SQLException {
        try (var pool = database.pool("db-scheduler", THREADS + 4, STATEMENT_LIMIT)) {
            execute("TRUNCATE audit_row, scheduled_tasks");
            var task = Tasks.oneTime("nothing").execute((instance, context) -> audit(pool, instance.getId()));
            var scheduler = scheduler(pool, task);
            scheduler.scheduleBatch(
                    IntStream.range(0, tasks)
                            .<TaskInstance<?>>mapToObj(number -> task.instance("task-" + number))
                            .toList(),
                    Instant.EPOCH);
            long began = System.nanoTime();
            scheduler.start();
            while (count() < tasks) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            scheduler.stop();
            return seconds;
        }
    }

    private static Scheduler scheduler(HikariDataSource pool, OneTimeTask<Void> task) {
        return Scheduler.create(pool, List.of(task))
                .threads(THREADS)
                .pollUsingLockAndFetch(1.0, 4.0)
                .pollingInterval(Duration.ofMillis(100))
                .build();
    }

    private static void audit(HikariDataSource pool, String task) {
        try (var connection = pool.getConnection();
                var insert = connection.prepareStatement("INSERT INTO audit_row VALUES (?, now(), ?)")) {
            insert.setString(1, task);
            insert.setString(2, FINDING);
            insert.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long count() throws SQLException {
        try (var connection = database.connect();
                var query = connection.createStatement();
                var rows = query.executeQuery("SELECT count(*) FROM audit_row")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
