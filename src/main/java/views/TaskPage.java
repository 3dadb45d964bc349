package views;

import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import model.BlobRef;
import model.DatedFinding;
import model.FilePath;
import model.JobId;
import model.Product;
import model.StoredText;
import model.WorkerId;
import views.TaskDetails.Attempt;
import views.TaskDetails.FollowUp;

/** One task with its output, findings and attempts. Bulky output stays in its blob; the caller has it opened. */
public final class TaskPage {

    private static final TypeReference<List<Product>> PRODUCTS = new TypeReference<>() {};

    private final DataSource source;

    public TaskPage(DataSource source) {
        this.source = source;
    }

    /**
     * The task, from one consistent read; empty when there is no such job, or none of its tasks has this ordinal.
     *
     * @throws ViewsUnavailable if the database fails
     */
    public Optional<TaskDetails> of(JobId id, int ordinal) {
        return Transact.reading(source, connection -> {
            var job = TaskSql.job(ProjectedId.keyOf(id)).first(connection, TaskSql::job);
            if (job.isEmpty() || ordinal < 0 || ordinal >= job.get().tasks()) {
                return Optional.<TaskDetails>empty();
            }
            return TaskSql.rows(job.get(), List.of(ordinal))
                    .first(connection, row -> details(connection, row, job.get()));
        });
    }

    private static TaskDetails details(Connection connection, ResultSet row, TaskSql.Job job) throws SQLException {
        var task = TaskSql.row(row, job);
        return new TaskDetails(
                task,
                Stored.text(row, "arguments").orElse(""),
                Stored.text(row, "blame").map(FilePath::new),
                output(row, "stdout"),
                output(row, "stderr"),
                Stored.read(row.getString("products"), PRODUCTS).orElse(List.of()),
                findings(connection, job, task),
                Stored.read(row.getString("bulk"), BlobRef.class),
                attempts(connection, job, task.ordinal()),
                followUp(connection, job, task));
    }

    private static Optional<FollowUp> followUp(Connection connection, TaskSql.Job job, TaskRow task)
            throws SQLException {
        if (task.state() != TaskState.FAILED) {
            return Optional.empty();
        }
        return Sql.of(
                        "SELECT * FROM views.follow_up WHERE job = ?"
                                + " AND (isempty(tasks) OR tasks @> CAST(? AS integer)) ORDER BY at LIMIT 1",
                        job.key(),
                        task.ordinal())
                .first(
                        connection,
                        row -> new FollowUp(
                                Optional.ofNullable(row.getObject("turn", Integer.class)),
                                row.getString("by"),
                                row.getString("reason"),
                                Stored.time(row, "at").orElseThrow()));
    }

    private static StoredText output(ResultSet row, String column) throws SQLException {
        return Stored.read(row.getString(column), StoredText.class).orElse(StoredText.NONE);
    }

    // Of a package-scope task only what is about the package: its bulk may be about every file.
    private static List<DatedFinding> findings(Connection connection, TaskSql.Job job, TaskRow task)
            throws SQLException {
        return RegisterSql.taskFindings(job.transfer(), job.key(), task).list(connection, Register::dated);
    }

    private static List<Attempt> attempts(Connection connection, TaskSql.Job job, int ordinal) throws SQLException {
        return Sql.of(
                        "SELECT * FROM views.hand_out WHERE job = ? AND tasks @> CAST(? AS integer) ORDER BY attempt",
                        job.key(),
                        ordinal)
                .list(
                        connection,
                        row -> new Attempt(
                                row.getLong("attempt"),
                                new WorkerId(Stored.uuid(row, "worker")),
                                Stored.text(row, "worker_name"),
                                Stored.time(row, "at").orElseThrow(),
                                Stored.time(row, "lost_at"),
                                Stored.text(row, "lost_reason")));
    }
}
