package views;

import codec.InstantText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import model.DatedFinding;
import model.EntryKind;
import model.FileFacts;
import model.FilePath;
import model.FileUse;
import model.Format;
import model.JobId;
import model.Ordinals;
import model.TransferId;

/**
 * The file register: the entries of a transfer with the facts found about them, in the order of {@link FilePath}. It shows
 * what is projected; who needs the state as of a certain event has it projected first.
 */
public final class Register {

    private static final int FETCH = 500;

    private final DataSource source;

    public Register(DataSource source) {
        this.source = source;
    }

    /**
     * Gives the consumer each entry, from one consistent read and with bounded memory, however many there are. What the
     * consumer throws ends the read and reaches the caller.
     *
     * @return how many entries there were
     * @throws ViewsUnavailable if the database fails, perhaps after some entries
     */
    public long stream(RegisterQuery query, Consumer<FileFacts> consumer) {
        return Transact.reading(source, connection -> {
            long count = 0;
            try (var statement = RegisterSql.entries("*", query).prepare(connection)) {
                statement.setFetchSize(FETCH);
                var rows = statement.executeQuery();
                var group = new ArrayList<FileFacts>(FETCH);
                while (rows.next()) {
                    group.add(facts(rows));
                    if (group.size() == FETCH) {
                        count += give(connection, query, group, consumer);
                    }
                }
                return count + give(connection, query, group, consumer);
            }
        });
    }

    /** The ids of the entries, in the same order as {@link #stream}: what a job's plan is made of. */
    public List<UUID> ids(RegisterQuery query) {
        return Transact.reading(
                source, connection -> RegisterSql.entries("id", query).list(connection, row -> Stored.uuid(row, "id")));
    }

    /** How many entries there are. */
    public long count(RegisterQuery query) {
        return Transact.reading(source, connection -> RegisterSql.count(query)
                .first(connection, row -> row.getLong(1))
                .orElseThrow());
    }

    /**
     * The named entries in the order of their names here; an unknown one is left out. Removed entries and directories are
     * given too.
     *
     * @param history true to have every finding so far with each entry
     */
    public List<FileFacts> entries(TransferId transfer, List<UUID> ids, boolean history) {
        return Transact.reading(source, connection -> {
            var found = new HashMap<UUID, FileFacts>();
            for (var entry : Sql.of(
                            "SELECT * FROM views.entry WHERE transfer = ? AND id = ANY (?)", transfer.value(), ids)
                    .list(connection, Register::facts)) {
                found.put(entry.id(), entry);
            }
            var findings = history ? findings(connection, transfer, ids) : Map.<UUID, List<DatedFinding>>of();
            return ids.stream()
                    .filter(found::containsKey)
                    .map(id -> history ? withFindings(found.get(id), findings) : found.get(id))
                    .toList();
        });
    }

    /**
     * What failed tasks of a job were about, in the plan's order; empty when the job had no plan over files.
     *
     * @param tasks none for all that failed
     * @throws IllegalStateException if one of the tasks did not fail
     */
    public Optional<List<UUID>> failedFiles(JobId job, Ordinals tasks) {
        var files = Transact.reading(source, connection -> RegisterSql.failedFiles(ProjectedId.keyOf(job), tasks)
                .list(connection, row -> Stored.uuid(row, "file")));
        if (!tasks.isEmpty() && files.size() != tasks.count()) {
            throw new IllegalStateException("of the tasks " + tasks.ranges() + " of " + job.localName() + " only "
                    + files.size() + " have failed by what the views know");
        }
        return files.isEmpty() ? Optional.empty() : Optional.of(files);
    }

    /** Findings about the package, oldest first. */
    public List<DatedFinding> packageFindings(TransferId transfer) {
        return Transact.reading(
                source, connection -> RegisterSql.packageFindings(transfer).list(connection, Register::dated));
    }

    private static int give(
            Connection connection, RegisterQuery query, List<FileFacts> group, Consumer<FileFacts> consumer)
            throws SQLException {
        int size = group.size();
        if (query.history() && size > 0) {
            var ids = group.stream().map(FileFacts::id).toList();
            var findings = findings(connection, query.transfer(), ids);
            group.replaceAll(entry -> withFindings(entry, findings));
        }
        group.forEach(consumer);
        group.clear();
        return size;
    }

    private static Map<UUID, List<DatedFinding>> findings(
            Connection connection, TransferId transfer, Collection<UUID> ids) throws SQLException {
        var byEntry = new HashMap<UUID, List<DatedFinding>>();
        try (var statement = RegisterSql.findings(transfer, ids).prepare(connection);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                byEntry.computeIfAbsent(Stored.uuid(rows, "entry"), missing -> new ArrayList<>())
                        .add(dated(rows));
            }
        }
        return byEntry;
    }

    static DatedFinding dated(ResultSet row) throws SQLException {
        return new DatedFinding(
                Stored.finding(row.getString("body")),
                row.getString("step"),
                Stored.time(row, "at").orElseThrow(),
                Stored.tool(row));
    }

    static FileFacts facts(ResultSet row) throws SQLException {
        return new FileFacts(
                Stored.uuid(row, "id"),
                EntryKind.valueOf(row.getString("kind")),
                new FilePath(row.getString("original_path")),
                new FilePath(row.getString("path")),
                FileUse.valueOf(row.getString("use")),
                Stored.text(row, "physical_path").map(FilePath::new),
                row.getLong("size"),
                Stored.text(row, "modified").map(InstantText::read),
                Stored.checksums(row.getString("checksums")),
                Stored.read(row.getString("format"), Format.class),
                row.getBoolean("removed"),
                List.of());
    }

    private static FileFacts withFindings(FileFacts entry, Map<UUID, List<DatedFinding>> findings) {
        return new FileFacts(
                entry.id(),
                entry.kind(),
                entry.originalPath(),
                entry.path(),
                entry.use(),
                entry.physicalPath(),
                entry.size(),
                entry.modified(),
                entry.checksums(),
                entry.format(),
                entry.removed(),
                Optional.ofNullable(findings.get(entry.id())).map(List::copyOf).orElse(List.of()));
    }
}
