package app;

import database.DataDirectory;
import database.Database;
import database.EmbeddedPostgres;
import database.MigrateSchema;
import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import preservation.attempt.Actions;

/**
 * A data directory that this process holds, with its database and one node on it. The database starts first and stops
 * last.
 */
final class Installation implements Closeable {

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
            if (settings.database().isEmpty()) {
                server = Optional.of(EmbeddedPostgres.start(directory));
            }
            database = server.map(EmbeddedPostgres::database).orElseGet(settings.database()::orElseThrow);
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
}
