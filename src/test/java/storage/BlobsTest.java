package storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import model.BlobRef;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Test
    void a_segment_that_ends_early_is_noticed() throws IOException {
        try (var blobs = new Blobs(directory, "one")) {
            append(blobs, "before");
            var blob = append(blobs, "a longer text");
            blobs.sync();
            try (var file = FileChannel.open(directory.resolve(blob.segment()), StandardOpenOption.WRITE)) {
                file.truncate(10);
            }

            assertThatThrownBy(() -> read(blob))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(blob.segment())
                    .hasMessageContaining("ends 9 bytes early");
        }
    }

    @Test
    void a_missing_segment_is_named() {
        var blob = new BlobRef("gone.blobs", 0, 1, "00");

        assertThatThrownBy(() -> read(blob))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("gone.blobs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside", "/etc/passwd", "a/../../outside"})
    void nothing_outside_the_directory_is_read(String segment) throws IOException {
        Files.writeString(directory.resolveSibling("outside"), "secret");

        assertThatThrownBy(() -> read(new BlobRef(segment, 0, 6, "00")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("leads out of the blob directory");
    }

    @Test
    void skipping_is_no_way_around_the_digest() throws IOException {
        try (var blobs = new Blobs(directory, "one")) {
            var blob = append(blobs, "truth");
            blobs.sync();
            Files.writeString(directory.resolve(blob.segment()), "Truth");
            try (var in = Blobs.open(directory, blob)) {
                assertThat(in.skip(4)).isZero();
                assertThatThrownBy(in::readAllBytes)
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("has changed");
            }
        }
    }

    @Property(tries = 50)
    void any_blobs_in_any_order_are_read_back(@ForAll @Size(max = 20) List<@Size(max = 300) byte[]> contents)
            throws IOException {
        var own = Files.createTempDirectory("blobs");
        try {
            var refs = new ArrayList<BlobRef>();
            try (var blobs = new Blobs(own, "one")) {
                for (var content : contents) {
                    refs.add(blobs.append(out -> out.write(content)));
                }
            }
            for (int i = contents.size() - 1; i >= 0; i--) {
                try (var in = Blobs.open(own, refs.get(i))) {
                    assertThat(in.readAllBytes()).isEqualTo(contents.get(i));
                }
            }
        } finally {
            RemoveTree.at(own);
        }
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
