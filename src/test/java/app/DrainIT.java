package app;

import static org.assertj.core.api.Assertions.assertThat;

import codec.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import testing.LentPrograms;
import testing.PostgresExtension;

/**
 * Goal: a drained worker finishes what it runs and takes nothing new, whatever is started anew meanwhile, until it is
 * undrained; whoever looks at the cluster sees it. Method: real processes on free ports.
 */
@Tag("slow")
class DrainIT {

    private static final long LIMIT_NANOS = 60_000_000_000L;

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @TempDir
    Path directory;

    @Test
    void a_drained_worker_stays_so_through_restarts_of_everything_until_it_is_undrained() throws Exception {
        try (var cluster = new SlowCluster(directory, 40)) {
            int port = SlowCluster.freePort();
            LentPrograms.to(cluster.data("archive"));
            var archive = cluster.node("archive", "coordinator,http", port).start();
            var mill = cluster.node("mill", "worker", 0, port).start().awaitUp();
            var transfer = cluster.submit(archive.url());
            cluster.awaitEnded(4);
            var busy = await(archive, view -> worker(view).path("held").asInt() > 0);
            assertThat(busy.at("/workers/0/slots/cpu/count").asInt()).isEqualTo(2);
            assertThat(hold(busy).path("transfer").asText()).isEqualTo(transfer);
            assertThat(hold(busy).path("leaseSecondsLeft").asInt()).isPositive();
            assertThat(names(busy)).containsExactly("archive", "mill");

            assertThat(SlowCluster.command(archive.url(), "drain", "mill", "--reason", "new disk"))
                    .startsWith("worker mill is draining; it ");
            await(archive, view -> worker(view).path("held").asInt() == 0);
            assertThat(cluster.lines("begin")).hasSameSizeAs(cluster.lines("end"));
            long atDrain = cluster.ended();
            assertThat(atDrain).isLessThan(cluster.files());

            mill.kill();
            mill.start().awaitUp();
            archive.kill();
            archive.start();
            archive.awaitUp();
            var after = await(
                    archive,
                    view -> worker(view).path("draining").asBoolean()
                            && view.at("/queue/tasks/cpu").asInt() > 0);
            assertThat(after.at("/draining/0/reason").asText()).isEqualTo("new disk");
            ClusterProcess.pause(3000);
            assertThat(cluster.ended()).isEqualTo(atDrain);

            assertThat(SlowCluster.command(archive.url(), "undrain", "mill").strip())
                    .isEqualTo("worker mill takes work");
            assertThat(cluster.awaitEnd(archive.url(), transfer)).isEqualTo("stored");
            assertThat(cluster.endedTwice()).isZero();
        }
    }

    private static JsonNode await(ClusterProcess node, Predicate<JsonNode> wanted) throws Exception {
        long began = System.nanoTime();
        while (true) {
            var view = Json.text().readTree(SlowCluster.command(node.url(), "cluster", "--json"));
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

    private static List<String> names(JsonNode view) {
        var names = new ArrayList<String>();
        view.path("nodes").forEach(node -> names.add(node.path("name").asText()));
        return names;
    }
}
