package views;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import model.TransferId;
import model.TransferStatus;
import workflow.Step;

/** How far transfers are, and how long they will still take. */
public final class Headways {

    private static final String OPEN_JOBS =
            """
            SELECT t.id, t.workflow_digest, j.tasks, j.closed_at, j.completed + j.not_done + j.failed AS ended
            FROM views.transfer t
            LEFT JOIN LATERAL (
                SELECT * FROM views.job WHERE transfer = t.id AND step = t.step AND turn = t.turn) j ON TRUE
            WHERE t.id = ANY (?)""";

    private final DataSource source;
    private final UsualTimes usual;

    public Headways(DataSource source) {
        this.source = source;
        this.usual = new UsualTimes();
    }

    private record OpenJob(String digest, int tasks, int ended, boolean closed) {}

    /**
     * How far each of these transfers is.
     *
     * @throws ViewsUnavailable if the database fails
     */
    public Map<TransferId, Headway> of(Collection<TransferRow> transfers) {
        var ids = transfers.stream().map(each -> each.id().value()).toList();
        return Transact.reading(source, connection -> {
            var titles = new Titles(connection);
            var jobs = openJobs(connection, ids);
            var headways = new HashMap<TransferId, Headway>();
            for (var transfer : transfers) {
                var job = jobs.get(transfer.id());
                if (job != null) {
                    headways.put(transfer.id(), headway(connection, transfer, job, titles.steps(job.digest())));
                }
            }
            return headways;
        });
    }

    private static Map<TransferId, OpenJob> openJobs(Connection connection, List<UUID> ids) throws SQLException {
        var jobs = new HashMap<TransferId, OpenJob>();
        Sql.of(OPEN_JOBS, ids)
                .list(
                        connection,
                        row -> jobs.put(
                                new TransferId(Stored.uuid(row, "id")),
                                new OpenJob(
                                        row.getString("workflow_digest"),
                                        row.getInt("tasks"),
                                        row.getInt("ended"),
                                        Stored.time(row, "closed_at").isPresent())));
        return jobs;
    }

    private Headway headway(Connection connection, TransferRow transfer, OpenJob job, List<Step> steps)
            throws SQLException {
        int place = place(transfer, steps);
        double behind = place + done(job);
        double share = transfer.status() == TransferStatus.STORED ? 1 : steps.isEmpty() ? 0 : behind / steps.size();
        var left = transfer.status() == TransferStatus.PROCESSING && place < steps.size()
                ? usual.left(connection, steps.subList(place, steps.size()), transfer.files(), done(job))
                : Optional.<Duration>empty();
        return new Headway(Math.min(1, share), job.ended(), job.tasks(), left);
    }

    private static double done(OpenJob job) {
        if (job.closed()) {
            return 1;
        }
        return job.tasks() == 0 ? 0 : (double) job.ended() / job.tasks();
    }

    private static int place(TransferRow transfer, List<Step> steps) {
        for (int place = 0; place < steps.size(); place++) {
            if (transfer.current().isPresent()
                    && steps.get(place).name().equals(transfer.current().get().step())) {
                return place;
            }
        }
        return 0;
    }
}
