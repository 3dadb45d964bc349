package app;

import database.DataDirectory;
import database.Database;
import database.EmbeddedPostgres;
import database.MigrateSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Optional;
import preservation.attempt.Actions;

/**
 * A data directory that this process holds, with its database and one node on it. The database starts first and stops
 * last.
 */
final class Installation implements AutoCloseable {

    private final DataDirectory directory;
    private final Optional<EmbeddedPostgres> embedded;
    private final Database database;
    private final Node node;
    private boolean closed;

    /** The command is what this process does, in the words of its user; others who want the directory are told so. */
    Installation(Settings settings, String command, Actions actions, Clock clock)
            throws IOException, InterruptedException {
        directory = DataDirectory.lock(settings.data(), command, clock.instant());
        Optional<EmbeddedPostgres> server = Optional.empty();
        try {
            server = settings.databaseUrl().isPresent()
                    ? Optional.empty()
                    : Optional.of(EmbeddedPostgres.start(directory));
            database = server.isPresent() ? server.get().database() : external(settings);
            MigrateSchema.in(database);
            node = new Node(settings, database, actions, clock);
        } catch (IOException | InterruptedException | RuntimeException failure) {
            server.ifPresent(EmbeddedPostgres::close);
            directory.close();
            throw failure;
        }
        embedded = server;
    }

    Node node() {
        return node;
    }

    Database database() {
        return database;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return; // by the shutdown hook, or before it
        }
        closed = true;
        try {
            node.close();
        } finally {
            embedded.ifPresent(EmbeddedPostgres::close);
            directory.close();
        }
    }

    private static Database external(Settings settings) throws IOException {
        var password = settings.databasePassword();
        if (password.isEmpty() && settings.databasePasswordFile().isPresent()) {
            password = Optional.of(
                    Files.readString(settings.databasePasswordFile().get()).strip());
        }
        var url = settings.databaseUrl().orElseThrow();
        return new Database(
                url.startsWith("jdbc:") ? url : "jdbc:" + url, settings.databaseUser(), password.orElse(""));
    }
}
