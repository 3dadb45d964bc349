package app;

import com.zaxxer.hikari.HikariDataSource;
import database.DataDirectory;
import database.DataDirectoryInUse;
import database.Database;
import database.DatabaseUnavailable;
import database.EmbeddedPostgres;
import database.MigrateSchema;
import database.RunningPostgres;
import java.io.Closeable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The database of an installation, for a command that works without the service or beside it: an external one, the embedded
 * one that a running process has started, or the embedded one that is started for this command.
 */
public final class AtDatabase implements Closeable {

    private static final int CONNECTIONS = 4;

    private final Optional<Started> started;
    private final HikariDataSource pool;
    private final Database database;

    private AtDatabase(Database database, Optional<Started> started) {
        this.database = database;
        this.started = started;
        this.pool = database.pool("command", CONNECTIONS, Duration.ZERO);
    }

    /** A server of our own, and the directory that it runs on. */
    private record Started(DataDirectory directory, EmbeddedPostgres server) implements Closeable {
        @Override
        public void close() {
            server.close();
            directory.close();
        }
    }

    /**
     * Opens it.
     *
     * @param command what this process does, in the words of its user; others who want the directory are told so
     * @throws DatabaseUnavailable with a sentence that says what to do
     */
    public static AtDatabase open(Settings settings, String command) {
        var data = settings.data();
        if (settings.database().isEmpty() && !Files.isDirectory(data.resolve("postgres"))) {
            throw new DatabaseUnavailable("There is no installation in " + data.toAbsolutePath()
                    + ". Name its data directory with --data or MUNIMENT_DATA, or its database with"
                    + " MUNIMENT_DATABASE_URL.");
        }
        return make(settings, command);
    }

    /** The same, but an installation that is not there is begun. Its tables are those of this release. */
    public static AtDatabase openOrBegin(Settings settings, String command) {
        var opened = make(settings, command);
        try {
            MigrateSchema.in(opened.database);
            return opened;
        } catch (DatabaseUnavailable failure) {
            opened.close();
            throw failure;
        }
    }

    private static AtDatabase make(Settings settings, String command) {
        return settings.database()
                .map(external -> new AtDatabase(external, Optional.empty()))
                .orElseGet(() -> embedded(settings.data(), command));
    }

    private static AtDatabase embedded(Path data, String command) {
        DataDirectory directory;
        try {
            directory = DataDirectory.lock(data, command, Clock.systemUTC().instant());
        } catch (DataDirectoryInUse held) {
            return new AtDatabase(RunningPostgres.at(data).orElseThrow(() -> held), Optional.empty());
        }
        try {
            var server = EmbeddedPostgres.start(directory);
            return new AtDatabase(server.database(), Optional.of(new Started(directory, server)));
        } catch (RuntimeException failure) {
            directory.close();
            throw failure;
        }
    }

    public DataSource source() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
        started.ifPresent(Started::close);
    }
}
