package app;

import static org.assertj.core.api.Assertions.assertThat;

import audit.JournalArchive;
import audit.MoveJournals;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import model.FailedTasks;
import model.Mandate;
import model.TransferId;
import model.TransferStatus;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testing.FakeClamd;

/** A transfer that fails by a tool goes on when the tool is right again, and its AIP tells only what holds. */
@Tag("slow")
class RetryIT {

    private static final Path EXAMPLE = Path.of("examples", "first-transfer");

    @TempDir
    Path directory;

    @Test
    void a_file_that_was_taken_for_infected_passes_the_second_time() throws Exception {
        try (var clamd = FakeClamd.saying("stream: False.Alarm FOUND", "stream: OK");
                var node = RunningNode.start(directory.resolve("data"), Map.of("MUNIMENT_CLAMD", clamd.address()))) {
            var id = node.submit(EXAMPLE);
            var failed = node.await(id);
            assertThat(failed.status()).isEqualTo(TransferStatus.FAILED);
            assertThat(failed.failure().orElseThrow().message()).contains("False.Alarm");
            moveToFile(node, id);
            assertThat(node.await(id)).as("from its file").isEqualTo(failed);
            moveToFile(node, id);

            node.transfers()
                    .retry(id, FailedTasks.ALL, new Mandate("ada", "a false alarm", "retry-1"))
                    .toCompletableFuture()
                    .join();
            var aip = StoredAip.of(node.await(id), EXAMPLE);

            // Each scan that counts has its event, the one that failed has none.
            assertThat(aip.all("//~event[~eventType='virus check']//~eventOutcome"))
                    .hasSize(clamd.received().size() - 1)
                    .containsOnly("Pass");
        }
    }

    /** As if it had ended long ago. Whoever asks for it afterwards has it brought back. */
    private void moveToFile(RunningNode node, TransferId id) throws Exception {
        var archive = new JournalArchive(directory.resolve("data/journals"));
        var moves = new MoveJournals(node.views(), archive);
        long began = System.nanoTime();
        while (!moves.move(id).done()) { // until it is tidied
            assertThat(System.nanoTime() - began)
                    .isLessThan(Duration.ofMinutes(1).toNanos());
        }
        assertThat(archive.holds(id)).isTrue();
    }
}
