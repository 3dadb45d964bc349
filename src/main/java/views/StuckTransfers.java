package views;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import model.JobId;
import model.TransferId;
import model.WorkerId;
import views.WhyStuck.Standing;
import workflow.ActionStep;

/** The transfers that stand still, each with the reason. */
public final class StuckTransfers {

    /** More than anybody reads. */
    private static final int MOST = 1000;

    private static final String QUERY =
            """
            SELECT t.id, t.name, t.workflow_digest, t.submitted_at, t.paused_at, t.paused_by,
                t.queued_at, (SELECT count(*) FROM views.transfer WHERE status = 'PROCESSING') AS active, c.step AS choice,
                c.awaited_at, j.step, j.turn, j.tasks, j.planned_at, j.closed_at,
                j.completed + j.not_done + j.failed AS ended,
                greatest(j.opened_at, j.planned_at, j.closed_at, h.latest, p.announced_at) AS progress,
                h.attempt, h.worker, h.at, u.usual_micros
            FROM views.transfer t
            LEFT JOIN LATERAL (SELECT * FROM views.choice WHERE transfer = t.id AND option IS NULL LIMIT 1) c ON TRUE
            LEFT JOIN LATERAL (SELECT * FROM views.job WHERE transfer = t.id AND step = t.step AND turn = t.turn) j ON TRUE
            LEFT JOIN LATERAL (SELECT max(at) AS latest, min(at) FILTER (WHERE owed > 0) AS at,
                (array_agg(attempt ORDER BY at, attempt) FILTER (WHERE owed > 0))[1] AS attempt,
                (array_agg(worker ORDER BY at, attempt) FILTER (WHERE owed > 0))[1] AS worker
                FROM views.hand_out WHERE job = j.id) h ON TRUE
            LEFT JOIN views.projected p ON p.persistence_id = 'job|' || t.id || '|' || j.step || '|' || j.turn
            LEFT JOIN LATERAL (SELECT CAST(percentile_cont(0.9) WITHIN GROUP (
                    ORDER BY extract(epoch FROM closed_at - opened_at) * 1000000) AS bigint) AS usual_micros
                FROM (SELECT e.opened_at, e.closed_at FROM views.job e
                    WHERE e.step = j.step AND e.closed_at IS NOT NULL AND e.opened_at IS NOT NULL
                        AND e.outcome LIKE 'COMPLETED%'
                        AND CAST(floor(ln(greatest(e.tasks, 1)) / ln(2)) AS integer)
                            = CAST(floor(ln(greatest(j.tasks, 1)) / ln(2)) AS integer)
                    ORDER BY e.closed_at DESC LIMIT 50) e) u ON TRUE
            WHERE t.ended_at IS NULL ORDER BY t.submitted_at, t.id""";

    private final DataSource source;
    private final InstantSource clock;
    private final int places;

    /** @param places how many transfers may be active at once */
    public StuckTransfers(DataSource source, InstantSource clock, int places) {
        this.source = source;
        this.clock = clock;
        this.places = places;
    }

    /**
     * Those that stand still now, the oldest first.
     *
     * @throws ViewsUnavailable if the database fails
     */
    public List<StuckTransfer> all() {
        var now = clock.instant();
        return Transact.reading(source, connection -> {
            var titles = new Titles(connection);
            var stuck = new ArrayList<StuckTransfer>();
            try (var statement = Sql.of(QUERY).prepare(connection);
                    var rows = statement.executeQuery()) {
                while (rows.next() && stuck.size() < MOST) {
                    var standing = standing(rows, titles);
                    var cause = WhyStuck.at(standing, now);
                    if (cause.isPresent()) {
                        stuck.add(row(rows, standing, cause.get()));
                    }
                }
            }
            return List.copyOf(stuck);
        });
    }

    private static StuckTransfer row(ResultSet row, Standing standing, String cause) throws SQLException {
        var id = new TransferId(Stored.uuid(row, "id"));
        var job = standing instanceof Standing.InJob
                ? Optional.of(new JobId(id, row.getString("step"), row.getInt("turn")).localName())
                : Optional.<String>empty();
        return new StuckTransfer(id, row.getString("name"), job, standing.since(), cause);
    }

    private Standing standing(ResultSet row, Titles titles) throws SQLException {
        var paused = Stored.time(row, "paused_at");
        if (paused.isPresent()) {
            return new Standing.Paused(row.getString("paused_by"), paused.get());
        }
        var awaited = Stored.time(row, "awaited_at");
        var digest = row.getString("workflow_digest");
        if (awaited.isPresent()) {
            return new Standing.AtChoice(
                    titles.of(digest, row.getString("choice")).title(), awaited.get());
        }
        var queued = Stored.time(row, "queued_at");
        if (queued.isPresent()) {
            return new Standing.Queued(queued.get(), row.getInt("active"), places);
        }
        var progress = Stored.time(row, "progress");
        if (progress.isEmpty() || Stored.time(row, "closed_at").isPresent()) {
            return new Standing.Nowhere(
                    progress.orElse(Stored.time(row, "submitted_at").orElseThrow()));
        }
        var step = row.getString("step");
        return new Standing.InJob(new WhyStuck.Job(
                titles.of(digest, step).title(),
                resource(titles, digest, step),
                Stored.time(row, "planned_at").isPresent(),
                row.getInt("tasks"),
                row.getInt("ended"),
                progress.get(),
                oldest(row),
                Optional.ofNullable(row.getObject("usual_micros", Long.class))
                        .map(micros -> Duration.of(micros, ChronoUnit.MICROS))));
    }

    private static Optional<WhyStuck.HandOut> oldest(ResultSet row) throws SQLException {
        var at = Stored.time(row, "at");
        if (at.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new WhyStuck.HandOut(row.getLong("attempt"), new WorkerId(Stored.uuid(row, "worker")), at.get()));
    }

    private static String resource(Titles titles, String digest, String step) throws SQLException {
        return titles.steps(digest).stream()
                .filter(each -> each.name().equals(step))
                .filter(ActionStep.class::isInstance)
                .map(each -> ((ActionStep) each).resource().name().toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse("that it needs");
    }
}
