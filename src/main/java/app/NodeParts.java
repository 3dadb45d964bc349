package app;

import actors.journal.JournalWatch;
import app.settings.Role;
import com.typesafe.config.Config;
import com.zaxxer.hikari.HikariDataSource;
import database.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import preservation.attempt.Actions;
import preservation.attempt.WorkArea;
import storage.Blobs;
import views.Projection;

/**
 * What a node has as long as its process lives, as its roles want it; actor systems come and go over it.
 *
 * @param config for each actor system
 * @param area what the nodes share on disk
 * @param journal how this node's writes to the journal get on
 * @param views the database of the views; empty on a node that only works
 * @param audit the same database for whoever reads the journal; its readers take their time, and none from the views
 * @param projection brings the views up to the journal; on coordinators
 * @param worker on workers
 */
record NodeParts(
        Settings settings,
        Clock clock,
        Config config,
        WorkArea area,
        JournalWatch journal,
        Optional<HikariDataSource> views,
        Optional<HikariDataSource> audit,
        Optional<Projection> projection,
        Optional<WorkerParts> worker)
        implements AutoCloseable {

    private static final Duration STATEMENT_LIMIT = Duration.ofSeconds(30);
    private static final int VIEW_CONNECTIONS = 8;
    private static final Duration AUDIT_STATEMENT_LIMIT = Duration.ofMinutes(10);

    /** Two verifications have one each as long as they take. */
    private static final int AUDIT_CONNECTIONS = 4;

    static NodeParts open(Settings settings, Optional<Database> database, Actions actions, Clock clock)
            throws IOException {
        var area = new WorkArea(
                Files.createDirectories(settings.work()).toRealPath(),
                Files.createDirectories(settings.blobs()).toRealPath());
        var node = settings.node();
        var worker = node.is(Role.WORKER)
                ? Optional.of(new WorkerParts(settings, area, actions, clock))
                : Optional.<WorkerParts>empty();
        var views = database.map(of -> of.pool("views", VIEW_CONNECTIONS, STATEMENT_LIMIT));
        var audit = database.filter(any -> node.is(Role.HTTP))
                .map(of -> of.pool("audit", AUDIT_CONNECTIONS, AUDIT_STATEMENT_LIMIT));
        var projection = views.filter(any -> node.is(Role.COORDINATOR))
                .map(source -> new Projection(source, blob -> Blobs.open(area.blobs(), blob)));
        var config = NodeConfig.of(settings, database, STATEMENT_LIMIT);
        return new NodeParts(settings, clock, config, area, new JournalWatch(), views, audit, projection, worker);
    }

    @Override
    public void close() throws IOException {
        try {
            if (worker.isPresent()) {
                worker.get().close();
            }
        } finally {
            audit.ifPresent(HikariDataSource::close);
            views.ifPresent(HikariDataSource::close);
        }
    }
}
