package testing;

import database.DataDirectory;
import database.DataDirectoryInUse;
import database.Database;
import database.EmbeddedPostgres;
import database.MigrateSchema;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real PostgreSQL for tests: one server for the whole test run, a fresh database with all tables for each test class.
 * Use: {@code @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();} and then
 * {@code POSTGRES.database()}; {@code POSTGRES.fresh()} gives one more whenever a test wants it for itself.
 */
public final class PostgresExtension implements BeforeAllCallback {

    static final String DIRECTORY = "test-postgres-";

    private static final String TEMPLATE = "migrated";
    private static final int DIRECTORIES_MAX = 20;

    private Shared shared;
    private Database database;

    @Override
    public void beforeAll(ExtensionContext context) throws SQLException {
        shared = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(PostgresExtension.class))
                .getOrComputeIfAbsent(Shared.class, key -> Shared.start(), Shared.class);
        database = fresh();
    }

    /** This test class's own database, with all tables. */
    public Database database() {
        return database;
    }

    /** One more database with all tables. */
    public Database fresh() throws SQLException {
        return shared.create(TEMPLATE);
    }

    /** One more database without any table. */
    public Database empty() throws SQLException {
        return shared.create("template0");
    }

    /** The server and its lock; JUnit closes it at the end of the run. */
    private record Shared(DataDirectory directory, EmbeddedPostgres server, AtomicInteger made)
            implements AutoCloseable {

        static Shared start() {
            var directory = lockFree();
            var server = EmbeddedPostgres.start(directory);
            try {
                dropAll(server);
                execute(server, "CREATE DATABASE " + TEMPLATE);
                MigrateSchema.in(server.named(TEMPLATE));
                return new Shared(directory, server, new AtomicInteger());
            } catch (SQLException | RuntimeException e) {
                server.close();
                directory.close();
                throw new IllegalStateException("the database server of the tests could not be prepared", e);
            }
        }

        // Another test run in this directory (an IDE's, say) has its own server.
        private static DataDirectory lockFree() {
            for (int number = 1; ; number++) {
                try {
                    return DataDirectory.lock(
                            Path.of("target", DIRECTORY + number),
                            "tests",
                            Clock.systemUTC().instant());
                } catch (DataDirectoryInUse e) {
                    if (number == DIRECTORIES_MAX) {
                        throw e;
                    }
                }
            }
        }

        private static void dropAll(EmbeddedPostgres server) throws SQLException {
            try (var connection = server.named("postgres").connect();
                    var query = connection.createStatement();
                    var drop = connection.createStatement();
                    var names = query.executeQuery("SELECT datname FROM pg_database WHERE datname = '" + TEMPLATE
                            + "' OR datname LIKE 'test\\_%'")) {
                while (names.next()) {
                    drop.execute("DROP DATABASE " + names.getString(1) + " WITH (FORCE)");
                }
            }
        }

        private static void execute(EmbeddedPostgres server, String sql) throws SQLException {
            try (var connection = server.named("postgres").connect();
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        Database create(String template) throws SQLException {
            var name = "test_" + made.incrementAndGet();
            execute(server, "CREATE DATABASE " + name + " TEMPLATE " + template);
            return server.named(name);
        }

        @Override
        public void close() {
            server.close();
            directory.close();
        }
    }
}
