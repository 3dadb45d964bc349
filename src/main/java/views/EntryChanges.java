package views;

import static java.util.Map.entry;

import codec.InstantText;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import model.ChecksumAlgorithm;
import model.FilePath;
import model.Finding;
import model.Format;

/**
 * What findings mean for the file register: folded per entry in memory, written in groups. Findings that state no fact of
 * the register change nothing here.
 */
final class EntryChanges {

    private static final int MOST = 4000;

    // An entry that is listed a second time begins anew.
    private static final String INSERT =
            """
            INSERT INTO views.entry (transfer, id, kind, original_path, path, use, size, modified)
            SELECT ?, * FROM unnest(?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (transfer, id) DO UPDATE SET kind = excluded.kind, original_path = excluded.original_path,
                path = excluded.path, use = excluded.use, size = excluded.size, modified = excluded.modified,
                physical_path = NULL, checksums = '{}', format = NULL, removed = FALSE""";

    private static final String UPDATE =
            """
            UPDATE views.entry e SET path = coalesce(c.path, e.path), use = coalesce(c.use, e.use),
                physical_path = coalesce(c.physical_path, e.physical_path), size = coalesce(c.size, e.size),
                modified = coalesce(c.modified, e.modified),
                checksums = CASE WHEN c.checksums IS NULL THEN e.checksums ELSE e.checksums || c.checksums::jsonb END,
                format = CASE WHEN c.identified THEN c.format ELSE e.format END, removed = e.removed OR c.removed
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                AS c (id, path, use, physical_path, size, modified, checksums, identified, format, removed)
            WHERE e.transfer = ? AND e.id = c.id""";

    private final UUID transfer;
    private final Map<UUID, Finding.Listed> listed = new LinkedHashMap<>();
    private final Map<UUID, Change> changed = new LinkedHashMap<>();
    private boolean resized;

    private static final class Change {
        private FilePath path;
        private String use;
        private FilePath physicalPath;
        private Long size;
        private Instant modified;
        private final Map<ChecksumAlgorithm, String> checksums = new EnumMap<>(ChecksumAlgorithm.class);
        private boolean identified;
        private Optional<Format> format = Optional.empty();
        private boolean removed;
    }

    EntryChanges(UUID transfer) {
        this.transfer = transfer;
    }

    /** True when something changed how many files there are, or how big they are. */
    boolean resized() {
        return resized;
    }

    void add(Connection connection, UUID entry, Finding finding) throws SQLException {
        if (finding instanceof Finding.Listed first) {
            if (changed.containsKey(entry)) {
                flush(connection);
            }
            listed.put(entry, first);
            resized = true;
        } else if (changesRegister(finding)) {
            change(changed.computeIfAbsent(entry, missing -> new Change()), finding);
        }
        if (listed.size() + changed.size() >= MOST) {
            flush(connection);
        }
    }

    private static boolean changesRegister(Finding finding) {
        return finding instanceof Finding.Received
                || finding instanceof Finding.ChecksumsAssigned
                || finding instanceof Finding.PathChanged
                || finding instanceof Finding.UseChanged
                || finding instanceof Finding.Removed
                || finding instanceof Finding.FormatIdentified;
    }

    private void change(Change change, Finding finding) {
        if (finding instanceof Finding.Received received) {
            change.physicalPath = received.physicalPath();
            change.modified = received.modified();
            size(change, received.size(), received.checksums());
        } else if (finding instanceof Finding.ChecksumsAssigned assigned) {
            size(change, assigned.size(), assigned.checksums());
        } else if (finding instanceof Finding.PathChanged moved) {
            change.path = moved.to();
        } else if (finding instanceof Finding.UseChanged use) {
            change.use = use.use().name();
        } else if (finding instanceof Finding.FormatIdentified identified) {
            change.identified = true;
            change.format = identified.format();
        } else {
            change.removed = true;
            resized = true;
        }
    }

    private void size(Change change, long size, Map<ChecksumAlgorithm, String> checksums) {
        change.size = size;
        change.checksums.putAll(checksums);
        resized = true;
    }

    void flush(Connection connection) throws SQLException {
        insert(connection);
        update(connection);
    }

    private void insert(Connection connection) throws SQLException {
        if (listed.isEmpty()) {
            return;
        }
        var rows = List.copyOf(listed.entrySet());
        try (var statement = connection.prepareStatement(INSERT)) {
            statement.setObject(1, transfer);
            var columns = new Columns<>(connection, rows);
            statement.setArray(2, columns.of("uuid", Map.Entry::getKey));
            statement.setArray(
                    3, columns.of("text", row -> row.getValue().kind().name()));
            statement.setArray(
                    4, columns.of("text", row -> row.getValue().originalPath().encoded()));
            statement.setArray(
                    5, columns.of("text", row -> row.getValue().path().encoded()));
            statement.setArray(6, columns.of("text", row -> row.getValue().use().name()));
            statement.setArray(7, columns.of("int8", row -> row.getValue().size()));
            statement.setArray(8, columns.of("text", row -> row.getValue()
                    .modified()
                    .map(InstantText::write)
                    .orElse(null)));
            statement.executeUpdate();
        }
        listed.clear();
    }

    private void update(Connection connection) throws SQLException {
        if (changed.isEmpty()) {
            return;
        }
        var columns = new Columns<>(connection, List.copyOf(changed.entrySet()));
        var values = new ArrayList<Map.Entry<String, Function<Map.Entry<UUID, Change>, Object>>>();
        values.add(entry("uuid", Map.Entry::getKey));
        values.add(entry("text", row -> encoded(row.getValue().path)));
        values.add(entry("text", row -> row.getValue().use));
        values.add(entry("text", row -> encoded(row.getValue().physicalPath)));
        values.add(entry("int8", row -> row.getValue().size));
        values.add(entry(
                "text", row -> row.getValue().modified == null ? null : InstantText.write(row.getValue().modified)));
        values.add(entry("text", row -> checksums(row.getValue())));
        values.add(entry("bool", row -> row.getValue().identified));
        values.add(entry("text", row -> row.getValue().format.map(Stored::json).orElse(null)));
        values.add(entry("bool", row -> row.getValue().removed));
        try (var statement = connection.prepareStatement(UPDATE)) {
            int at = 1;
            for (var value : values) {
                statement.setArray(at++, columns.of(value.getKey(), value.getValue()));
            }
            statement.setObject(at, transfer);
            statement.executeUpdate();
        }
        changed.clear();
    }

    private static String encoded(FilePath path) {
        return path == null ? null : path.encoded();
    }

    private static String checksums(Change change) {
        return change.checksums.isEmpty() ? null : Stored.checksums(change.checksums);
    }

    /** Rows turned into arrays, one for each column. */
    private record Columns<R>(Connection connection, List<R> rows) {
        java.sql.Array of(String type, Function<R, Object> value) throws SQLException {
            return connection.createArrayOf(type, rows.stream().map(value).toArray());
        }
    }
}
