package app;

import static org.assertj.core.api.Assertions.assertThat;

import codec.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testing.Clamd;
import testing.Needs;

/**
 * Goal: an administrator sees which signatures are in use, real clamd's among them, and brings newer ones in. Method: the
 * command as a process of its own, with the published files of a later date.
 */
class SignaturesIT {

    @TempDir
    Path directory;

    @Test
    void newer_files_are_installed_and_shown_and_the_same_again_is_refused() throws Exception {
        var offered = Needs.shared().resolve("testdata/signatures");
        var data = directory.resolve("data").toString();

        var update = run(Map.of(), "signatures", "update", "--from", offered.toString(), "--data", data);
        assertThat(update.exit()).as(update.err()).isZero();
        assertThat(update.out()).contains("V122 is installed").contains("container 20260119 is installed");

        var shown = Json.text()
                .readTree(run(Map.of(), "signatures", "--json", "--data", data).out());
        assertThat(shown.path("files")).hasSize(4);
        var newest = shown.path("files").get(1);
        assertThat(newest.path("version").asInt()).isEqualTo(122);
        assertThat(newest.path("date").asText()).isEqualTo("2026-01-19");
        assertThat(newest.path("inUse").asBoolean()).isTrue();
        assertThat(newest.path("path").asText()).endsWith("data/signatures/DROID_SignatureFile_V122.xml");
        assertThat(shown.path("files").get(0).path("inUse").asBoolean()).isFalse();

        var file = offered.resolve("DROID_SignatureFile_V122.xml").toString();
        var again = run(Map.of(), "signatures", "update", "--from", file, "--data", data);
        assertThat(again.exit()).isEqualTo(1);
        assertThat(again.err()).contains("not newer than V122");
    }

    @Test
    void a_real_clamd_is_asked() throws Exception {
        try (var clamd = Clamd.start(directory)) {
            var run = run(Map.of("MUNIMENT_CLAMD", clamd.address()), "signatures", "--json", "--data", "none");

            var told = Json.text().readTree(run.out()).path("clamd");
            assertThat(told.path("address").asText()).isEqualTo(clamd.address());
            assertThat(told.path("program").asText()).matches("\\d+\\.\\d+.*");
            assertThat(told.path("problem").isNull()).isTrue();
        }
    }

    private CommandRun run(Map<String, String> environment, String... arguments) throws Exception {
        return CommandRun.of(directory, List.of(arguments), environment);
    }
}
