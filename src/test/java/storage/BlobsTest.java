package storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import model.BlobRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobsTest {

    @TempDir
    Path directory;

    @Test
    void what_was_appended_is_read_back() throws IOException {
        try (var blobs = new Blobs(directory, "one")) {
            var first = append(blobs, "first");
            var second = append(blobs, "second");
            blobs.sync();

            assertThat(read(first)).isEqualTo("first");
            assertThat(read(second)).isEqualTo("second");
        }
    }

    @Test
    void an_interrupted_writer_does_not_close_the_segment_for_the_others() throws Exception {
        try (var blobs = new Blobs(directory, "one")) {
            append(blobs, "before");
            var interrupted = new Thread(() -> {
                Thread.currentThread().interrupt();
                try {
                    append(blobs, "interrupted");
                    blobs.sync();
                } catch (IOException mayFail) {
                    // It was given up; only the others matter.
                }
            });
            interrupted.start();
            interrupted.join();

            var after = append(blobs, "after");
            blobs.sync();

            assertThat(read(after)).isEqualTo("after");
        }
    }

    @Test
    void a_blob_whose_content_failed_does_not_disturb_the_next() throws IOException {
        try (var blobs = new Blobs(directory, "one")) {
            assertThatThrownBy(() -> blobs.append(out -> {
                        out.write(new byte[100_000]);
                        throw new IOException("no more");
                    }))
                    .isInstanceOf(IOException.class)
                    .hasMessage("no more");

            assertThat(read(append(blobs, "next"))).isEqualTo("next");
        }
    }

    @Test
    void a_changed_blob_is_noticed() throws IOException {
        try (var blobs = new Blobs(directory, "one")) {
            var blob = append(blobs, "truth");
            blobs.sync();
            Files.writeString(directory.resolve(blob.segment()), "trust");

            assertThatThrownBy(() -> read(blob)).isInstanceOf(IOException.class).hasMessageContaining("has changed");
        }
    }

    @Test
    void a_segment_of_another_writer_is_left_alone() throws IOException {
        Files.writeString(directory.resolve("one.blobs"), "theirs");
        try (var blobs = new Blobs(directory, "one")) {
            assertThatThrownBy(() -> append(blobs, "ours")).isInstanceOf(FileAlreadyExistsException.class);
        }
        assertThat(directory.resolve("one.blobs")).hasContent("theirs");
    }

    private static BlobRef append(Blobs blobs, String text) throws IOException {
        return blobs.append(out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private String read(BlobRef blob) throws IOException {
        try (var in = Blobs.open(directory, blob)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
