package views;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import model.JobId;
import model.Ordinals;
import pipeline.job.JobEvent;
import pipeline.job.JobEvent.Attached;
import pipeline.job.JobEvent.AttemptLost;
import pipeline.job.JobEvent.Closed;
import pipeline.job.JobEvent.HandedOut;
import pipeline.job.JobEvent.PlanChunk;
import pipeline.job.JobEvent.Planned;
import pipeline.job.JobEvent.TasksEnded;

/** What a job's events change in the views, for one group of events. Its outcomes are left to {@link ProjectOutcomes}. */
final class ProjectJob {

    private final Connection connection;
    private final UUID transfer;
    private final UUID job;
    private final ProjectOutcomes outcomes;

    ProjectJob(Connection connection, JobId id, ProjectOutcomes outcomes) throws SQLException {
        this.connection = connection;
        this.transfer = id.transfer().value();
        this.job = ProjectedId.keyOf(id);
        this.outcomes = outcomes;
        change(
                "INSERT INTO views.job (id, transfer, step, turn) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                job,
                transfer,
                id.step(),
                id.turn());
    }

    void apply(long sequence, JobEvent event) throws SQLException, IOException {
        if (event instanceof PlanChunk chunk) {
            change(
                    "INSERT INTO views.plan_chunk (job, first, files) VALUES (?, ?, ?)",
                    job,
                    chunk.first(),
                    chunk.files());
        } else if (event instanceof Planned plan) {
            change("UPDATE views.job SET tasks = ?, planned_at = ? WHERE id = ?", plan.tasks(), plan.at(), job);
        } else if (event instanceof HandedOut handOut) {
            handedOut(handOut);
        } else if (event instanceof TasksEnded ended) {
            outcomes.add(sequence, ended);
            change(
                    "UPDATE views.hand_out SET owed = owed - ? WHERE job = ? AND attempt = ?",
                    ended.outcomes().size(),
                    job,
                    ended.attempt());
        } else if (event instanceof AttemptLost lost) {
            change(
                    "UPDATE views.hand_out SET owed = 0, lost_at = ?, lost_reason = ? WHERE job = ? AND attempt = ?",
                    lost.at(),
                    lost.reason(),
                    job,
                    lost.attempt());
        } else if (event instanceof Closed closed) {
            closed(closed);
        } else if (!(event instanceof Attached)) {
            throw new IllegalStateException("the views do not know what follows from " + event);
        }
    }

    private void handedOut(HandedOut event) throws SQLException {
        change(
                """
                INSERT INTO views.hand_out (job, attempt, worker, worker_name, tasks, owed, at)
                VALUES (?, ?, ?, ?, CAST(? AS int4multirange), ?, ?)""",
                job,
                event.attempt(),
                event.worker().value(),
                event.name().orElse(null),
                multirange(event.tasks()),
                event.tasks().count(),
                event.at());
    }

    /** {@code 0-127,130} as PostgreSQL writes it: {@code {[0,127],[130,130]}}. */
    static String multirange(Ordinals ordinals) {
        var text = new StringBuilder("{");
        for (var range : ordinals.ranges().split(",", -1)) {
            int dash = range.indexOf('-');
            var first = dash < 0 ? range : range.substring(0, dash);
            var last = dash < 0 ? range : range.substring(dash + 1);
            text.append(text.length() == 1 ? "" : ",");
            text.append(range.isEmpty() ? "" : "[" + first + "," + last + "]");
        }
        return text.append('}').toString();
    }

    private void closed(Closed event) throws SQLException {
        outcomes.flush();
        change(
                """
                INSERT INTO views.extent (transfer, files, bytes)
                SELECT transfer, count(*), coalesce(sum(size), 0) FROM views.entry
                WHERE transfer = ? AND kind = 'FILE' AND NOT removed
                    AND EXISTS (SELECT 1 FROM views.job WHERE id = ? AND resized)
                GROUP BY transfer
                ON CONFLICT (transfer) DO UPDATE SET files = excluded.files, bytes = excluded.bytes""",
                transfer,
                job);
        change(
                "UPDATE views.job SET outcome = ?, failure = ?, closed_at = ? WHERE id = ?",
                event.outcome().name(),
                event.failure().map(Stored::json),
                event.at(),
                job);
    }

    private void change(String sql, Object... values) throws SQLException {
        Sql.of(sql, values).update(connection);
    }
}
