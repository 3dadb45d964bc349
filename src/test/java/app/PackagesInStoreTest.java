package app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import http.packages.Download;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import packaging.aip.AipForm;
import packaging.aip.TarPacker;
import storage.AipStore;

class PackagesInStoreTest {

    private static final UUID AIP = UUID.fromString("1c3a9dc6-9a0e-4f5c-8a0f-0c1d2e3f4a5b");
    private static final String METS = "<mets>Größe</mets>";

    @TempDir
    Path directory;

    private Path bag;
    private AipStore store;
    private PackagesInStore packages;

    @BeforeEach
    void makeBag() throws IOException {
        bag = directory.resolve("box-" + AIP);
        Files.createDirectories(bag.resolve("data/objects"));
        Files.writeString(bag.resolve("bagit.txt"), "BagIt-Version: 1.0\n");
        Files.writeString(bag.resolve("data/METS." + AIP + ".xml"), METS);
        Files.writeString(bag.resolve("data/objects/Zürich " + "x".repeat(150) + ".txt"), "y".repeat(70_000));
        store = new AipStore(directory.resolve("store"));
        packages = new PackagesInStore(store);
    }

    @Test
    void a_directory_comes_as_a_tar_that_holds_all_of_it() throws IOException {
        store.store(AIP, bag, true);

        var download = packages.aip(AIP).orElseThrow();

        assertThat(download.name()).isEqualTo("box-" + AIP + ".tar");
        var files = new TreeMap<String, Long>();
        try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(bytes(download)), "UTF-8")) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile()) {
                    files.put(entry.getName(), (long) tar.readAllBytes().length);
                }
            }
        }
        var top = bag.getFileName() + "/";
        assertThat(files)
                .containsOnlyKeys(
                        top + "bagit.txt",
                        top + "data/METS." + AIP + ".xml",
                        top + "data/objects/Zürich " + "x".repeat(150) + ".txt");
        assertThat(files.lastEntry().getValue()).isEqualTo(70_000);
        assertThat(new String(bytes(packages.mets(AIP).orElseThrow()), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(METS);
    }

    @ParameterizedTest
    @EnumSource(names = {"TAR_ZSTD", "TAR_GZIP"})
    void a_packed_aip_comes_as_it_lies_and_its_mets_is_found_in_it(AipForm form) throws IOException {
        var packed = directory.resolve(bag.getFileName() + form.extension());
        new TarPacker(form, 0, Instant.EPOCH).pack(bag, packed, () -> false);
        store.store(AIP, packed, true);

        var download = packages.aip(AIP).orElseThrow();

        assertThat(download.name()).isEqualTo(packed.getFileName().toString());
        assertThat(bytes(download)).isEqualTo(Files.readAllBytes(packed));
        assertThat(new String(bytes(packages.mets(AIP).orElseThrow()), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(METS);
    }

    @Test
    void an_aip_without_mets_fails_while_it_is_read() throws IOException {
        Files.delete(bag.resolve("data/METS." + AIP + ".xml"));
        var packed = directory.resolve(bag.getFileName() + ".tar.gz");
        new TarPacker(AipForm.TAR_GZIP, 0, Instant.EPOCH).pack(bag, packed, () -> false);
        store.store(AIP, packed, true);

        assertThatThrownBy(() -> bytes(packages.mets(AIP).orElseThrow()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("METS." + AIP);
    }

    @Test
    void what_is_not_there_or_only_a_link_is_not_given() throws IOException {
        assertThat(packages.aip(AIP)).isEmpty();
        assertThat(packages.mets(AIP)).isEmpty();
        var place = Files.createDirectories(store.directoryOf(AIP));
        Files.createSymbolicLink(place.resolve("box-" + AIP), Path.of("/etc"));
        assertThat(packages.aip(AIP)).isEmpty();
        assertThat(packages.mets(AIP)).isEmpty();
    }

    private static byte[] bytes(Download download) throws IOException {
        if (download.content() instanceof Download.WholeFile file) {
            assertThat(file.size()).isEqualTo(Files.size(file.path()));
            return Files.readAllBytes(file.path());
        }
        var out = new ByteArrayOutputStream() {
            @Override
            public void close() {
                throw new AssertionError("the stream belongs to who gives it");
            }
        };
        ((Download.Written) download.content()).writer().write(out);
        return out.toByteArray();
    }
}
