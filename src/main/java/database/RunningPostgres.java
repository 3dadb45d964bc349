package database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The embedded server that another process runs on a data directory, for a command that works beside it. */
public final class RunningPostgres {

    // Lines of postmaster.pid, from 0 (PostgreSQL's src/include/utils/pidfile.h).
    private static final int PORT_LINE = 3;
    private static final String DATABASE = "muniment";

    private RunningPostgres() {}

    /**
     * Where it can be reached; empty when no server runs there.
     *
     * @throws DatabaseUnavailable when its files can't be read
     */
    public static Optional<Database> at(Path data) {
        var cluster = PostgresCluster.pathBelow(data.resolve("postgres"));
        try {
            var lines = Files.readAllLines(cluster.resolve("postmaster.pid"), StandardCharsets.ISO_8859_1);
            if (lines.size() <= PORT_LINE) {
                return Optional.empty(); // it is being written
            }
            int port = Integer.parseInt(lines.get(PORT_LINE).strip());
            var password = Files.readString(cluster.resolveSibling("password")).strip();
            return Optional.of(new Database(PostgresServer.url(port, DATABASE), PostgresCluster.USER, password));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException | NumberFormatException unreadable) {
            throw new DatabaseUnavailable(
                    "The database in " + data + " runs, but what says where can't be read (" + unreadable.getMessage()
                            + "). Run this as the user of the service.",
                    unreadable);
        }
    }
}
