package app;

import static org.assertj.core.api.Assertions.assertThat;

import codec.Json;
import com.fasterxml.jackson.databind.JsonNode;
import crash.ExecutionLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import testing.LentServer;

/**
 * Goal: one coordinator and one worker are a cluster; whichever dies, ends or is held, work goes on when it is back, and
 * nothing that was finished is done again. A drained worker finishes what it runs and takes nothing new, whatever is started anew
 * meanwhile, until it is undrained; whoever looks at the cluster sees it. Method: real processes on free ports; the worker has neither a database nor its
 * credentials.
 */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterIT {

    private static final String ANEW = "starts anew in its process";
    private static final int SHORT = 40;
    private static final long LIMIT_NANOS = 60_000_000_000L;

    private SlowCluster cluster;
    private int port;
    private ClusterProcess archive;
    private ClusterProcess mill;

    /** Both take long to start, so all tests have the same, whole again before each. */
    @BeforeAll
    void prepare(@TempDir Path directory) throws Exception {
        cluster = new SlowCluster(directory, 60);
        cluster.fill("short", SHORT);
        port = SlowCluster.freePort();
        LentServer.to(cluster.data("archive"));
        archive = cluster.node("archive", "coordinator,http", port);
        mill = cluster.node("mill", "worker", 0, port);
    }

    @BeforeEach
    void startWhatHasEnded() throws Exception {
        ClusterProcess.upAgain(List.of(archive, mill));
    }

    @AfterAll
    void end() {
        cluster.close();
    }

    /** Of a transfer of which so many tasks have ended. */
    private String begun(String box, int ended) throws Exception {
        long before = cluster.ended();
        var transfer = cluster.submit(archive.url(), box);
        cluster.awaitEnded(before + ended);
        return transfer;
    }

    @Test
    void a_worker_works_on_while_its_only_coordinator_is_killed_and_started_again() throws Exception {
        var transfer = begun("box", 12);

        archive.kill();
        long atKill = cluster.ended();
        archive.start();
        archive.awaitUp();
        cluster.awaitEnded(atKill + 2);

        assertThat(cluster.awaitEnd(archive.url(), transfer)).isEqualTo("stored");
        assertThat(cluster.endedTwice()).isZero();
        assertThat(cluster.lines("end", transfer)).hasSize(cluster.files());
        assertThat(mill.isAlive()).isTrue();
        assertThat(Files.exists(cluster.data("mill").resolve("postgres"))).isFalse();
    }

    @Test
    void a_worker_outlives_a_long_absence_of_its_coordinator_in_the_same_process() throws Exception {
        var transfer = begun("short", 6);

        int anew = mill.times(ANEW);
        archive.kill();
        mill.await(ANEW, anew + 1);
        archive.start();
        archive.awaitUp();

        assertThat(cluster.awaitEnd(archive.url(), transfer)).isEqualTo("stored");
        assertThat(cluster.endedTwice()).isZero();
        assertThat(cluster.lines("end", transfer))
                .hasSize(SHORT)
                .extracting(ExecutionLog.Line::attempt)
                .containsOnly(mill.pid());
    }

    @Test
    void a_worker_that_is_asked_to_end_finishes_what_it_runs_and_gives_back_the_rest() throws Exception {
        var transfer = begun("short", 4);

        assertThat(mill.terminate()).isZero();
        assertThat(cluster.lines("begin", transfer)).hasSameSizeAs(cluster.lines("end", transfer));
        assertThat(cluster.lines("end", transfer)).hasSizeLessThan(SHORT);
        var other = cluster.node("other", "worker", 0, port).start();

        assertThat(cluster.awaitEnd(archive.url(), transfer)).isEqualTo("stored");
        assertThat(cluster.endedTwice()).isZero();
        assertThat(other.terminate()).isZero();
    }

    @Test
    void a_drained_worker_stays_so_through_restarts_of_everything_until_it_is_undrained() throws Exception {
        var transfer = begun("short", 4);
        var busy = await(view -> worker(view).path("held").asInt() > 0);
        assertThat(busy.at("/workers/0/slots/cpu/count").asInt()).isEqualTo(2);
        assertThat(hold(busy).path("transfer").asText()).isEqualTo(transfer);
        assertThat(hold(busy).path("leaseSecondsLeft").asInt()).isPositive();
        assertThat(busy.path("nodes").findValuesAsText("name")).containsExactly("archive", "mill");

        assertThat(SlowCluster.command(archive.url(), "drain", "mill", "--reason", "new disk"))
                .startsWith("worker mill is draining; it ");
        await(view -> worker(view).path("held").asInt() == 0);
        assertThat(cluster.lines("begin", transfer)).hasSameSizeAs(cluster.lines("end", transfer));
        long atDrain = cluster.ended();
        assertThat(cluster.lines("end", transfer)).hasSizeLessThan(SHORT);

        mill.kill();
        mill.start().awaitUp();
        archive.kill();
        archive.start();
        archive.awaitUp();
        var after = await(view -> worker(view).path("draining").asBoolean()
                && view.at("/queue/tasks/cpu").asInt() > 0);
        assertThat(after.at("/draining/0/reason").asText()).isEqualTo("new disk");
        ClusterProcess.pause(3000);
        assertThat(cluster.ended()).isEqualTo(atDrain);

        assertThat(SlowCluster.command(archive.url(), "undrain", "mill").strip())
                .isEqualTo("worker mill takes work");
        assertThat(cluster.awaitEnd(archive.url(), transfer)).isEqualTo("stored");
        assertThat(cluster.endedTwice()).isZero();
    }

    private JsonNode await(Predicate<JsonNode> wanted) throws Exception {
        long began = System.nanoTime();
        while (true) {
            var view = Json.text().readTree(SlowCluster.command(archive.url(), "cluster", "--json"));
            if (wanted.test(view)) {
                return view;
            }
            if (System.nanoTime() - began > LIMIT_NANOS) {
                throw new AssertionError("the cluster looks like this: " + view);
            }
            ClusterProcess.pause(100);
        }
    }

    private static JsonNode worker(JsonNode view) {
        return view.at("/workers/0");
    }

    private static JsonNode hold(JsonNode view) {
        return worker(view).at("/holds/0");
    }
}
