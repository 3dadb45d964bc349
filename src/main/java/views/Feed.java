package views;

import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import model.TransferId;

/** The coarse changes of all transfers, for live updates that go on where they were cut off. It does not wait for any. */
public final class Feed {

    private static final TypeReference<Map<String, Object>> DETAIL = new TypeReference<>() {};

    private final DataSource source;

    public Feed(DataSource source) {
        this.source = source;
    }

    /**
     * What has happened after a row, oldest first.
     *
     * @param id of the last row that the caller has seen; 0 for all
     * @param limit how many rows to give at most
     * @throws ViewsUnavailable if the database fails
     */
    public List<FeedRow> after(long id, int limit) {
        var paging = new Paging(0, limit);
        return Transact.reading(source, connection -> Sql.of(
                        "SELECT * FROM views.feed WHERE id > ? ORDER BY id LIMIT ?", id, paging.limit())
                .list(connection, Feed::row));
    }

    /** The id of the latest row; 0 before there is one. Who has seen a higher one has seen another database. */
    public long latest() {
        return Transact.reading(source, connection -> Sql.of("SELECT coalesce(max(id), 0) FROM views.feed")
                .first(connection, row -> row.getLong(1))
                .orElseThrow());
    }

    private static FeedRow row(ResultSet row) throws SQLException {
        return new FeedRow(
                row.getLong("id"),
                new TransferId(Stored.uuid(row, "transfer")),
                FeedKind.valueOf(row.getString("kind")),
                Stored.text(row, "step"),
                Optional.ofNullable(row.getObject("turn", Integer.class)),
                Stored.time(row, "at").orElseThrow(),
                Stored.read(row.getString("detail"), DETAIL).orElse(Map.of()));
    }
}
