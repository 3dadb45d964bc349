package app;

import app.settings.Role;
import database.DataDirectory;
import database.Database;
import database.DatabasePatience;
import database.EmbeddedPostgres;
import database.MigrateSchema;
import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import preservation.attempt.Actions;

/**
 * A data directory that this process holds, with its database, where the node's roles want one, and the node on it. The database starts first and stops
 * last.
 */
final class Installation implements Closeable {

    private final DataDirectory directory;
    private final Optional<EmbeddedPostgres> embedded;
    private final Optional<Database> database;
    private final Node node;
    private boolean closed;

    /** One that nobody is served by. */
    Installation(Settings settings, String command, Actions actions, Clock clock)
            throws IOException, InterruptedException {
        this(settings, command, actions, clock, Optional.empty());
    }

    /** The command is what this process does, in the words of its user; others who want the directory are told so. */
    Installation(Settings settings, String command, Actions actions, Clock clock, Optional<NodeLife.Front> front)
            throws IOException, InterruptedException {
        directory = DataDirectory.lock(settings.data(), command, clock.instant());
        Optional<EmbeddedPostgres> server = Optional.empty();
        try {
            if (settings.node().needsDatabase() && settings.database().isEmpty()) {
                server = Optional.of(EmbeddedPostgres.start(directory));
            }
            database = server.map(EmbeddedPostgres::database).or(settings::database);
            node = DatabasePatience.USUAL.begin(() -> {
                database.filter(any -> settings.node().is(Role.COORDINATOR)).ifPresent(MigrateSchema::in);
                return new Node(settings, database, actions, clock, front);
            });
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
