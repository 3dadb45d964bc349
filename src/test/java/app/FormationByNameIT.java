package app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import testing.PostgresExtension;

/** Goal: nodes find each other by a DNS name alone. Method: real processes on free ports; none is told a seed. */
@Tag("slow")
class FormationByNameIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @TempDir
    Path directory;

    @Test
    void a_worker_finds_its_coordinator_by_a_name_and_waits_for_one_that_has_no_address() throws Exception {
        try (var cluster = new SlowCluster(directory, 4).on(POSTGRES.fresh())) {
            int port = SlowCluster.freePort();
            var name = "localhost:" + port;
            var archive = cluster.node("archive", "coordinator,http", port)
                    .with("MUNIMENT_CLUSTER_DNS", name)
                    .start();
            var mill = cluster.node("mill", "worker", 0)
                    .with("MUNIMENT_CLUSTER_DNS", name)
                    .start();
            var lost = cluster.node("lost", "worker", 0)
                    .with("MUNIMENT_CLUSTER_DNS", "nowhere.invalid:" + port)
                    .start();

            archive.awaitUp();
            mill.awaitUp();
            var transfer = cluster.submit(archive.url());
            assertThat(cluster.awaitEnd(archive.url(), transfer)).isEqualTo("stored");

            lost.await("the name nowhere.invalid (MUNIMENT_CLUSTER_DNS) has no address", 1);
            assertThat(lost.isAlive()).as("goes on asking").isTrue();
            assertThat(lost.times("is up")).isZero();
            assertThat(cluster.lines("end"))
                    .extracting(line -> line.attempt())
                    .as("who worked")
                    .containsOnly(mill.pid());
        }
    }
}
