package views;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import model.Finding;
import model.JobId;
import model.TransferId;
import model.TransferStatus;
import pipeline.transfer.TransferEvent;
import pipeline.transfer.TransferEvent.Admitted;
import pipeline.transfer.TransferEvent.Attached;
import pipeline.transfer.TransferEvent.ChoiceAwaited;
import pipeline.transfer.TransferEvent.ChoiceMade;
import pipeline.transfer.TransferEvent.Ended;
import pipeline.transfer.TransferEvent.JobClosed;
import pipeline.transfer.TransferEvent.JobOpened;
import pipeline.transfer.TransferEvent.Queued;
import pipeline.transfer.TransferEvent.Submitted;
import pipeline.transfer.TransferEvent.Tidied;

/** What a transfer's own events change in the views. Counts and outcomes of its jobs are their own streams' matter. */
final class ProjectTransfer {

    private static final String UNLESS_PAUSED = "CASE WHEN paused_at IS NULL THEN ? ELSE 'PAUSED' END";

    private final Connection connection;
    private final UUID id;
    private final Announcements announcements;

    ProjectTransfer(Connection connection, UUID id, Announcements announcements) {
        this.connection = connection;
        this.id = id;
        this.announcements = announcements;
    }

    void apply(TransferEvent event) throws SQLException {
        if (event instanceof Submitted submitted) {
            submitted(submitted);
        } else if (event instanceof ChoiceAwaited awaited) {
            awaited(awaited);
        } else if (event instanceof ChoiceMade made) {
            made(made);
        } else if (event instanceof Queued queued) {
            queued(queued);
        } else if (event instanceof Admitted admitted) {
            admitted(admitted);
        } else if (event instanceof JobOpened opened) {
            opened(opened);
        } else if (event instanceof JobClosed closed) {
            closed(closed);
        } else if (event instanceof Ended ended) {
            ended(ended);
        } else if (event instanceof Tidied tidied) {
            change("UPDATE views.transfer SET tidied_at = ? WHERE id = ?", tidied.at(), id);
        } else if (!(event instanceof Attached)) {
            new ProjectOrders(connection, id, announcements).apply(event);
        }
    }

    private void submitted(Submitted event) throws SQLException {
        var submission = event.submission();
        change(
                "INSERT INTO views.workflow (digest, text) VALUES (?, ?) ON CONFLICT DO NOTHING",
                submission.workflowDigest(),
                event.workflowText());
        change(
                """
                INSERT INTO views.transfer (id, sip, name, type, accession, source_name, submitted_by, submitted_at,
                    workflow, workflow_digest, configuration, status)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                id,
                submission.sip(),
                submission.name(),
                submission.type(),
                submission.accessionNumber(),
                submission.sourceName(),
                submission.submittedBy(),
                submission.submittedAt(),
                submission.workflow(),
                submission.workflowDigest(),
                submission.configuration(),
                TransferStatus.PROCESSING.name());
        announcements.ofTransfer(
                FeedKind.TRANSFER_SUBMITTED,
                submission.submittedAt(),
                Map.of("name", submission.name(), "by", submission.submittedBy()));
    }

    private void awaited(ChoiceAwaited event) throws SQLException {
        change("INSERT INTO views.choice (transfer, step, awaited_at) VALUES (?, ?, ?)", id, event.step(), event.at());
        change(
                "UPDATE views.transfer SET status = " + UNLESS_PAUSED + ", step = ?, turn = 0 WHERE id = ?",
                TransferStatus.WAITING.name(),
                event.step(),
                id);
        announcements.ofChoice(FeedKind.CHOICE_AWAITED, event.step(), event.at(), Map.of());
    }

    private void made(ChoiceMade event) throws SQLException {
        change(
                """
                INSERT INTO views.choice (transfer, step, option, made_by, made_at) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (transfer, step) DO UPDATE
                SET option = excluded.option, made_by = excluded.made_by, made_at = excluded.made_at""",
                id,
                event.step(),
                event.option(),
                event.by(),
                event.at());
        change(
                "UPDATE views.transfer SET status = " + UNLESS_PAUSED + " WHERE id = ?",
                TransferStatus.PROCESSING.name(),
                id);
        announcements.ofChoice(
                FeedKind.CHOICE_MADE, event.step(), event.at(), Map.of("option", event.option(), "by", event.by()));
    }

    private void queued(Queued event) throws SQLException {
        change(
                "UPDATE views.transfer SET status = " + UNLESS_PAUSED + ", queued_at = ? WHERE id = ?",
                TransferStatus.QUEUED.name(),
                event.at(),
                id);
        announcements.ofTransfer(FeedKind.TRANSFER_QUEUED, event.at(), Map.of());
    }

    private void admitted(Admitted event) throws SQLException {
        change(
                "UPDATE views.transfer SET status = " + UNLESS_PAUSED + ", queued_at = NULL WHERE id = ?",
                TransferStatus.PROCESSING.name(),
                id);
        announcements.ofTransfer(FeedKind.TRANSFER_ADMITTED, event.at(), Map.of());
    }

    private void opened(JobOpened event) throws SQLException {
        change(
                """
                INSERT INTO views.job (id, transfer, step, turn, position, opened_at) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET position = excluded.position, opened_at = excluded.opened_at""",
                ProjectedId.keyOf(new JobId(new TransferId(id), event.step(), event.turn())),
                id,
                event.step(),
                event.turn(),
                event.position(),
                event.at());
        change(
                """
                UPDATE views.transfer SET status = CASE WHEN paused_at IS NULL THEN ? ELSE 'PAUSED' END, step = ?, turn = ?,
                    started_at = coalesce(started_at, ?)
                WHERE id = ?""",
                TransferStatus.PROCESSING.name(),
                event.step(),
                event.turn(),
                event.at(),
                id);
        if (event.retry().isPresent()) {
            new ProjectOrders(connection, id, announcements)
                    .retried(event, event.retry().get());
        }
        announcements.ofJob(
                FeedKind.JOB_OPENED, event.step(), event.turn(), event.at(), Map.of("position", event.position()));
    }

    private void closed(JobClosed event) throws SQLException {
        for (var dated : event.findings()) {
            if (dated.finding() instanceof Finding.AipStored stored) {
                change("UPDATE views.transfer SET aip = ? WHERE id = ?", Stored.json((Finding) stored), id);
            }
        }
        announcements.ofJob(
                FeedKind.JOB_CLOSED,
                event.step(),
                event.turn(),
                event.at(),
                Map.of("outcome", event.outcome().name(), "counts", event.counts()));
    }

    private void ended(Ended event) throws SQLException {
        change(
                "UPDATE views.transfer SET status = ?, failure = ?, ended_at = ?, queued_at = NULL WHERE id = ?",
                event.status().name(),
                event.failure().map(Stored::json),
                event.at(),
                id);
        announcements.ofTransfer(
                FeedKind.TRANSFER_ENDED,
                event.at(),
                Map.of("status", event.status().label()));
    }

    private void change(String sql, Object... values) throws SQLException {
        Sql.of(sql, values).update(connection);
    }
}
