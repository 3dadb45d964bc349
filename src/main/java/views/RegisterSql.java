package views;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import model.FilePath;
import model.Ordinals;
import model.TransferId;

/** The statements of the file register, and how its order is said in SQL. */
final class RegisterSql {

    /** Sorts as {@link FilePath#compareTo}: {@code !} stands before every character of an encoded path and is none. */
    static final String KEY = "replace(path, '/', '!') COLLATE \"C\"";

    /** As the index has it. */
    static final String SHORT_KEY = "left(replace(path, '/', '!'), 800) COLLATE \"C\"";

    static final String ORDER = SHORT_KEY + ", " + KEY + ", id";

    /** What a failed task found is replaced by what its retry finds. */
    private static final String NOT_REPLACED =
            """
            AND NOT EXISTS (SELECT 1 FROM views.follow_up r WHERE r.job = f.job AND r.turn IS NOT NULL
                AND (r.tasks @> f.ordinal OR (isempty(r.tasks) AND EXISTS (SELECT 1 FROM views.task_outcome t
                    WHERE t.job = f.job AND t.ordinal = f.ordinal AND t.status = 'FAILED'))))""";

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

    static Sql failedFiles(UUID job, Ordinals tasks) {
        var sql = Sql.of(
                """
                SELECT p.file FROM views.task_outcome t
                CROSS JOIN LATERAL (SELECT c.files[t.ordinal - c.first + 1] AS file FROM views.plan_chunk c
                    WHERE c.job = t.job AND c.first <= t.ordinal ORDER BY c.first DESC LIMIT 1) p
                WHERE t.job = ? AND t.status = 'FAILED' AND p.file IS NOT NULL""",
                job);
        if (!tasks.isEmpty()) {
            sql.and("AND CAST(? AS int4multirange) @> t.ordinal", ProjectJob.multirange(tasks));
        }
        return sql.and("ORDER BY t.ordinal");
    }

    static Sql findings(TransferId transfer, Collection<UUID> entries) {
        return Sql.of(
                        "SELECT f.*, j.step FROM views.finding f JOIN views.job j ON j.id = f.job"
                                + " WHERE f.transfer = ? AND f.entry = ANY (?)",
                        transfer.value(),
                        entries)
                .and(NOT_REPLACED)
                .and("ORDER BY " + FINDING_ORDER);
    }

    static Sql packageFindings(TransferId transfer) {
        return Sql.of(
                        "SELECT f.*, j.step FROM views.finding f JOIN views.job j ON j.id = f.job"
                                + " WHERE f.transfer = ? AND f.entry IS NULL",
                        transfer.value())
                .and(NOT_REPLACED)
                .and("ORDER BY " + FINDING_ORDER);
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
