package app;

import static org.assertj.core.api.Assertions.assertThat;

import crash.JournalCheck;
import database.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import testing.NetworkOfTwo;
import testing.PostgresExtension;

/**
 * Goal: a worker that is cut off for longer than its lease, in both directions or in one, or suspended, costs time and no
 * outcome. Method: coordinator and one worker here, another worker in a network namespace, packets dropped on the way. A
 * transfer runs through all of it; then a reader that knows no class of the product looks at the journal.
 */
@Tag("slow")
class NetworkCutIT {

    /** More than can be done before the last cut, however long a machine takes for the cuts. */
    private static final int FILES = 1000;

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @TempDir
    Path directory;

    private Database database;
    private NetworkOfTwo network;
    private SlowCluster cluster;
    private ClusterProcess coordinator;
    private ClusterProcess far;
    private int lost;

    @BeforeEach
    void start() throws Exception {
        network = NetworkOfTwo.open();
        database = POSTGRES.fresh();
        int port = SlowCluster.freePort();
        cluster = new SlowCluster(directory, FILES)
                .on(database)
                .with("MUNIMENT_LEASE_SECONDS", "5")
                .with("MUNIMENT_SLOTS", "1")
                .with("TEST_FILES", "true")
                .at(network.addressHere());
        coordinator = cluster.node("coordinator", "coordinator,http", port).start();
        var near = cluster.node("near", "worker", 0, port).start();
        far = cluster.node("far", "worker", 0, port)
                .with("MUNIMENT_CLUSTER_HOST", network.addressThere())
                .within(network.commandThere())
                .start();
        near.awaitUp();
        far.awaitUp();
    }

    @AfterEach
    void end() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
        network.close();
    }

    @Test
    void cut_off_both_ways_then_one_way_then_suspended() throws Exception {
        var transfer = cluster.submit(coordinator.url());
        awaitWorkFarAway();

        network.loseToHere();
        network.loseToThere();
        awaitLoss();
        network.heal();
        awaitWorkFarAway();

        network.loseToThere();
        awaitLoss();
        network.heal();
        awaitWorkFarAway();

        far.hold();
        awaitLoss();
        far.letGo();
        awaitWorkFarAway();

        cluster.hurry();
        assertThat(cluster.awaitEnd(coordinator.url(), transfer)).isEqualTo("stored");
        try (var connection = database.connect()) {
            var journal = JournalCheck.of(connection);
            assertThat(journal.problems()).isEmpty();
            assertThat(journal.outcomes().keySet())
                    .filteredOn(task -> task.contains("slow-0#"))
                    .as("one outcome each")
                    .hasSize(FILES);
            assertThat(journal.handedOutAgain())
                    .as("hand-outs that were lost and made again")
                    .isGreaterThanOrEqualTo(3);
        }
        awaitGone(cluster.work(transfer));
    }

    /** The coordinator hands the far worker's tasks out again. */
    private void awaitLoss() throws Exception {
        coordinator.await("ended early", lost + 1);
        System.err.println(coordinator.await("ended early", lost + 1));
    }

    /** It has begun something from now on; what was lost until then is counted. */
    private void awaitWorkFarAway() throws Exception {
        long before = begunFarAway();
        long began = System.nanoTime();
        while (begunFarAway() < before + 2) {
            assertThat(System.nanoTime() - began)
                    .as("nanoseconds until the far worker works")
                    .isLessThan(60_000_000_000L);
            ClusterProcess.pause(50);
        }
        System.err.println("the far worker works after " + (System.nanoTime() - began) / 1_000_000 + " ms");
        lost = coordinator.times("ended early");
    }

    private long begunFarAway() throws Exception {
        return cluster.lines("begin").stream()
                .filter(line -> line.attempt() == far.pid())
                .count();
    }

    private static void awaitGone(Path directory) throws Exception {
        long began = System.nanoTime();
        while (Files.exists(directory)) {
            assertThat(System.nanoTime() - began)
                    .as("nanoseconds until %s is gone", directory)
                    .isLessThan(10_000_000_000L);
            ClusterProcess.pause(50);
        }
    }
}
