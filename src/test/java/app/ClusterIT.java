package app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import testing.LentPrograms;
import testing.PostgresExtension;

/**
 * Goal: one coordinator and one worker are a cluster; whichever dies, ends or is held, work goes on when it is back, and
 * nothing that was finished is done again. Method: real processes on free ports; the worker has neither a database nor its
 * credentials.
 */
@Tag("slow")
class ClusterIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @TempDir
    Path directory;

    @Test
    void a_worker_works_on_while_its_only_coordinator_is_killed_and_started_again() throws Exception {
        try (var cluster = new SlowCluster(directory, 60)) {
            int port = SlowCluster.freePort();
            LentPrograms.to(cluster.data("archive"));
            var archive = cluster.node("archive", "coordinator,http", port).start();
            var mill = cluster.node("mill", "worker", 0, port).start().awaitUp();
            var transfer = cluster.submit(archive.url());
            cluster.awaitEnded(12);

            archive.kill();
            long atKill = cluster.ended();
            archive.start();
            archive.awaitUp();
            cluster.awaitEnded(atKill + 2);

            assertThat(cluster.awaitEnd(archive.url(), transfer)).isEqualTo("stored");
            assertThat(cluster.endedTwice()).isZero();
            assertThat(cluster.lines("end")).hasSize(cluster.files());
            assertThat(mill.isAlive()).isTrue();
            assertThat(Files.exists(cluster.data("mill").resolve("postgres"))).isFalse();
        }
    }

    @Test
    void a_worker_outlives_a_long_absence_of_its_coordinator_in_the_same_process() throws Exception {
        try (var cluster = new SlowCluster(directory, 40)) {
            int port = SlowCluster.freePort();
            LentPrograms.to(cluster.data("archive"));
            var archive = cluster.node("archive", "coordinator,http", port).start();
            var mill = cluster.node("mill", "worker", 0, port).start().awaitUp();
            var transfer = cluster.submit(archive.url());
            cluster.awaitEnded(6);

            archive.kill();
            mill.await("starts anew in its process", 1);
            archive.start();
            archive.awaitUp();

            assertThat(cluster.awaitEnd(archive.url(), transfer)).isEqualTo("stored");
            assertThat(cluster.endedTwice()).isZero();
            assertThat(cluster.lines("end")).extracting(line -> line.attempt()).containsOnly(mill.pid());
        }
    }

    @Test
    void a_worker_that_is_asked_to_end_finishes_what_it_runs_and_gives_back_the_rest() throws Exception {
        try (var cluster = new SlowCluster(directory, 40)) {
            int port = SlowCluster.freePort();
            LentPrograms.to(cluster.data("archive"));
            var archive = cluster.node("archive", "coordinator,http", port).start();
            var mill = cluster.node("mill", "worker", 0, port).start().awaitUp();
            var transfer = cluster.submit(archive.url());
            cluster.awaitEnded(4);

            assertThat(mill.terminate()).isZero();
            assertThat(cluster.lines("begin")).hasSameSizeAs(cluster.lines("end"));
            assertThat(cluster.ended()).isLessThan(cluster.files());
            cluster.node("other", "worker", 0, port).start();

            assertThat(cluster.awaitEnd(archive.url(), transfer)).isEqualTo("stored");
            assertThat(cluster.endedTwice()).isZero();
        }
    }
}
