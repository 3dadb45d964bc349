package app;

import audit.JournalArchive;
import audit.MoveJournals;
import com.zaxxer.hikari.HikariDataSource;
import database.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import model.TransferId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import views.Projection;
import views.ViewsUnavailable;

/**
 * Moves journals of transfers that ended some time ago to files, now and then. Several coordinators may do so at once; what
 * one has moved the others find done.
 */
final class JournalSweep implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JournalSweep.class);
    private static final Duration FIRST = Duration.ofMinutes(10);
    private static final Duration BETWEEN = Duration.ofHours(1);

    /** A large journal takes its time, and none from the views. */
    private static final Duration NO_LIMIT = Duration.ZERO;

    private final HikariDataSource source;
    private final MoveJournals moves;
    private final Projection projection;
    private final Clock clock;
    private final Duration after;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "journal-sweep");
        thread.setDaemon(true);
        return thread;
    });

    private JournalSweep(NodeParts parts, Projection projection, HikariDataSource source, Duration after) {
        this.source = source;
        this.moves =
                new MoveJournals(source, new JournalArchive(parts.settings().journals()));
        this.projection = projection;
        this.clock = parts.clock();
        this.after = after;
    }

    /** Nothing where no time is set after which they are moved. */
    static Optional<JournalSweep> begin(NodeParts parts, Projection projection, Database database) {
        return parts.settings().node().moveAfter().map(after -> {
            var sweep = new JournalSweep(parts, projection, database.pool("journals", 1, NO_LIMIT), after);
            var unused = sweep.timer.scheduleWithFixedDelay(
                    sweep::sweep, FIRST.toSeconds(), BETWEEN.toSeconds(), TimeUnit.SECONDS);
            return sweep;
        });
    }

    private void sweep() {
        try {
            var due = moves.ended(clock.instant().minus(after));
            var behind = projection.transfersBehind();
            for (var transfer : due) {
                if (!behind.contains(transfer) && !timer.isShutdown()) {
                    move(transfer);
                }
            }
        } catch (SQLException | ViewsUnavailable away) {
            LOG.warn(
                    "journals of ended transfers were not moved ({}); it is tried again in an hour", away.getMessage());
        } catch (RuntimeException failure) {
            LOG.error("journals of ended transfers were not moved; it is tried again in an hour", failure);
        }
    }

    private void move(TransferId transfer) {
        try {
            var moved = moves.move(transfer);
            if (!moved.discrepancies().isEmpty()) {
                LOG.error(
                        "the journal of transfer {} does not agree and stays in the database: {}",
                        transfer,
                        moved.discrepancies().get(0));
            }
        } catch (SQLException | IOException | UncheckedIOException failure) {
            LOG.warn("the journal of transfer {} was not moved; it is tried again in an hour", transfer, failure);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        source.close();
    }
}
