package views;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import model.Failure;
import model.Finding;
import model.TransferId;
import model.TransferStatus;

/** The list of transfers: filtered, sorted and cut by the database. */
public final class TransferList {

    static final String SELECT =
            "SELECT t.*, e.files, e.bytes FROM views.transfer t" + " LEFT JOIN views.extent e ON e.transfer = t.id";

    private final DataSource source;

    public TransferList(DataSource source) {
        this.source = source;
    }

    /**
     * Part of the list.
     *
     * @throws ViewsUnavailable if the database fails
     */
    public Page<TransferRow> page(TransferQuery query) {
        return Transact.reading(source, connection -> {
            var titles = new Titles(connection);
            // First which, by an index of little more than the order; then those rows, which are long.
            var rows = Sql.of(SELECT + " JOIN (SELECT t.id FROM views.transfer t"
                            + (query.sort().isOfExtent() ? " LEFT JOIN views.extent e ON e.transfer = t.id" : ""))
                    .and(where(query))
                    .and("ORDER BY " + order(query))
                    .and(
                            "OFFSET ? LIMIT ?) p ON p.id = t.id ORDER BY " + order(query),
                            query.paging().offset(),
                            query.paging().limit())
                    .list(connection, row -> row(row, titles));
            return new Page<>(rows, count(connection, query), query.paging());
        });
    }

    /**
     * These transfers, in no order; those that are not known are left out.
     *
     * @throws ViewsUnavailable if the database fails
     */
    public List<TransferRow> rows(Collection<TransferId> transfers) {
        var ids = transfers.stream().map(TransferId::value).toList();
        return Transact.reading(source, connection -> {
            var titles = new Titles(connection);
            return Sql.of(SELECT + " WHERE t.id = ANY (?)", ids).list(connection, row -> row(row, titles));
        });
    }

    /**
     * How many transfers there are in each status that occurs.
     *
     * @throws ViewsUnavailable if the database fails
     */
    public Map<TransferStatus, Long> counts() {
        var counts = new EnumMap<TransferStatus, Long>(TransferStatus.class);
        Transact.reading(source, connection -> Sql.of("SELECT status, count(*) FROM views.transfer GROUP BY status")
                        .list(connection, row -> Map.entry(TransferStatus.valueOf(row.getString(1)), row.getLong(2))))
                .forEach(count -> counts.put(count.getKey(), count.getValue()));
        return counts;
    }

    private static long count(Connection connection, TransferQuery query) throws SQLException {
        return Sql.of("SELECT count(*) FROM views.transfer t")
                .and(where(query))
                .first(connection, row -> row.getLong(1))
                .orElseThrow();
    }

    // One direction for all, so that an index goes both ways.
    private static String order(TransferQuery query) {
        var direction = query.descending() ? " DESC" : "";
        return Stream.of(query.sort().column(), "t.submitted_at", "t.id")
                .distinct()
                .map(column -> column + direction)
                .collect(Collectors.joining(", "));
    }

    private static Sql where(TransferQuery query) {
        var sql = Sql.of("WHERE TRUE");
        if (!query.status().isEmpty()) {
            var names =
                    query.status().stream().map(TransferStatus::name).sorted().toArray();
            sql.and("AND t.status IN (?" + ", ?".repeat(names.length - 1) + ")", names);
        }
        if (!query.name().isEmpty()) {
            sql.and("AND position(lower(?) IN lower(t.name)) > 0", query.name());
        }
        if (!query.text().isEmpty()) {
            sql.and(
                    "AND (position(lower(?) IN lower(t.name)) > 0 OR position(lower(?) IN lower(t.accession)) > 0"
                            + " OR t.id::text = lower(?))",
                    query.text(),
                    query.text(),
                    query.text());
        }
        if (!query.type().isEmpty()) {
            sql.and("AND t.type = ?", query.type());
        }
        if (query.until().isPresent()) {
            sql.and("AND t.submitted_at < ?", query.until());
        }
        if (query.since().isPresent()) {
            sql.and("AND t.submitted_at >= ?", query.since());
        }
        return sql;
    }

    static TransferRow row(ResultSet row, Titles titles) throws SQLException {
        return new TransferRow(
                new TransferId(Stored.uuid(row, "id")),
                row.getString("name"),
                row.getString("type"),
                TransferStatus.valueOf(row.getString("status")),
                current(row, titles),
                row.getLong("files"),
                row.getLong("bytes"),
                Stored.time(row, "submitted_at").orElseThrow(),
                Stored.time(row, "started_at"),
                Stored.time(row, "ended_at"),
                row.getString("submitted_by"),
                row.getString("configuration"),
                Stored.text(row, "accession"),
                row.getInt("priority"),
                Stored.read(row.getString("failure"), Failure.class),
                aip(row));
    }

    static Optional<CurrentStep> current(ResultSet row, Titles titles) throws SQLException {
        var step = row.getString("step");
        if (step == null) {
            return Optional.empty();
        }
        var title = titles.of(row.getString("workflow_digest"), step);
        return Optional.of(new CurrentStep(step, row.getInt("turn"), title.title(), title.microservice()));
    }

    static Optional<StoredAip> aip(ResultSet row) throws SQLException {
        var json = row.getString("aip");
        if (json == null) {
            return Optional.empty();
        }
        var stored = (Finding.AipStored) Stored.finding(json);
        return Optional.of(new StoredAip(Stored.uuid(row, "sip"), stored.location(), stored.size(), stored.sha256()));
    }
}
