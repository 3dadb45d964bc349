package database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: kill -9 of the owner at any moment, also while the programs are unpacked or the cluster is made, costs nothing
 * that was acknowledged, and the next start works. Method: real child processes on one directory, killed after a seeded
 * time, started again, killed again; in the end a start in this process looks at what is there. To replay a failure,
 * call the test with its seed.
 */
@Tag("slow")
class KilledOwnerIT {

    private static final Instant SINCE = Instant.parse("2026-11-24T03:00:00Z");
    private static final int KILLS = 4;

    @TempDir
    Path temporary;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void kills_at_any_moment_lose_nothing_acknowledged_and_leave_nothing_running(long seed) throws Exception {
        var random = new Random(seed);
        var directory = Files.createDirectory(temporary.resolve("data"));
        var said = temporary.resolve("said");
        for (int kill = 0; kill < KILLS; kill++) {
            var child = ChildJvm.startCounting(directory, said);
            child.waitFor(200 + random.nextInt(6_000), TimeUnit.MILLISECONDS);
            assertThat(child.isAlive())
                    .as(Files.exists(said) ? Files.readString(said) : "")
                    .isTrue();
            child.destroyForcibly().waitFor();
        }

        assertAcknowledgedIsStored(directory, said);
    }

    @Test
    void a_server_left_behind_is_stopped_and_its_unanswered_commits_are_whole() throws Exception {
        var directory = Files.createDirectory(temporary.resolve("data"));
        var said = temporary.resolve("said");
        var child = ChildJvm.startCounting(directory, said);
        while (counted(said) < 5) {
            assertThat(child.waitFor(50, TimeUnit.MILLISECONDS)).isFalse();
        }
        var pid = Files.readAllLines(directory.resolve("postgres/server-17/cluster/postmaster.pid"))
                .get(0);
        child.destroyForcibly().waitFor();
        var left = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        assertThat(left.isAlive()).isTrue();

        assertAcknowledgedIsStored(directory, said);

        assertThat(left.isAlive()).isFalse();
    }

    private static void assertAcknowledgedIsStored(Path directory, Path said) throws Exception {
        try (var data = DataDirectory.lock(directory, "tests", SINCE)) {
            try (var postgres = EmbeddedPostgres.start(data)) {
                var acknowledged = counted(said);
                if (acknowledged > 0) {
                    var row = EmbeddedPostgresTest.one(
                            postgres.database(), "SELECT max(number) || ' ' || count(*) FROM counted");
                    var stored = Integer.parseInt(row.substring(0, row.indexOf(' ')));
                    // The last commit may have been made and not yet told.
                    assertThat(stored).isBetween(acknowledged, acknowledged + KILLS);
                    assertThat(row).isEqualTo(stored + " " + stored);
                }
            }
            assertThat(EmbeddedPostgresTest.running(data)).isEmpty();
        }
    }

    private static int counted(Path said) throws Exception {
        if (!Files.exists(said)) {
            return 0;
        }
        return Files.readAllLines(said).stream()
                .filter(line -> line.matches("counted \\d+"))
                .mapToInt(line -> Integer.parseInt(line.substring("counted ".length())))
                .max()
                .orElse(0);
    }
}
