package database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a server, our own or somebody's, is one that Muniment can trust its journal to. It changes nothing there. */
final class ServerRequirements {

    private static final Logger LOG = LoggerFactory.getLogger(ServerRequirements.class);
    private static final int OLDEST_MAJOR = 14;

    private ServerRequirements() {}

    /** @throws DatabaseUnavailable if the server is too old */
    static void check(Connection connection, Database database) throws SQLException {
        var metadata = connection.getMetaData();
        refuseOlder(metadata.getDatabaseMajorVersion(), metadata.getDatabaseProductVersion(), database);
        var loose = looseSettings(connection);
        if (!loose.isEmpty()) {
            LOG.warn(
                    "the database {} runs with {}: after a power cut it may have forgotten what it acknowledged",
                    database,
                    String.join(" and ", loose));
        }
    }

    static void refuseOlder(int major, String version, Database database) {
        if (major < OLDEST_MAJOR) {
            throw new DatabaseUnavailable("The database " + database + " is PostgreSQL " + version
                    + "; Muniment needs version " + OLDEST_MAJOR + " or newer.");
        }
    }

    /** The settings by which this session's commits are not durable. */
    static List<String> looseSettings(Connection connection) throws SQLException {
        var loose = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT name FROM pg_settings WHERE setting = 'off' AND name IN ('fsync', 'synchronous_commit',"
                                + " 'full_page_writes') ORDER BY name")) {
            while (rows.next()) {
                loose.add(rows.getString(1) + "=off");
            }
        }
        return loose;
    }
}
