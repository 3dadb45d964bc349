package views;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import model.FileFacts;

/** The file register for people: filtered and cut by the database. Steps read it through {@link Register}. */
public final class FileList {

    private final DataSource source;

    public FileList(DataSource source) {
        this.source = source;
    }

    /**
     * The entries in the order of their paths.
     *
     * @throws ViewsUnavailable if the database fails
     */
    public Page<FileRow> page(FileQuery query) {
        return Transact.reading(source, connection -> {
            var rows = where(Sql.of("SELECT * FROM views.entry"), query)
                    .and("ORDER BY " + RegisterSql.ORDER)
                    .and(
                            "OFFSET ? LIMIT ?",
                            query.paging().offset(),
                            query.paging().limit())
                    .list(connection, Register::facts);
            var findings = findings(connection, query, rows);
            var total = where(Sql.of("SELECT count(*) FROM views.entry"), query)
                    .first(connection, row -> row.getLong(1))
                    .orElseThrow();
            return new Page<>(
                    rows.stream()
                            .map(row -> new FileRow(row, findings.getOrDefault(row.id(), 0)))
                            .toList(),
                    total,
                    query.paging());
        });
    }

    private static Sql where(Sql sql, FileQuery query) {
        RegisterSql.where(sql, query.entries());
        if (!query.text().isEmpty()) {
            var text = FilePathText.encoded(query.text());
            sql.and(
                    "AND (position(lower(?) IN lower(path)) > 0 OR position(lower(?) IN lower(original_path)) > 0)",
                    text,
                    text);
        }
        return sql;
    }

    private static Map<UUID, Integer> findings(Connection connection, FileQuery query, List<FileFacts> rows)
            throws SQLException {
        var counts = new HashMap<UUID, Integer>();
        var ids = rows.stream().map(FileFacts::id).toList();
        var all = Sql.of(
                        "SELECT entry, count(*) FROM views.finding WHERE transfer = ? AND entry = ANY (?) GROUP BY entry",
                        query.entries().transfer().value(),
                        ids)
                .list(connection, row -> Map.entry(Stored.uuid(row, "entry"), row.getInt(2)));
        all.forEach(each -> counts.put(each.getKey(), each.getValue()));
        return counts;
    }
}
