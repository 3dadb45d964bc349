package views;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import model.JobId;
import model.Mandate;
import model.TransferId;
import model.TransferStatus;
import pipeline.transfer.TransferEvent;
import pipeline.transfer.TransferEvent.CancelRequested;
import pipeline.transfer.TransferEvent.JobOpened;
import pipeline.transfer.TransferEvent.Paused;
import pipeline.transfer.TransferEvent.PriorityChanged;
import pipeline.transfer.TransferEvent.Resumed;
import pipeline.transfer.TransferEvent.Retry;
import pipeline.transfer.TransferEvent.TasksSkipped;
import pipeline.transfer.TransferEvent.TurnTasks;

/** What people's orders change in the views. */
final class ProjectOrders {

    private final Connection connection;
    private final UUID id;
    private final Announcements announcements;

    ProjectOrders(Connection connection, UUID id, Announcements announcements) {
        this.connection = connection;
        this.id = id;
        this.announcements = announcements;
    }

    void apply(TransferEvent event) throws SQLException {
        if (event instanceof CancelRequested request) {
            change(
                    "UPDATE views.transfer SET cancelled_by = ?, cancel_reason = ? WHERE id = ?",
                    request.by(),
                    request.reason(),
                    id);
            announce(
                    FeedKind.CANCEL_REQUESTED,
                    request.at(),
                    new Mandate(request.by(), request.reason(), request.commandId()),
                    Map.of());
        } else if (event instanceof Paused paused) {
            change(
                    "UPDATE views.transfer SET status = ?, paused_at = ?, paused_by = ?, pause_reason = ? WHERE id = ?",
                    TransferStatus.PAUSED.name(),
                    paused.at(),
                    paused.mandate().by(),
                    paused.mandate().reason(),
                    id);
            announce(FeedKind.TRANSFER_PAUSED, paused.at(), paused.mandate(), Map.of());
        } else if (event instanceof Resumed resumed) {
            resumed(resumed);
        } else if (event instanceof PriorityChanged changed) {
            change("UPDATE views.transfer SET priority = ? WHERE id = ?", changed.priority(), id);
            announce(
                    FeedKind.PRIORITY_CHANGED, changed.at(), changed.mandate(), Map.of("priority", changed.priority()));
        } else if (event instanceof TasksSkipped skipped) {
            followUp(new FollowUp(skipped.step(), null, skipped.mandate(), skipped.at()), skipped.tasks());
            announce(FeedKind.TASKS_SKIPPED, skipped.at(), skipped.mandate(), Map.of("step", skipped.step()));
        } else {
            throw new IllegalStateException("the views do not know what follows from " + event);
        }
    }

    private void resumed(Resumed event) throws SQLException {
        change(
                """
                UPDATE views.transfer SET paused_at = NULL, paused_by = NULL, pause_reason = NULL, ended_at = NULL,
                    tidied_at = NULL, failure = NULL, status = CASE WHEN EXISTS (SELECT 1 FROM views.choice c
                        WHERE c.transfer = views.transfer.id AND c.option IS NULL) THEN ?
                        WHEN queued_at IS NOT NULL THEN ? ELSE ? END
                WHERE id = ?""",
                TransferStatus.WAITING.name(),
                TransferStatus.QUEUED.name(),
                TransferStatus.PROCESSING.name(),
                id);
        announce(FeedKind.TRANSFER_RESUMED, event.at(), event.mandate(), Map.of());
    }

    void retried(JobOpened opened, Retry retry) throws SQLException {
        change(
                "UPDATE views.job SET retried_by = ?, retry_reason = ? WHERE id = ?",
                retry.mandate().by(),
                retry.mandate().reason(),
                key(opened.step(), opened.turn()));
        followUp(new FollowUp(opened.step(), opened.turn(), retry.mandate(), opened.at()), retry.tasks());
    }

    private record FollowUp(String step, Integer turn, Mandate mandate, Instant at) {}

    private void followUp(FollowUp followUp, List<TurnTasks> tasks) throws SQLException {
        for (var each : tasks) {
            change(
                    """
                    INSERT INTO views.follow_up (transfer, job, tasks, turn, by, reason, at)
                    VALUES (?, ?, CAST(? AS int4multirange), ?, ?, ?, ?)""",
                    id,
                    key(followUp.step(), each.turn()),
                    ProjectJob.multirange(each.tasks()),
                    followUp.turn(),
                    followUp.mandate().by(),
                    followUp.mandate().reason(),
                    followUp.at());
        }
    }

    private UUID key(String step, int turn) {
        return ProjectedId.keyOf(new JobId(new TransferId(id), step, turn));
    }

    private void announce(FeedKind kind, Instant at, Mandate mandate, Map<String, ?> more) {
        var detail = new HashMap<String, Object>(more);
        detail.put("by", mandate.by());
        detail.put("reason", mandate.reason());
        announcements.ofTransfer(kind, at, detail);
    }

    private void change(String sql, Object... values) throws SQLException {
        Sql.of(sql, values).update(connection);
    }
}
