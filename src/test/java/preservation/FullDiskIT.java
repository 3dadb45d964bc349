package preservation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import model.EntryKind;
import model.FileFacts;
import model.FilePath;
import model.FileUse;
import model.TaskResult;
import model.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testing.Entries;
import testing.FakeContext;
import testing.SmallDisk;

/** Goal: a disk that gets full while files are received is told clearly, and nothing partial stays. Method: a tmpfs. */
class FullDiskIT {

    @TempDir
    Path directory;

    @Test
    void a_full_disk_fails_the_file_that_does_not_fit_and_leaves_no_part_of_it() throws Exception {
        var source = Files.createDirectory(directory.resolve("source"));
        var big = listed(source, "big.bin", 3 << 20);
        var small = listed(source, "small.bin", 100_000);
        try (var disk = SmallDisk.at(directory.resolve("disk"), "1m")) {
            var context = FakeContext.in(disk.directory()).withSource(source);
            var results = new TaskResult[2];

            new ReceiveFiles()
                    .runGroup(
                            new ReceiveFiles.Parameters(null),
                            Entries.tasks(List.of(big, small)),
                            context,
                            (task, result) -> results[task.ordinal()] = result);

            assertThat(results[0].status()).isEqualTo(TaskStatus.FAILED);
            assertThat(results[0].message())
                    .startsWith("big.bin: the disk is full: " + context.attemptDirectory())
                    .contains("make room there and retry");
            assertThat(results[1].status()).as(results[1].message()).isEqualTo(TaskStatus.COMPLETED);
            try (var files = Files.list(context.attemptDirectory())) {
                assertThat(files).singleElement().satisfies(file -> assertThat(file)
                        .hasFileName(small.id().toString()));
            }
        }
    }

    private static FileFacts listed(Path source, String name, int size) throws Exception {
        var file = Files.write(source.resolve(name), new byte[size]);
        Files.setLastModifiedTime(file, FileTime.from(Entries.MODIFIED));
        var path = FilePath.of(name);
        return new FileFacts(
                Entries.id(path),
                EntryKind.FILE,
                path,
                path,
                FileUse.ORIGINAL,
                Optional.empty(),
                size,
                Optional.of(Entries.MODIFIED),
                Map.of(),
                Optional.empty(),
                false,
                List.of());
    }
}
