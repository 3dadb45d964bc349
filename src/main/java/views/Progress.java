package views;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import model.TransferId;

/**
 * How far a transfer has come, cheap enough to be asked several times a second.
 *
 * @param microservice of the job that was opened last, or of the choice that waits
 * @param job its title
 * @param tasksEnded of that job
 * @param tasks of that job; 0 before it is planned
 */
public record Progress(String microservice, String job, int tasksEnded, int tasks) {

    private static final String QUERY =
            """
            SELECT t.step, t.workflow_digest, coalesce(j.tasks, 0),
                   coalesce(j.completed + j.not_done + j.failed, 0)
            FROM views.transfer t
            LEFT JOIN LATERAL (
                SELECT * FROM views.job WHERE transfer = t.id AND step = t.step AND turn = t.turn) j ON true
            WHERE t.id = ?
            """;

    /** Empty before the views know the transfer. */
    public static Optional<Progress> of(DataSource views, TransferId transfer) {
        return Transact.reading(views, connection -> of(connection, transfer));
    }

    private static Optional<Progress> of(Connection connection, TransferId transfer) throws SQLException {
        try (var query = connection.prepareStatement(QUERY)) {
            query.setObject(1, transfer.value());
            var row = query.executeQuery();
            if (!row.next() || row.getString(1) == null) {
                return Optional.empty();
            }
            var title = new Titles(connection).of(row.getString(2), row.getString(1));
            return Optional.of(new Progress(title.microservice(), title.title(), row.getInt(4), row.getInt(3)));
        }
    }

    /** True once a transfer has ended, its work area is cleared and its receipt is written. */
    public static boolean isTidied(DataSource views, TransferId transfer) {
        var query = Sql.of("SELECT tidied_at IS NOT NULL FROM views.transfer WHERE id = ?", transfer.value());
        return Transact.reading(views, connection -> query.first(connection, row -> row.getBoolean(1)))
                .orElse(false);
    }

    /** The transfers that have not come to their end, oldest first. */
    public static List<TransferId> unfinished(DataSource views) {
        return transfers(views, "ended_at IS NULL");
    }

    /** Those of them that wait for nobody: they are under way, or in the queue. */
    public static List<TransferId> onTheirWay(DataSource views) {
        return transfers(views, "ended_at IS NULL AND status IN ('PROCESSING', 'QUEUED')");
    }

    private static List<TransferId> transfers(DataSource views, String condition) {
        var query = Sql.of("SELECT id FROM views.transfer WHERE " + condition + " ORDER BY submitted_at, id");
        return Transact.reading(
                views, connection -> query.list(connection, row -> new TransferId(Stored.uuid(row, "id"))));
    }
}
