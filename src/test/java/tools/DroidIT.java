package tools;

import static org.assertj.core.api.Assertions.assertThat;

import codec.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import model.FilePath;
import model.Format;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testing.Needs;

/**
 * DROID on real files, against what DROID itself said of them once, with newer signatures. The samples are not shipped.
 */
class DroidIT {

    private static Path samples;
    private static Droid shipped;

    @BeforeAll
    static void load(@TempDir Path none) throws IOException {
        samples = Needs.shared().resolve("testdata");
        shipped = new Droid(new Signatures(none.resolve("signatures")), Duration.ofMinutes(5));
    }

    @Test
    void every_puid_that_the_shipped_signatures_know_is_found() throws Exception {
        var known = new ArrayList<String>();
        var wrong = new TreeMap<String, String>();
        for (var sample : expected("puid-skeletons")) {
            var puid = sample.path("puid_expected").asText();
            if (shipped.knows(puid)) {
                known.add(puid);
                check(shipped, "puid-skeletons", sample.path("path").asText(), puid, wrong);
            }
        }

        System.err.println("puid-skeletons: the shipped signature files know " + known.size() + " of 60 PUIDs, "
                + (known.size() - wrong.size()) + " of them identified as expected");
        assertThat(known).hasSizeGreaterThan(40);
        assertThat(wrong).isEmpty();
    }

    @Test
    void newer_signatures_find_every_puid(@TempDir Path data) throws Exception {
        var signatures = new Signatures(data.resolve("signatures"));
        for (var file : List.of("DROID_SignatureFile_V122.xml", "container-signature-20260119.xml")) {
            assertThat(signatures
                            .install(samples.resolve("signatures").resolve(file))
                            .fileName())
                    .isEqualTo(file);
        }
        var newer = new Droid(signatures, Duration.ofMinutes(5));
        var wrong = new TreeMap<String, String>();
        for (var sample : expected("puid-skeletons")) {
            check(
                    newer,
                    "puid-skeletons",
                    sample.path("path").asText(),
                    sample.path("puid_expected").asText(),
                    wrong);
        }

        assertThat(newer.tool().version()).isEqualTo("6.8.0 (V122, container 20260119)");
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"standard-mixed-formats", "unknown-formats", "pdfa-pass-fail", "pdf-broken", "zero-byte-files"})
    void real_files_are_identified_as_by_droid_itself(String transfer) throws Exception {
        var wrong = new TreeMap<String, String>();
        for (var sample : expected(transfer)) {
            var puid = sample.path("puid_droid").asText().replaceFirst("\\|.*", "");
            check(shipped, transfer, sample.path("path").asText(), puid, wrong);
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void the_rate_on_a_warm_instance_is_measured() throws Exception {
        var files = new ArrayList<Path>();
        for (var transfer : List.of("standard-mixed-formats", "puid-skeletons", "pdfa-pass-fail", "pdf-broken")) {
            try (var found = Files.walk(samples.resolve("transfers").resolve(transfer))) {
                found.filter(Files::isRegularFile).forEach(files::add);
            }
        }
        long began = 0;
        for (int round = 0; round < 4; round++) {
            began = System.nanoTime();
            for (var file : files) {
                shipped.identify(file, name(file));
            }
        }
        var seconds = (System.nanoTime() - began) / 1e9;

        System.err.printf("DROID, one thread, warm: %.0f files/s%n", files.size() / seconds);
        assertThat(seconds).isPositive();
    }

    private void check(Droid droid, String transfer, String path, String puid, Map<String, String> wrong)
            throws Exception {
        var file = samples.resolve("transfers").resolve(transfer).resolve(path);
        var found = droid.identify(file, name(file));
        var actual = found.format().map(Format::puid).orElse("");
        if (!actual.equals(puid)) {
            wrong.put(path, "expected " + puid + " but was " + actual + " " + found.warning());
        }
    }

    private static FilePath name(Path file) {
        return FilePath.of(file.getFileName().toString());
    }

    private static JsonNode expected(String transfer) throws IOException {
        return Json.text()
                .readTree(Files.readAllBytes(samples.resolve("expected").resolve(transfer + ".json")))
                .path("files");
    }
}
