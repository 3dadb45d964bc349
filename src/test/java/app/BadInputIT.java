package app;

import static org.assertj.core.api.Assertions.assertThat;

import codec.NameBytes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import model.FilePath;
import model.TransferStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testing.LentServer;
import testing.Needs;
import testing.SmallDisk;

/** Sources and machines that are not as they should be: a clear error that names the file, and nothing half-done stored. */
@Tag("slow")
class BadInputIT {

    private static final List<String> WITHOUT_ROOTS_RIGHTS = List.of(
            "setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search");

    private static final long LENGTH = 1L << 30;

    @TempDir
    Path directory;

    @Test
    void a_missing_path_is_a_wrong_command() throws Exception {
        var run = CommandRun.of(directory, arguments(directory.resolve("missing")), Map.of());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("there is nothing at " + directory.resolve("missing"));
    }

    @Test
    void an_unreadable_file_is_named() throws Exception {
        var source = directory.resolve("source");
        Synthetic.write(source, "open.txt", "open");
        Synthetic.write(source, "locked.txt", "locked");
        Files.setPosixFilePermissions(
                source.resolve("objects/locked.txt"), PosixFilePermissions.fromString("---------"));
        Needs.program("setpriv");
        var root = "root".equals(System.getProperty("user.name"));
        var run = CommandRun.behind(root ? WITHOUT_ROOTS_RIGHTS : List.of(), directory, arguments(source), Map.of());

        assertThat(run.exit()).as(run.err()).isEqualTo(1);
        var failure = failure(run);
        assertThat(failure.path("file").asText()).isEqualTo("objects/locked.txt");
        assertThat(failure.path("message").asText()).contains("may not be read");
        assertNothingStored();
    }

    @Test
    void an_empty_transfer_is_refused() throws Exception {
        var source = Files.createDirectories(directory.resolve("source/objects/sub"));
        var run = CommandRun.of(directory, arguments(source.getParent().getParent()), Map.of());

        assertThat(run.exit()).as(run.err()).isEqualTo(1);
        var failure = failure(run);
        assertThat(failure.path("message").asText()).contains("holds no file");
        assertThat(failure.has("file")).isTrue();
        assertNothingStored();
    }

    @Test
    void a_link_to_the_password_file_is_refused_and_its_target_not_read() throws Exception {
        var source = directory.resolve("source");
        Synthetic.write(source, "a.txt", "a");
        Files.createSymbolicLink(source.resolve("objects/passwords"), Path.of("/etc/passwd"));

        assertFails(source, "List the files of the source", "objects/passwords", "symbolic link");
    }

    @Test
    void names_that_are_not_UTF8_are_stored_under_clean_names() throws Exception {
        var source = directory.resolve("source");
        Synthetic.write(source, "plain.txt", "plain");
        Files.writeString(NameBytes.resolve(source, new FilePath("objects/caf%E9.txt")), "coffee");
        Files.writeString(NameBytes.resolve(source, new FilePath("objects/%FF%FE.txt")), "nothing");
        try (var node = RunningNode.start(data(), Map.of())) {
            var aip = StoredAip.of(node.run(source), source);

            assertThat(aip.all("//~object/~originalName")).contains("objects/caf%E9.txt", "objects/%FF%FE.txt");
        }
    }

    /** It is long, and holes but for a byte, so that there is time to change it when a part of it is there. */
    @Test
    void a_file_that_changes_during_the_copy_is_named() throws Exception {
        var source = directory.resolve("source");
        Synthetic.write(source, "long.bin", "");
        var file = source.resolve("objects/long.bin");
        try (var bytes = FileChannel.open(file, StandardOpenOption.WRITE)) {
            bytes.write(ByteBuffer.wrap(new byte[1]), LENGTH);
        }
        var enough = new AtomicBoolean();
        var changing = CompletableFuture.runAsync(() -> {
            while (!enough.get() && !isBeingCopied()) {
                LockSupport.parkNanos(1_000_000); // no processor is kept from the copy meanwhile
            }
            append(file);
        });
        try {
            assertFails(
                    source, "Move to processing directory", "objects/long.bin", "changed while it was being copied");
        } finally {
            enough.set(true);
            changing.join();
        }
    }

    @Test
    void a_disk_that_is_full_while_copying_fails_the_transfer() throws Exception {
        var source = Synthetic.large(directory.resolve("source"), 16);
        try (var disk = SmallDisk.at(directory.resolve("disk"), "8m")) {
            workOn(disk);
            assertFails(source, "Move to processing directory", "objects/large.bin", "disk is full");
        }
    }

    /** On this file system each link takes one of the inodes, so that the copies find room and the bag does not. */
    @Test
    void a_disk_that_is_full_while_bagging_fails_the_transfer() throws Exception {
        var source = Synthetic.many(directory.resolve("source"), 300);
        try (var disk = SmallDisk.at(directory.resolve("disk"), "64m,nr_inodes=680")) {
            workOn(disk);
            assertFails(source, "Prepare AIP", "", "disk is full");
        }
    }

    @Test
    void a_database_that_goes_away_and_comes_back_delays_the_transfer() throws Exception {
        var source = Synthetic.many(directory.resolve("source"), 500);
        try (var node = RunningNode.start(data(), Map.of())) {
            var id = node.submit(source);
            node.awaitStep(id, "identify-format");
            killPostgres();

            StoredAip.of(node.awaitThroughOutage(id), source);
        }
    }

    private void assertFails(Path source, String job, String file, String message) throws Exception {
        try (var node = RunningNode.start(data(), Map.of())) {
            var summary = node.run(source);

            assertThat(summary.status()).as("%s", summary).isEqualTo(TransferStatus.FAILED);
            var failure = summary.failure().orElseThrow();
            assertThat(failure.job()).as("%s", failure).isEqualTo(job);
            assertThat(failure.file().orElse("")).as("%s", failure).contains(file);
            assertThat(failure.message()).contains(message);
        }
        assertNothingStored();
    }

    private void assertNothingStored() throws IOException {
        assertThat(StoredAip.files(data().resolve("store"))).isEmpty();
    }

    private void workOn(SmallDisk disk) throws IOException {
        Files.createSymbolicLink(Files.createDirectories(data()).resolve("work"), disk.directory());
    }

    private void killPostgres() throws IOException {
        try (var all = Files.walk(data().resolve("postgres"))) {
            var pid = all.filter(file -> file.endsWith("postmaster.pid"))
                    .findFirst()
                    .orElseThrow();
            var postmaster = ProcessHandle.of(
                            Long.parseLong(Files.readAllLines(pid).get(0)))
                    .orElseThrow();
            assertThat(postmaster.destroyForcibly()).isTrue();
        }
    }

    private boolean isBeingCopied() {
        try {
            for (var file : StoredAip.files(data().resolve("work"))) {
                if (Files.size(file) > LENGTH / 100) {
                    return true;
                }
            }
            return false;
        } catch (IOException | UncheckedIOException moving) {
            return false; // what was listed is gone by now; looked at again at once
        }
    }

    private static void append(Path file) {
        try {
            Files.write(file, new byte[] {1}, StandardOpenOption.APPEND);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @BeforeEach
    void lendPrograms() throws IOException {
        LentServer.to(data());
    }

    private List<String> arguments(Path source) {
        return List.of("process", source.toString(), "--data", data().toString(), "--json");
    }

    private static JsonNode failure(CommandRun run) throws IOException {
        return new ObjectMapper().readTree(run.out()).path("failure");
    }

    private Path data() {
        return directory.resolve("data");
    }
}
