package views;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import model.TransferStatus;

/**
 * Where a transfer stands in the queue for a place among the active ones.
 *
 * @param ahead how many get a place before it
 * @param active how many transfers are under way
 */
public record QueueSpot(Instant since, int ahead, int active) {

    private static final String QUERY =
            """
            SELECT (SELECT count(*) FROM views.transfer WHERE status = 'PROCESSING') AS active,
                (SELECT count(*) FROM views.transfer o WHERE o.status = 'QUEUED' AND (o.priority > t.priority
                    OR o.priority = t.priority AND (o.submitted_at, o.id) < (t.submitted_at, t.id))) AS ahead
            FROM views.transfer t WHERE t.id = ?""";

    /** Of a row of the transfers; empty for one that is not queued. */
    static Optional<QueueSpot> of(Connection connection, ResultSet row) throws SQLException {
        var since = Stored.time(row, "queued_at");
        if (since.isEmpty() || !row.getString("status").equals(TransferStatus.QUEUED.name())) {
            return Optional.empty();
        }
        return Sql.of(QUERY, Stored.uuid(row, "id"))
                .first(
                        connection,
                        counts -> new QueueSpot(since.get(), counts.getInt("ahead"), counts.getInt("active")));
    }
}
