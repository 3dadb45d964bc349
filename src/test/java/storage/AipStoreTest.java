package storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import model.TransferId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AipStoreTest {

    private static final UUID AIP = UUID.fromString("01234567-89ab-4cde-8f01-23456789abcd");
    private static final String QUADS = "0123/4567/89ab/4cde/8f01/2345/6789/abcd";

    @TempDir
    Path directory;

    private AipStore store() {
        return new AipStore(directory.resolve("store"));
    }

    private Path sealedTree(String name, String content) throws IOException {
        var tree = directory.resolve(name).resolve("papers-" + AIP);
        Files.createDirectories(tree.resolve("data/objects/empty"));
        Files.writeString(tree.resolve("bagit.txt"), "BagIt-Version: 1.0\n");
        Files.writeString(tree.resolve("data/objects/letter.txt"), content);
        return tree;
    }

    private Path sealedFile(String name, String content) throws IOException {
        var file = directory.resolve(name).resolve("papers-" + AIP + ".tar.zst");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private List<String> leaf() throws IOException {
        try (var names = Files.list(directory.resolve("store").resolve(QUADS))) {
            return names.map(file -> file.getFileName().toString()).sorted().collect(Collectors.toList());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_directory_is_stored_in_quads_with_everything_in_it(boolean copies) throws IOException {
        var sealed = sealedTree("work", "Dear all");

        var stored = store().store(AIP, sealed, copies);

        assertThat(stored.path())
                .isEqualTo(directory.resolve("store").resolve(QUADS).resolve("papers-" + AIP));
        assertThat(stored.location()).startsWith("file:///").endsWith("papers-" + AIP);
        assertThat(stored.path().resolve("data/objects/letter.txt")).hasContent("Dear all");
        assertThat(stored.path().resolve("data/objects/empty")).isEmptyDirectory();
        assertThat(leaf()).containsExactly("papers-" + AIP);
        assertThat(Files.isSameFile(sealed.resolve("bagit.txt"), stored.path().resolve("bagit.txt")))
                .isEqualTo(!copies);
        assertThat(store().probe(AIP)).contains(stored);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_file_is_stored_under_its_name(boolean copies) throws IOException {
        var sealed = sealedFile("work", "packed");

        var stored = store().store(AIP, sealed, copies);

        assertThat(stored.path()).hasContent("packed").hasFileName("papers-" + AIP + ".tar.zst");
        assertThat(leaf()).hasSize(1);
        assertThat(Files.isSameFile(sealed, stored.path())).isEqualTo(!copies);
    }

    @Test
    void the_same_bytes_are_adopted_though_they_are_other_files() throws IOException {
        var first = store().store(AIP, sealedTree("one", "Dear all"), false);

        var again = store().store(AIP, sealedTree("two", "Dear all"), false);

        assertThat(again).isEqualTo(first);
        assertThat(leaf()).hasSize(1);
    }

    @Test
    void other_bytes_under_the_same_uuid_are_refused_and_nothing_changes() throws IOException {
        var first = store().store(AIP, sealedTree("one", "Dear all"), false);

        assertThatThrownBy(() -> store().store(AIP, sealedTree("two", "Dear ALL"), false))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("another AIP with this UUID")
                .hasMessageContaining("letter.txt");

        assertThat(first.path().resolve("data/objects/letter.txt")).hasContent("Dear all");
    }

    @Test
    void an_aip_that_has_more_or_fewer_files_is_another_one() throws IOException {
        store().store(AIP, sealedTree("one", "x"), false);
        var more = sealedTree("more", "x");
        Files.writeString(more.resolve("more.txt"), "");
        var fewer = sealedTree("fewer", "x");
        Files.delete(fewer.resolve("data/objects/empty"));

        assertThatThrownBy(() -> store().store(AIP, more, false)).hasMessageContaining("more.txt");
        assertThatThrownBy(() -> store().store(AIP, fewer, false)).hasMessageContaining("is there besides");
    }

    @Test
    void the_same_uuid_in_another_form_is_refused() throws IOException {
        store().store(AIP, sealedTree("one", "x"), false);

        assertThatThrownBy(() -> store().store(AIP, sealedFile("two", "packed"), false))
                .hasMessageContaining("under another name");
    }

    @Test
    void what_a_killed_attempt_left_is_not_there_and_goes_with_the_next() throws IOException {
        var leaf = directory.resolve("store").resolve(QUADS);
        Files.createDirectories(leaf.resolve(".partial-1/data"));
        Files.writeString(leaf.resolve(".partial-1/data/half"), "ha");
        Files.createDirectories(leaf.resolve(".abandoned-2/data"));
        Files.writeString(leaf.resolve(".partial-3"), "ha");
        Files.writeString(leaf.resolve(".side-4"), "ha");

        assertThat(store().probe(AIP)).isEmpty();
        store().store(AIP, sealedTree("work", "x"), false);

        assertThat(leaf()).containsExactly("papers-" + AIP);
    }

    @Test
    void a_source_that_is_missing_leaves_nothing_in_the_store() throws IOException {
        assertThatThrownBy(() -> store().store(AIP, directory.resolve("papers-" + AIP), false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("papers-" + AIP);

        assertThat(leaf()).isEmpty();
        assertThat(store().probe(AIP)).isEmpty();
    }

    @Test
    void a_link_in_a_tree_is_refused_and_leaves_nothing() throws IOException {
        var sealed = sealedTree("work", "x");
        Files.createSymbolicLink(sealed.resolve("data/link"), Path.of("/etc/passwd"));

        assertThatThrownBy(() -> store().store(AIP, sealed, false)).hasMessageContaining("data/link");

        assertThat(leaf()).isEmpty();
    }

    @Test
    void a_name_without_its_uuid_is_refused() throws IOException {
        var file = Files.writeString(directory.resolve("papers.tar.zst"), "x");

        assertThatThrownBy(() -> store().store(AIP, file, false)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void of_many_at_once_one_stores_and_all_end_with_the_same_aip() throws Exception {
        int many = 8;
        var start = new CyclicBarrier(many);
        var pool = Executors.newFixedThreadPool(many);
        try {
            var attempts = IntStream.range(0, many).<Callable<Optional<StoredAip>>>mapToObj(i -> {
                var sealed = uncheckedTree("work" + i);
                return () -> {
                    start.await();
                    try {
                        return Optional.of(store().store(AIP, sealed, i % 2 == 0));
                    } catch (IOException disturbed) { // its partial was taken for a dead one's
                        return Optional.empty();
                    }
                };
            });
            var results = pool.invokeAll(attempts.toList());
            var stored = new HashSet<StoredAip>();
            for (var result : results) {
                result.get().ifPresent(stored::add);
            }

            assertThat(stored).hasSize(1);
            assertThat(Trees.difference(
                            directory.resolve("work0/papers-" + AIP),
                            stored.iterator().next().path()))
                    .isEmpty();
        } finally {
            pool.shutdownNow();
        }
    }

    private Path uncheckedTree(String name) {
        try {
            var tree = sealedTree(name, "x");
            for (int i = 0; i < 50; i++) {
                Files.writeString(tree.resolve("data/objects/file" + i), "content " + i);
            }
            return tree;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void what_a_killed_process_left_beside_an_aip_is_cleared_by_the_next() throws IOException {
        var leaf = Files.createDirectories(store().directoryOf(AIP));
        Files.writeString(leaf.resolve(".side-of-one-that-was-killed"), "ha");

        assertThat(store().putBeside(AIP, "pointer.xml", new byte[] {'1'})).isTrue();

        assertThat(leaf.toFile().list()).containsExactly("pointer.xml");
    }

    @Test
    void two_that_write_beside_an_aip_at_once_both_succeed() throws Exception {
        Files.createDirectories(store().directoryOf(AIP));
        var both = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 200; round++) {
                var content = new byte[] {(byte) round};
                var names = List.of("one-" + round, "two-" + round);
                for (var put : both.invokeAll(names.stream()
                        .map(name -> (Callable<Boolean>) () -> store().putBeside(AIP, name, content))
                        .toList())) {
                    assertThat(put.get()).isTrue();
                }
            }
        } finally {
            both.shutdownNow();
        }
        assertThat(leaf()).hasSize(400).noneMatch(name -> name.startsWith("."));
    }

    @Test
    void what_is_put_beside_stays_as_it_was_first() throws IOException {
        store().store(AIP, sealedTree("work", "x"), false);

        assertThat(store().putBeside(AIP, "pointer.xml", new byte[] {'1'})).isTrue();
        assertThat(store().putBeside(AIP, "pointer.xml", new byte[] {'2'})).isFalse();

        assertThat(store().directoryOf(AIP).resolve("pointer.xml")).hasContent("1");
        assertThat(leaf()).containsExactly("papers-" + AIP, "pointer.xml");
    }

    @Test
    void a_receipt_gets_its_final_chain_head_once() throws IOException {
        store().store(AIP, sealedTree("work", "x"), false);
        var first = receipt("aa");
        var ended = first.ended(Instant.parse("2026-11-24T13:00:00Z"), "ff");

        store().writeReceipt(first);
        store().writeReceipt(ended);
        store().writeReceipt(first);
        store().writeReceipt(ended);

        assertThat(store().receipt(AIP)).contains(ended);
        var otherHead = first.ended(Instant.parse("2026-11-24T13:00:00Z"), "00");
        assertThatThrownBy(() -> store().writeReceipt(otherHead)).hasMessageContaining("another final chain head");
        assertThatThrownBy(() -> store().writeReceipt(receipt("bb"))).hasMessageContaining("another AIP");
        assertThat(store().receipt(AIP)).contains(ended);
    }

    private static Receipt receipt(String sha256) {
        return new Receipt(
                AIP,
                new TransferId(AIP),
                "file:///store/papers",
                12,
                sha256,
                Instant.parse("2026-11-24T12:00:00Z"),
                "00",
                Optional.empty(),
                Optional.empty());
    }
}
