package app;

import static org.assertj.core.api.Assertions.assertThat;

import crash.ExecutionLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import testing.LentPrograms;

/**
 * Goal: one coordinator and one worker are a cluster; whichever dies, ends or is held, work goes on when it is back, and
 * nothing that was finished is done again. Method: real processes on free ports; the worker has neither a database nor its
 * credentials.
 */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterIT {

    private static final String ANEW = "starts anew in its process";
    private static final int SHORT = 40;

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
        LentPrograms.to(cluster.data("archive"));
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
}
