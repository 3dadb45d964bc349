package views;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The tasks of one job, also those that have not ended: filtered and cut by the database. */
public final class TaskList {

    private final DataSource source;

    public TaskList(DataSource source) {
        this.source = source;
    }

    /**
     * The tasks in the plan's order; none when there is no such job.
     *
     * @throws ViewsUnavailable if the database fails
     */
    public Page<TaskRow> page(TaskQuery query) {
        return Transact.reading(source, connection -> {
            var job = TaskSql.job(ProjectedId.keyOf(query.job())).first(connection, TaskSql::job);
            return job.isEmpty()
                    ? new Page<>(List.of(), 0, query.paging())
                    : new Page<>(
                            rows(connection, job.get(), query), total(connection, job.get(), query), query.paging());
        });
    }

    private static List<TaskRow> rows(Connection connection, TaskSql.Job job, TaskQuery query) throws SQLException {
        var ordinals = TaskSql.ordinals(job, query.state(), query.file())
                .and(
                        "ORDER BY s.ordinal OFFSET ? LIMIT ?",
                        query.paging().offset(),
                        query.paging().limit())
                .list(connection, row -> row.getInt(1));
        return ordinals.isEmpty()
                ? List.of()
                : TaskSql.rows(job, ordinals).list(connection, row -> TaskSql.row(row, job));
    }

    // Counting rows is left to the rare cases: a job keeps its counts.
    private static long total(Connection connection, TaskSql.Job job, TaskQuery query) throws SQLException {
        if (!query.file().isEmpty()) {
            return count(connection, job, query.state(), query.file());
        }
        if (query.state().isEmpty()) {
            return job.tasks();
        }
        long open = (long) job.tasks() - job.ended();
        return switch (query.state().get()) {
            case COMPLETED -> job.completed();
            case NOT_DONE -> job.notDone();
            case FAILED -> job.failed();
            case CANCELLED -> job.closed() ? open : 0;
            case RUNNING -> count(connection, job, query.state(), "");
            case WAITING -> job.closed() ? 0 : open - count(connection, job, Optional.of(TaskState.RUNNING), "");
        };
    }

    private static long count(Connection connection, TaskSql.Job job, Optional<TaskState> state, String file)
            throws SQLException {
        return Sql.of("SELECT count(*) FROM (")
                .and(TaskSql.ordinals(job, state, file))
                .and(") c")
                .first(connection, row -> row.getLong(1))
                .orElseThrow();
    }
}
