package app;

import actors.projection.ProjectionActor;
import actors.transfer.Transfers;
import app.cluster.KnownMembers;
import app.cluster.Lives;
import app.cluster.Seeds;
import app.settings.Role;
import database.ClusterLock;
import database.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import preservation.attempt.Actions;

/**
 * One node of the cluster, on a database that is there already where its roles want one. Parts are started in the order in
 * which one needs another, and stopped in the reverse order.
 */
final class Node implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    private final NodeParts parts;
    private final Lives lives;
    private final Optional<JournalSweep> sweep;

    /**
     * Returns when transfers can be submitted; those that an earlier process left unfinished go on by themselves. It is
     * brought into its cluster meanwhile.
     */
    Node(Settings settings, Optional<Database> database, Actions actions, Clock clock, Optional<NodeLife.Front> front)
            throws IOException, InterruptedException {
        parts = NodeParts.open(settings, database, actions, clock);
        try {
            lives = new Lives(plan(settings, database), () -> begin(front));
            sweep = parts.projection()
                    .flatMap(projection -> JournalSweep.begin(parts, projection, database.orElseThrow()));
        } catch (IOException | InterruptedException | RuntimeException failure) {
            parts.close();
            throw failure;
        }
    }

    private Lives.Plan plan(Settings settings, Optional<Database> database) {
        boolean coordinator = settings.node().is(Role.COORDINATOR);
        return new Lives.Plan(
                settings.node(),
                new Seeds(settings.cluster()),
                settings.cluster().hasSeeds(),
                coordinator ? database.map(ClusterLock::new) : Optional.empty(),
                coordinator && !settings.cluster().hasSeeds()
                        ? Optional.of(new KnownMembers(settings.data()))
                        : Optional.empty(),
                () -> parts.worker().ifPresent(WorkerParts::care));
    }

    private NodeLife begin(Optional<NodeLife.Front> front) throws IOException, InterruptedException {
        var behind = parts.projection().map(projection -> projection.behind());
        behind.ifPresent(all -> CatchUp.transfers(parts.projection().orElseThrow(), all));
        var life = new NodeLife(parts, front);
        behind.ifPresent(all -> life.actors()
                .coordinating()
                .ifPresent(here ->
                        all.forEach((id, upTo) -> here.projection().tell(new ProjectionActor.Advance(id, upTo)))));
        return life;
    }

    /** The present actor system and what runs in it. */
    NodeLife life() {
        return (NodeLife) lives.life();
    }

    Transfers transfers() {
        return life().transfers();
    }

    ActorSystem<Void> system() {
        return life().system();
    }

    DataSource views() {
        return parts.views().orElseThrow();
    }

    Path blobDirectory() {
        return parts.area().blobs();
    }

    /** Completes when it is in a cluster for the first time. */
    CompletableFuture<Void> up() {
        return lives.firstUp();
    }

    /** Completes with a sentence when it has given up; it still has to be closed. */
    CompletableFuture<String> ended() {
        return lives.ended();
    }

    /** Lets this node's worker finish, as long as it may; coordinators are needed for it, also one on this node. */
    void drain() throws InterruptedException {
        var actor = life().actors().worker();
        if (parts.worker().isPresent() && actor.isPresent() && up().isDone()) {
            parts.worker().get().drain(actor.get(), parts.settings().node().drainLimit());
        }
    }

    /** Ends everything in order. What is under way goes on elsewhere, or at the next start. */
    @Override
    public void close() {
        sweep.ifPresent(JournalSweep::close);
        lives.close();
        try {
            parts.close();
        } catch (IOException failure) {
            LOG.warn("the node did not end in order; the next start takes over what is left", failure);
        }
    }
}
