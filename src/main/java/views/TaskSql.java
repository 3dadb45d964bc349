package views;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import model.FilePath;
import model.TransferId;
import model.WorkerId;

/** The statements about a job's tasks. Only ended ones have a row of their own; the others follow from the hand-outs. */
final class TaskSql {

    /**
     * A job as its tasks need to know it.
     *
     * @param key in the views
     */
    record Job(UUID key, TransferId transfer, int tasks, int completed, int notDone, int failed, boolean closed) {
        int ended() {
            return completed + notDone + failed;
        }
    }

    private static final String HELD =
            """
            SELECT DISTINCT o.ordinal FROM views.hand_out h, unnest(h.tasks) r,
                generate_series(lower(r), upper(r) - 1) o (ordinal)
            WHERE h.job = ? AND h.owed > 0
                AND NOT EXISTS (SELECT 1 FROM views.task_outcome t WHERE t.job = h.job AND t.ordinal = o.ordinal)""";

    // "IS TRUE" has the files looked for once and kept, where PostgreSQL would look for them anew for each task of the
    // plan: it
    // takes a plan for short.
    private static final String ABOUT_FILE =
            """
            SELECT CAST(c.first + u.place - 1 AS integer)
            FROM views.plan_chunk c, unnest(c.files) WITH ORDINALITY u (file, place)
            WHERE c.job = ? AND (u.file IN (SELECT id FROM views.entry WHERE transfer = ?
                AND (position(lower(?) IN lower(path)) > 0 OR position(lower(?) IN lower(original_path)) > 0))) IS TRUE""";

    private static final String ROWS =
            """
            SELECT o.ordinal, e.id AS file, e.original_path, e.path, t.*, h.attempts, h.worker AS holder, h.worker_name, h.held
            FROM unnest(?) o (ordinal)
            LEFT JOIN LATERAL (SELECT c.files[o.ordinal - c.first + 1] AS file FROM views.plan_chunk c
                WHERE c.job = ? AND c.first <= o.ordinal ORDER BY c.first DESC LIMIT 1) p ON TRUE
            LEFT JOIN views.entry e ON e.transfer = ? AND e.id = p.file
            LEFT JOIN views.task_outcome t ON t.job = ? AND t.ordinal = o.ordinal
            CROSS JOIN LATERAL (SELECT count(*) AS attempts, (array_agg(a.worker ORDER BY a.attempt DESC))[1] AS worker,
                (array_agg(a.worker_name ORDER BY a.attempt DESC))[1] AS worker_name,
                coalesce(bool_or(a.owed > 0), FALSE) AS held
                FROM views.hand_out a WHERE a.job = ? AND a.tasks @> o.ordinal) h
            ORDER BY o.ordinal""";

    private TaskSql() {}

    static Sql job(UUID key) {
        return Sql.of("SELECT * FROM views.job WHERE id = ?", key);
    }

    static Job job(ResultSet row) throws SQLException {
        return new Job(
                Stored.uuid(row, "id"),
                new TransferId(Stored.uuid(row, "transfer")),
                row.getInt("tasks"),
                row.getInt("completed"),
                row.getInt("not_done"),
                row.getInt("failed"),
                row.getString("outcome") != null);
    }

    /** The ordinals of tasks that stand so and whose file has the text in its path, in no order. */
    static Sql ordinals(Job job, Optional<TaskState> state, String file) {
        var sql = Sql.of("SELECT s.ordinal FROM (");
        if (!file.isEmpty()) {
            var text = FilePathText.encoded(file);
            sql.and(ABOUT_FILE, job.key(), job.transfer().value(), text, text);
        } else if (state.isPresent() && state.get().hasOutcome()) {
            sql.and("SELECT ordinal FROM views.task_outcome WHERE job = ? AND status = ?", job.key(), name(state));
        } else if (state.equals(Optional.of(TaskState.RUNNING))) {
            sql.and(HELD, job.key());
        } else {
            sql.and("SELECT generate_series(0, ? - 1)", job.tasks());
        }
        sql.and(") s (ordinal) WHERE TRUE");
        return state.isPresent() ? only(sql, job, state.get(), file) : sql;
    }

    private static Sql only(Sql sql, Job job, TaskState state, String file) {
        if (state.hasOutcome()) {
            return file.isEmpty()
                    ? sql
                    : sql.and(
                            "AND s.ordinal IN (SELECT ordinal FROM views.task_outcome WHERE job = ? AND status = ?)",
                            job.key(),
                            state.name());
        }
        if ((state == TaskState.CANCELLED) != job.closed()) {
            return sql.and("AND FALSE");
        }
        if (state == TaskState.RUNNING) {
            return file.isEmpty() ? sql : sql.and("AND s.ordinal IN (" + HELD + ")", job.key());
        }
        return sql.and(
                        "AND NOT EXISTS (SELECT 1 FROM views.task_outcome t WHERE t.job = ? AND t.ordinal = s.ordinal)",
                        job.key())
                .and(
                        job.closed() ? "" : "AND s.ordinal NOT IN (" + HELD + ")",
                        job.closed() ? new Object[0] : new Object[] {job.key()});
    }

    private static String name(Optional<TaskState> state) {
        return state.orElseThrow().name();
    }

    static Sql rows(Job job, List<Integer> ordinals) {
        return Sql.of(
                ROWS,
                ordinals.toArray(Integer[]::new),
                job.key(),
                job.transfer().value(),
                job.key(),
                job.key());
    }

    static TaskRow row(ResultSet row, Job job) throws SQLException {
        var started = Stored.time(row, "started_at");
        var worker = Stored.uuid(row, "worker");
        return new TaskRow(
                row.getInt("ordinal"),
                state(row, job),
                Optional.ofNullable(Stored.uuid(row, "file")),
                Stored.text(row, "original_path").map(FilePath::new),
                Stored.text(row, "path").map(FilePath::new),
                row.getInt("exit_code"),
                Stored.tool(row),
                Optional.ofNullable(worker == null ? Stored.uuid(row, "holder") : worker)
                        .map(WorkerId::new),
                Stored.text(row, "worker_name"),
                row.getInt("attempts"),
                started,
                started.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Duration.of(row.getLong("took_micros"), ChronoUnit.MICROS)),
                Stored.text(row, "message").orElse(""));
    }

    private static TaskState state(ResultSet row, Job job) throws SQLException {
        var status = row.getString("status");
        if (status != null) {
            return TaskState.valueOf(status);
        }
        if (job.closed()) {
            return TaskState.CANCELLED;
        }
        return row.getBoolean("held") ? TaskState.RUNNING : TaskState.WAITING;
    }
}
