package app.cluster;

import app.settings.NodeSettings;
import app.settings.Role;
import database.ClusterLock;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.typed.Cluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The actor systems of this process, one after another: brings each into a cluster, and starts the next when one was shut
 * out by its cluster or has lost all coordinators. What shall outlive an actor system is not in here.
 */
public final class Lives implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lives.class);
    private static final long LOOK_MILLISECONDS = 200;
    private static final long LOOK_FIRST_MILLISECONDS = 50;

    /** A decision about a node that joins takes a few seconds; after this it is better asked for anew. */
    private static final Duration JOINING_LIMIT = Duration.ofSeconds(20);

    /** Longer than the cluster takes to shut out coordinators that died, so that one that is only slow is not left. */
    private static final Duration ALONE_LIMIT = Duration.ofSeconds(12);

    private static final Duration CARE_INTERVAL = Duration.ofSeconds(1);

    /** One actor system and what runs in it. */
    public interface Life extends AutoCloseable {
        ActorSystem<?> system();

        @Override
        void close();
    }

    /** Starts the next one. */
    @FunctionalInterface
    public interface Birth {
        Life begin() throws IOException, InterruptedException;
    }

    /**
     * What this node does about its cluster.
     *
     * @param lock of the database; empty on nodes that are no coordinators
     * @param remembered the members that a coordinator without seeds saw last
     * @param care what is done once a second, whether there is a cluster or not
     */
    public record Plan(
            NodeSettings node,
            Seeds seeds,
            boolean hasSeeds,
            Optional<ClusterLock> lock,
            Optional<KnownMembers> remembered,
            Runnable care) {

        private static final Duration SEEDS_PATIENCE = Duration.ofSeconds(3);

        /** They listen, so they will answer; and they let nobody in before they have let go of who was there before. */
        private static final Duration MEMBERS_PATIENCE = Duration.ofSeconds(8);

        private Joining.Known known() {
            return hasSeeds
                    ? new Joining.Known(seeds::find, true, SEEDS_PATIENCE)
                    : new Joining.Known(
                            () -> remembered.map(KnownMembers::listening).orElseThrow(), false, MEMBERS_PATIENCE);
        }
    }

    private final Plan plan;
    private final Birth birth;
    private final CompletableFuture<Void> firstUp = new CompletableFuture<>();
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean closing;
    private volatile Life life;
    private long withNanos = System.nanoTime();
    private long caredNanos = System.nanoTime();

    /** Begins the first life before it returns; it is brought into a cluster afterwards. */
    public Lives(Plan plan, Birth birth) throws IOException, InterruptedException {
        this.plan = plan;
        this.birth = birth;
        this.life = birth.begin();
        this.thread = new Thread(this::live, "node-lives");
        thread.setDaemon(true);
        thread.start();
    }

    /** The present one, or the last. */
    public Life life() {
        return life;
    }

    /** Completes when this node is in a cluster for the first time. */
    public CompletableFuture<Void> firstUp() {
        return firstUp;
    }

    /** Completes, with a sentence, when this node has given up. */
    public CompletableFuture<String> ended() {
        return ended;
    }

    private void live() {
        try {
            while (!closing) {
                attend(life);
                if (!closing && !ended.isDone()) {
                    LOG.warn("this node is out of its cluster; it starts anew in its process, and works on meanwhile");
                    life.close();
                    unlock();
                    next();
                }
                if (ended.isDone()) {
                    return;
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void next() throws InterruptedException {
        while (!closing) {
            try {
                life = birth.begin();
                return;
            } catch (IOException | RuntimeException failure) {
                LOG.warn("the node could not start anew in its process; trying again", failure);
                care();
                TimeUnit.SECONDS.sleep(1);
            }
        }
    }

    /** Returns when this life is over, or had better be. */
    private void attend(Life current) throws InterruptedException {
        var cluster = Cluster.get(current.system());
        var membership = new Membership(cluster);
        var joining = new Joining(cluster, plan.known(), plan.lock());
        long askedNanos = System.nanoTime();
        boolean up = false;
        while (!closing
                && !current.system().getWhenTerminated().toCompletableFuture().isDone()) {
            care();
            if (!up && membership.isUp()) {
                up = true;
                withNanos = System.nanoTime();
                firstUp.complete(null);
            }
            if (up ? isLost(membership) : isStuck(membership, askedNanos)) {
                return;
            }
            if (!up && !membership.isJoining()) {
                joining.step();
                askedNanos = System.nanoTime();
            }
            TimeUnit.MILLISECONDS.sleep(up ? LOOK_MILLISECONDS : LOOK_FIRST_MILLISECONDS);
        }
    }

    private boolean isStuck(Membership membership, long askedNanos) {
        long awayNanos = System.nanoTime() - withNanos;
        if (!plan.node().is(Role.COORDINATOR)
                && awayNanos > plan.node().awayLimit().toNanos()) {
            ended.complete(
                    "no coordinator let this node in for "
                            + plan.node().awayLimit().toMinutes()
                            + " minutes (MUNIMENT_AWAY_MINUTES); it ends, and what it has not delivered is done anew elsewhere");
            return true;
        }
        return membership.isJoining() && System.nanoTime() - askedNanos > JOINING_LIMIT.toNanos();
    }

    /** A cluster without coordinators has no way to get one again by itself. */
    private boolean isLost(Membership membership) {
        if (plan.node().is(Role.COORDINATOR) || membership.hasCoordinator()) {
            withNanos = System.nanoTime();
            return false;
        }
        if (System.nanoTime() - withNanos <= ALONE_LIMIT.toNanos()) {
            return false;
        }
        LOG.warn("no coordinator has been there for {}", ALONE_LIMIT);
        return true;
    }

    private void care() {
        if (System.nanoTime() - caredNanos < CARE_INTERVAL.toNanos()) {
            return;
        }
        caredNanos = System.nanoTime();
        plan.care().run();
        var membership = new Membership(Cluster.get(life.system()));
        if (membership.isUp()) {
            plan.remembered().ifPresent(file -> file.write(membership.others()));
            plan.lock().ifPresent(this::keep);
        }
    }

    private void keep(ClusterLock lock) {
        try {
            if (!lock.hold()) {
                LOG.warn("another node is forming a cluster on this database, though this node is in one");
            }
        } catch (SQLException away) {
            LOG.debug("the lock of the cluster is taken again when the database is back", away);
        }
    }

    private void unlock() {
        plan.lock().ifPresent(lock -> {
            try {
                lock.release();
            } catch (SQLException gone) {
                LOG.debug("the database took the lock of the cluster back by itself", gone);
            }
        });
    }

    /** Ends the present life, and begins no other. */
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        life.close();
        unlock();
    }
}
