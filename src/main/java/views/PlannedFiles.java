package views;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Which entry each task of a job is about. A package-scope job has none. */
final class PlannedFiles {

    private static final int CHUNKS_MOST = 64;

    private final Connection connection;
    private final UUID job;
    private final TreeMap<Integer, List<UUID>> chunks = new TreeMap<>();
    private Boolean packageScope;

    PlannedFiles(Connection connection, UUID job) {
        this.connection = connection;
        this.job = job;
    }

    Optional<UUID> at(int ordinal) throws SQLException {
        if (Boolean.TRUE.equals(packageScope)) {
            return Optional.empty();
        }
        var known = chunks.floorEntry(ordinal);
        if (known == null || ordinal - known.getKey() >= known.getValue().size()) {
            return read(ordinal);
        }
        return Optional.of(known.getValue().get(ordinal - known.getKey()));
    }

    private Optional<UUID> read(int ordinal) throws SQLException {
        var found = Sql.of(
                        """
                        SELECT first, files FROM views.plan_chunk WHERE job = ? AND first <= ?
                        ORDER BY first DESC LIMIT 1""",
                        job,
                        ordinal)
                .first(connection, row -> new Chunk(row.getInt("first"), List.of(Stored.uuids(row.getArray("files")))));
        packageScope = found.isEmpty();
        if (packageScope) {
            return Optional.empty();
        }
        var chunk = found.get();
        if (ordinal - chunk.first() >= chunk.files().size()) {
            throw new IllegalStateException("task " + ordinal + " of job " + job + " is beyond the job's plan");
        }
        if (chunks.size() == CHUNKS_MOST) {
            chunks.clear();
        }
        chunks.put(chunk.first(), chunk.files());
        return Optional.of(chunk.files().get(ordinal - chunk.first()));
    }

    private record Chunk(int first, List<UUID> files) {}
}
