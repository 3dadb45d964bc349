package preservation.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import model.Time;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Full and read-only disks are in {@link FullDiskTest}. */
class RoomTest {

    @TempDir
    Path directory;

    @Test
    void an_attempt_that_is_interrupted_does_not_take_its_worker_out_of_work() throws Exception {
        var room = new Room(area(), Time.of(Clock.systemUTC()));
        Thread.currentThread().interrupt();
        var complaint = room.complaint();
        assertThat(Thread.interrupted()).as("is still interrupted").isTrue();
        assertThat(complaint).isEmpty();
    }

    @Test
    void looking_leaves_nothing() throws Exception {
        var area = area();
        assertThat(new Room(area, Time.of(Clock.systemUTC())).complaint()).isEmpty();
        try (var left = Files.list(area.root())) {
            assertThat(left).isEmpty();
        }
    }

    private WorkArea area() throws Exception {
        return new WorkArea(
                Files.createDirectory(directory.resolve("work")), Files.createDirectory(directory.resolve("blobs")));
    }
}
