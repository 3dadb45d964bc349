package app;

import static org.assertj.core.api.Assertions.assertThat;

import database.Database;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import testing.PostgresExtension;

/**
 * Goal: of three coordinators any may die, be held or be alone, and work goes on in one cluster. Method: three coordinators and
 * two workers as real processes on one database; all started at once, none of them "the first".
 */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailoverIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String REMOVED = "Cluster member removed";
    private static final String ANEW = "starts anew in its process";

    private final int[] ports = new int[3];
    private Database database;
    private SlowCluster cluster;
    private List<ClusterProcess> coordinators;
    private List<ClusterProcess> workers;

    /** Five processes take long to start, so all tests have the same, whole again before each. */
    @BeforeAll
    void prepare(@TempDir Path directory) throws Exception {
        database = POSTGRES.fresh();
        cluster = new SlowCluster(directory, 60).on(database);
        for (int i = 0; i < ports.length; i++) {
            ports[i] = SlowCluster.freePort();
        }
        coordinators = List.of(
                cluster.node("coordinator-0", "coordinator,http", ports[0], ports[1], ports[2]),
                cluster.node("coordinator-1", "coordinator,http", ports[1], ports[0], ports[2]),
                cluster.node("coordinator-2", "coordinator,http", ports[2], ports[0], ports[1]));
        workers = List.of(
                cluster.node("x", "worker", 0, ports[0], ports[1], ports[2]),
                cluster.node("y", "worker", 0, ports[0], ports[1], ports[2]));
    }

    @BeforeEach
    void startWhatHasEnded() throws Exception {
        cluster.takeTime();
        var nodes = new ArrayList<>(coordinators);
        nodes.addAll(workers);
        ClusterProcess.upAgain(nodes);
    }

    @AfterAll
    void end() {
        cluster.close();
    }

    /** Of a transfer whose slow tasks are under way. */
    private String begun(ClusterProcess at, String box) throws Exception {
        long before = cluster.ended();
        var transfer = cluster.submit(at.url(), box);
        cluster.awaitEnded(before + 6);
        return transfer;
    }

    @Test
    void another_coordinator_goes_on_when_the_transfers_is_killed() throws Exception {
        var transfer = begun(coordinators.get(0), "box");

        int home = home(transfer);
        coordinators.get(home).kill();
        long killed = System.nanoTime();
        long before = events(transfer);
        while (events(transfer) == before) {
            ClusterProcess.pause(50);
        }
        var took = Duration.ofNanos(System.nanoTime() - killed);
        System.err.println("work went on elsewhere after " + took.toMillis() + " ms");

        assertThat(cluster.awaitEnd(coordinators.get((home + 1) % 3).url(), transfer))
                .isEqualTo("stored");
        assertThat(cluster.endedTwice()).isZero();
        assertThat(took).as("on an idle machine 15 s are never passed").isLessThan(Duration.ofSeconds(40));
    }

    @Test
    void another_coordinator_takes_over_at_once_when_the_transfers_is_asked_to_end() throws Exception {
        var transfer = begun(coordinators.get(0), "box");

        int home = home(transfer);
        long asked = System.nanoTime();
        int exit = coordinators.get(home).terminate();
        var ended = Duration.ofNanos(System.nanoTime() - asked);
        long before = events(transfer);
        while (events(transfer) == before) {
            ClusterProcess.pause(50);
        }
        var took = Duration.ofNanos(System.nanoTime() - asked);
        System.err.println("it ended after " + ended.toMillis() + " ms, work went on after " + took.toMillis());

        assertThat(exit).as("SIGTERM").isIn(0, 143);
        assertThat(ended).isLessThan(Duration.ofSeconds(30));
        assertThat(took).as("nobody had to be missed first").isLessThan(Duration.ofSeconds(40));
        assertThat(cluster.awaitEnd(coordinators.get((home + 1) % 3).url(), transfer))
                .isEqualTo("stored");
        assertThat(cluster.endedTwice()).isZero();
    }

    @Test
    void a_coordinator_that_was_held_beyond_all_limits_comes_back_in_its_process() throws Exception {
        var transfer = begun(coordinators.get(0), "box");

        int home = home(transfer);
        var held = coordinators.get(home);
        var other = coordinators.get((home + 1) % 3);
        int removed = other.times(REMOVED);
        int anew = held.times(ANEW);
        held.hold();
        other.await(REMOVED, removed + 1);
        held.letGo();
        held.await(ANEW, anew + 1);

        assertThat(cluster.awaitEnd(held.url(), transfer)).isEqualTo("stored");
        assertThat(cluster.endedTwice()).isZero();
        assertThat(cluster.lines("end"))
                .extracting(line -> line.attempt())
                .containsOnly(workers.get(0).pid(), workers.get(1).pid());
    }

    /** Where the transfer's actor is: its first events name the node. */
    private int home(String transfer) throws SQLException {
        for (int i = 0; i < 3; i++) {
            if (count(
                            "SELECT count(*) FROM event_journal WHERE persistence_id = ?"
                                    + " AND position(convert_to('coordinator-" + i + "', 'UTF8') in event_payload) > 0",
                            "transfer|" + transfer)
                    > 0) {
                return i;
            }
        }
        throw new AssertionError("no node is named in the journal");
    }

    private long events(String transfer) throws SQLException {
        return count("SELECT count(*) FROM event_journal WHERE persistence_id LIKE ?", "job|" + transfer + "%");
    }

    private long count(String query, String argument) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.prepareStatement(query)) {
            statement.setString(1, argument);
            var row = statement.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void the_last_of_three_coordinators_goes_on_alone_and_takes_the_others_in_again() throws Exception {
        // Work for longer than it takes the last one to learn that it is alone.
        cluster.fill("crate", 1000);
        var transfer = begun(coordinators.get(2), "crate");

        int anew = coordinators.get(2).times(ANEW);
        coordinators.get(0).kill();
        coordinators.get(1).kill();
        coordinators.get(2).await(ANEW, anew + 1);
        long before = cluster.ended();
        cluster.awaitEnded(before + 10);
        coordinators.get(0).start().awaitUp();

        cluster.hurry();
        assertThat(cluster.awaitEnd(coordinators.get(0).url(), transfer)).isEqualTo("stored");
        assertThat(cluster.endedTwice()).isZero();
    }
}
