package app;

import static org.assertj.core.api.Assertions.assertThat;

import crash.ExecutionLog;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import testing.LentServer;
import testing.PostgresExtension;

/**
 * Goal: a file that ends every process that works on it ends three workers and no fourth, and fails by itself. Method: real
 * processes; the worker is started again as a supervisor would.
 */
@Tag("slow")
class DeadlyTaskIT {

    private static final String DEADLY = "letter-2.txt";

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @TempDir
    Path directory;

    @Test
    void a_deadly_task_ends_three_workers_and_then_only_the_process_that_it_has_to_itself() throws Exception {
        try (var cluster = new SlowCluster(directory, 6).with("TEST_DEADLY", DEADLY)) {
            int port = SlowCluster.freePort();
            LentServer.to(cluster.data("archive"));
            var archive = cluster.node("archive", "coordinator,http", port).start();
            var mill = cluster.node("mill", "worker", 0, port).start();
            archive.awaitUp();
            var transfer = cluster.submit(archive.url());
            for (int deaths = 1; deaths <= 3; deaths++) {
                mill.awaitDeath();
                mill.start();
            }

            cluster.awaitEnd(archive.url(), transfer);

            assertThat(mill.isAlive()).as("the fourth worker").isTrue();
            assertThat(cluster.lines("halt")).hasSize(4);
            assertThat(cluster.lines("halt"))
                    .extracting(ExecutionLog.Line::attempt)
                    .doesNotHaveDuplicates()
                    .doesNotContain(mill.pid());
            assertThat(cluster.lines("end"))
                    .as("all others")
                    .extracting(ExecutionLog.Line::task)
                    .doesNotContain(cluster.lines("halt").get(0).task());
            assertThat(cluster.lines("end").stream()
                            .map(ExecutionLog.Line::task)
                            .distinct())
                    .hasSize(cluster.files() - 1);
            assertThat(SlowCluster.command(archive.url(), "tasks", transfer, "--failed", "--json"))
                    .contains(DEADLY + ": given up: it ended the process that it had to itself")
                    .contains("exit code 137");
        }
    }
}
