package app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import model.TransferStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import testing.Clamd;

/**
 * The generated transfers of the shared samples, of awkward shapes and sizes, end as the manifest says, file by file. The system properties {@code muniment.many} (files) and
 * {@code muniment.large} (megabytes) make two of them smaller or larger.
 */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GeneratedTransfersIT {

    private static final int MANY = Integer.getInteger("muniment.many", 10_000);
    private static final int LARGE = Integer.getInteger("muniment.large", 1024);

    private Path directory;
    private RunningNode node;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        directory = temporary;
        node = RunningNode.start(temporary.resolve("data"), Map.of());
    }

    @AfterAll
    void stop() throws IOException {
        if (node != null) {
            node.close();
        }
    }

    @Test
    void empty_directories_are_kept_and_listed() throws Exception {
        var generated = Generated.at(directory.resolve("empty-dirs"), "empty-dirs");
        var aip = stored(generated);

        var empty = new ArrayList<String>();
        generated.facts().path("empty_dirs").forEach(name -> empty.add(name.asText()));
        assertThat(empty).hasSize(4);
        assertThat(aip.originalDirectories()).containsAll(empty);
        for (var label : List.of("empty1", "empty2", "empty3", "vide_e")) {
            assertThat(aip.all("//~structMap[@TYPE='logical']//~div[@LABEL='" + label + "'][not(*)]/@TYPE"))
                    .as(label)
                    .containsExactly("Directory");
        }
        assertThat(aip.directory().resolve("data/objects/a/b/empty3")).isEmptyDirectory();
        assertThat(aip.directory().resolve("data/objects/vide_e")).isEmptyDirectory();
    }

    @Test
    void a_file_forty_directories_down_is_stored() throws Exception {
        assertThat(stored(Generated.at(directory.resolve("deep-path"), "deep-path"))
                        .payload())
                .anyMatch(name -> name.length() > 1000 && name.endsWith("/deep.txt"));
    }

    @Test
    void a_thousand_directories_are_stored() throws Exception {
        stored(Generated.at(directory.resolve("wide-dirs"), "wide-dirs"));
    }

    @Test
    void many_files_are_stored() throws Exception {
        stored(Generated.at(directory.resolve("many"), "many", MANY));
    }

    @Test
    void a_large_file_is_stored() throws Exception {
        stored(Generated.at(directory.resolve("large"), "large", LARGE));
    }

    @Test
    void an_infected_file_without_a_scanner_is_stored_as_not_scanned() throws Exception {
        var generated = Generated.at(directory.resolve("not-scanned"), "eicar");
        assertThat(stored(generated).filesWith("virus check", "Not scanned"))
                .containsExactlyInAnyOrder("objects/clean.txt", "objects/eicar.txt", "objects/packed.zip");
    }

    @Test
    void an_infected_file_fails_the_transfer_which_names_it() throws Exception {
        var generated = Generated.at(directory.resolve("eicar"), "eicar");
        var data = directory.resolve("scanned");
        try (var clamd = Clamd.start(directory);
                var scanning = RunningNode.start(data, Map.of("MUNIMENT_CLAMD", clamd.address()))) {
            var summary = scanning.run(generated.transfer());

            assertThat(summary.status()).isEqualTo(TransferStatus.FAILED);
            assertThat(summary.failure().orElseThrow().job()).isEqualTo("Scan for viruses in directories");
            assertThat(summary.failure().orElseThrow().file())
                    .hasValueSatisfying(file -> assertThat(file).matches("objects/(eicar\\.txt|packed\\.zip)"));
            assertThat(StoredAip.files(data.resolve("store"))).isEmpty();
        }
    }

    private StoredAip stored(Generated generated) throws Exception {
        var aip = StoredAip.of(node.run(generated.transfer()), generated.transfer());
        generated.assertKeptIn(aip);
        return aip;
    }
}
