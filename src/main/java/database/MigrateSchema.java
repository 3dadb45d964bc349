package database;

import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the tables of a database to this release's state, before anything else uses it. It never goes back. */
public final class MigrateSchema {

    static final int OLDEST_MAJOR = 14;

    private MigrateSchema() {}

    /**
     * Applies what is missing.
     *
     * @return how many migrations were applied
     * @throws DatabaseUnavailable if the server does not answer, is older than version 14, or holds something else
     */
    public static int in(Database database) {
        requireVersion(database);
        try {
            return Flyway.configure()
                    .dataSource(database.url(), database.user(), database.password())
                    .locations("classpath:db/migration")
                    .validateMigrationNaming(true)
                    .load()
                    .migrate()
                    .migrationsExecuted;
        } catch (FlywayException e) {
            throw new DatabaseUnavailable(
                    "The tables in " + database + " can't be brought to this release's state: " + e.getMessage()
                            + " Give Muniment a database of its own, and never an older release than the last.",
                    e);
        }
    }

    private static void requireVersion(Database database) {
        try (var connection = database.connect()) {
            var metadata = connection.getMetaData();
            refuseOlder(metadata.getDatabaseMajorVersion(), metadata.getDatabaseProductVersion(), database);
        } catch (SQLException e) {
            throw new DatabaseUnavailable(
                    "The database " + database + " does not answer: " + e.getMessage()
                            + " Check MUNIMENT_DATABASE_URL, the user and the password, and that the server runs.",
                    e);
        }
    }

    static void refuseOlder(int major, String version, Database database) {
        if (major < OLDEST_MAJOR) {
            throw new DatabaseUnavailable("The database " + database + " is PostgreSQL " + version
                    + "; Muniment needs version " + OLDEST_MAJOR + " or newer.");
        }
    }
}
