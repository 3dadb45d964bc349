package views;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import model.FilePath;
import model.TransferId;

/** The statements of the file register, and how its order is said in SQL. */
final class RegisterSql {

    /** Sorts as {@link FilePath#compareTo}: {@code !} stands before every character of an encoded path and is none. */
    static final String KEY = "replace(path, '/', '!') COLLATE \"C\"";

    /** As the index has it. */
    static final String SHORT_KEY = "left(replace(path, '/', '!'), 800) COLLATE \"C\"";

    static final String ORDER = SHORT_KEY + ", " + KEY + ", id";

    private static final String FINDING_ORDER = "j.position NULLS LAST, f.sequence, f.nr";

    private RegisterSql() {}

    static Sql entries(String columns, RegisterQuery query) {
        return where(Sql.of("SELECT " + columns + " FROM views.entry"), query).and("ORDER BY " + ORDER);
    }

    static Sql count(RegisterQuery query) {
        return where(Sql.of("SELECT count(*) FROM views.entry"), query);
    }

    static Sql where(Sql sql, RegisterQuery query) {
        sql.and("WHERE transfer = ?", query.transfer().value());
        if (!query.directories()) {
            sql.and("AND kind = 'FILE'");
        }
        if (!query.removed()) {
            sql.and("AND NOT removed");
        }
        if (!query.under().isEmpty()) {
            anyOf(sql.and("AND ("), query.under()).and(")");
        }
        if (!query.except().isEmpty()) {
            anyOf(sql.and("AND NOT ("), query.except()).and(")");
        }
        return sql;
    }

    // The first pair of conditions is for the index, the second is exact. '"' comes directly after '!'.
    private static Sql anyOf(Sql sql, List<String> directories) {
        var all = directories.stream()
                .map(directory -> "(" + SHORT_KEY + " BETWEEN left(?, 800) AND left(?, 800) AND (path = ? OR (" + KEY
                        + " >= ? AND " + KEY + " < ?)))")
                .collect(Collectors.joining(" OR "));
        sql.and(all);
        for (var directory : directories) {
            var path = FilePath.of(directory).encoded();
            var key = path.replace('/', '!');
            sql.and("", key, key + '"', path, key + '!', key + '"');
        }
        return sql;
    }

    static Sql findings(TransferId transfer, Collection<UUID> entries) {
        return Sql.of(
                "SELECT f.*, j.step FROM views.finding f JOIN views.job j ON j.id = f.job"
                        + " WHERE f.transfer = ? AND f.entry = ANY (?) ORDER BY " + FINDING_ORDER,
                transfer.value(),
                entries);
    }

    static Sql packageFindings(TransferId transfer) {
        return Sql.of(
                "SELECT f.*, j.step FROM views.finding f JOIN views.job j ON j.id = f.job"
                        + " WHERE f.transfer = ? AND f.entry IS NULL ORDER BY " + FINDING_ORDER,
                transfer.value());
    }

    /** What a task found about its own file, or about the package when it has none. */
    static Sql taskFindings(TransferId transfer, UUID job, TaskRow task) {
        return Sql.of(
                        "SELECT f.*, j.step FROM views.finding f JOIN views.job j ON j.id = f.job WHERE f.transfer = ?",
                        transfer.value())
                .and(
                        task.file().isPresent() ? "AND f.entry = ?" : "AND f.entry IS NULL",
                        task.file().stream().toArray())
                .and("AND f.job = ? AND f.ordinal = ? ORDER BY " + FINDING_ORDER, job, task.ordinal());
    }
}
