package checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal: a packed AIP is checked as its directory is. */
class PackedAipTest {

    @TempDir
    Path directory;

    private SampleAip sample;

    @BeforeEach
    void write_a_good_aip() throws IOException {
        sample = new SampleAip(directory);
    }

    @Test
    void a_good_aip_passes_in_every_packing() throws IOException {
        var zstd = packed(".tar.zst");
        try (var out = new ZstdOutputStream(Files.newOutputStream(zstd))) {
            tar(out);
        }
        var gzip = packed(".tar.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
            tar(out);
        }

        assertThat(problems(zstd)).isEmpty();
        assertThat(problems(gzip)).isEmpty();
        assertThat(problems(sevenZip(packed(".7z")))).isEmpty();
    }

    @Test
    void a_package_whose_directory_has_another_name_is_rejected() throws IOException {
        var other = directory.resolve("other-" + SampleAip.UUID_OF_AIP + ".tar.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(other))) {
            tar(out);
        }

        assertThat(problems(other)).anyMatch(problem -> problem.contains("holds a directory of another name"));
    }

    @Test
    void a_package_that_writes_outside_is_refused() throws IOException {
        var hostile = packed(".tar");
        try (var tar = new TarArchiveOutputStream(Files.newOutputStream(hostile))) {
            var bytes = "x".getBytes(StandardCharsets.UTF_8);
            var entry = new TarArchiveEntry("../../outside");
            entry.setSize(bytes.length);
            tar.putArchiveEntry(entry);
            tar.write(bytes);
            tar.closeArchiveEntry();
        }

        assertThatThrownBy(() -> problems(hostile))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("outside");
    }

    private Path packed(String extension) {
        return directory.resolve(sample.aip.getFileName() + extension);
    }

    private void tar(OutputStream out) throws IOException {
        try (var tar = new TarArchiveOutputStream(out, "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (var path : paths()) {
                var name = directory.relativize(path).toString();
                tar.putArchiveEntry(new TarArchiveEntry(path.toFile(), name));
                if (Files.isRegularFile(path)) {
                    Files.copy(path, tar);
                }
                tar.closeArchiveEntry();
            }
        }
    }

    private Path sevenZip(Path file) throws IOException {
        try (var archive = new SevenZOutputFile(file.toFile())) {
            for (var path : paths()) {
                archive.putArchiveEntry(archive.createArchiveEntry(
                        path.toFile(), directory.relativize(path).toString()));
                if (Files.isRegularFile(path)) {
                    archive.write(Files.readAllBytes(path));
                }
                archive.closeArchiveEntry();
            }
        }
        return file;
    }

    private List<Path> paths() throws IOException {
        try (var walk = Files.walk(sample.aip)) {
            return walk.sorted().toList();
        }
    }

    private List<String> problems(Path packed) throws IOException {
        return AipCheck.problems(packed, Optional.of(sample.source), Optional.empty());
    }
}
