package database;

import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the tables of a database to this release's state, before anything else uses it. It never goes back. */
public final class MigrateSchema {

    private MigrateSchema() {}

    /**
     * Applies what is missing.
     *
     * @return how many migrations were applied
     * @throws DatabaseUnavailable if the server does not answer, is older than version 14, or holds something else
     */
    public static int in(Database database) {
        if (isDone(database)) {
            return 0;
        }
        try {
            return Flyway.configure()
                    .dataSource(database.url(), database.user(), database.password())
                    .locations("classpath:" + OwnMigrations.LOCATION)
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

    /** Asks on one connection, for signing in to the server is most of what a question costs. */
    private static boolean isDone(Database database) {
        try (var connection = database.connect()) {
            ServerRequirements.check(connection, database);
            return OwnMigrations.areAll(connection);
        } catch (SQLException e) {
            throw new DatabaseUnavailable(
                    "The database " + database + " does not answer: " + e.getMessage()
                            + " Check MUNIMENT_DATABASE_URL, the user and the password, and that the server runs.",
                    e);
        }
    }
}
