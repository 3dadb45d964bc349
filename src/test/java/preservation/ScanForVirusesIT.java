package preservation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import model.FileFacts;
import model.Finding;
import model.TaskResult;
import model.TaskStatus;
import model.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testing.Clamd;
import testing.Entries;
import testing.FakeContext;
import tools.ClamAddress;
import tools.ClamAv;

/**
 * Goal: our idea of clamd's protocol and of its limits is clamd's own. Method: a real one that knows nothing but the EICAR
 * test file, scanning real files.
 */
class ScanForVirusesIT {

    private static final ScanForViruses.Parameters NONE = new ScanForViruses.Parameters();

    @TempDir
    Path directory;

    @Test
    void the_test_virus_is_found_also_within_a_zip_and_nothing_else_is() throws Exception {
        try (var clamd = Clamd.start(directory)) {
            var context = FakeContext.in(directory);
            var infected = Entries.received(context, "objects/eicar.txt", Clamd.eicar());
            var zipped = Entries.received(context, "objects/eicar.zip", zip(Clamd.eicar()));
            var clean = Entries.received(context, "objects/clean.txt", "clean".getBytes(StandardCharsets.UTF_8));
            var empty = Entries.received(context, "objects/empty", new byte[0]);
            var large = Entries.received(context, "objects/large", new byte[30 << 20]);

            var results = scanAll(clamd.door(), context, infected, zipped, clean, empty, large);

            assertThat(results.stream().map(TaskResult::status))
                    .containsExactly(
                            TaskStatus.FAILED,
                            TaskStatus.FAILED,
                            TaskStatus.COMPLETED,
                            TaskStatus.COMPLETED,
                            TaskStatus.COMPLETED);
            assertThat(signature(results.get(0))).isEqualTo(Clamd.SIGNATURE);
            assertThat(signature(results.get(1))).isEqualTo(Clamd.SIGNATURE);
            assertThat(results.get(2).tool().orElseThrow().version()).matches("[0-9]+\\.[0-9]+.*");
        }
    }

    @Test
    void of_files_beyond_its_limits_a_real_clamd_gets_no_pass() throws Exception {
        try (var clamd = Clamd.start(directory, 1 << 20, "AlertExceedsMax yes")) {
            var context = FakeContext.in(directory);
            var door = new ClamAv(ClamAv.Settings.of(new ClamAddress(clamd.address())));
            var within = Entries.received(context, "objects/within", new byte[1 << 20]);
            var beyond = Entries.received(context, "objects/beyond", new byte[(1 << 20) + 1]);
            var farBeyond = Entries.received(context, "objects/far-beyond", new byte[20 << 20]);
            var infected = Entries.received(context, "objects/eicar.txt", Clamd.eicar());

            var results = scanAll(door, context, within, beyond, farBeyond, infected);

            assertThat(results.stream().map(TaskResult::status))
                    .containsExactly(TaskStatus.COMPLETED, TaskStatus.NOT_DONE, TaskStatus.NOT_DONE, TaskStatus.FAILED);
            assertThat(verdict(results.get(2))).isEqualTo(Verdict.NOT_DONE);
        }
    }

    private static List<TaskResult> scanAll(ClamAv door, FakeContext context, FileFacts... files)
            throws InterruptedException {
        var results = new ArrayList<TaskResult>();
        new ScanForViruses(Optional.of(door))
                .runGroup(NONE, Entries.tasks(List.of(files)), context, (task, result) -> results.add(result));
        return results;
    }

    private static String signature(TaskResult result) {
        return ((Finding.VirusScanned) result.findings().get(0)).signature();
    }

    private static Verdict verdict(TaskResult result) {
        return ((Finding.VirusScanned) result.findings().get(0)).verdict();
    }

    private static byte[] zip(byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("inside.txt"));
            zip.write(content);
        }
        return bytes.toByteArray();
    }
}
