package app;

import static org.assertj.core.api.Assertions.assertThat;

import codec.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import testing.FakeClamd;
import tools.ClamAddress;

class SignaturesCommandTest {

    @TempDir
    Path directory;

    private Path data;

    private record Run(int exit, String out, String err) {}

    @BeforeEach
    void begin() {
        data = directory.resolve("data");
    }

    @Test
    void the_shipped_files_are_shown_with_versions_and_dates() {
        var run = run("signatures");

        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .containsPattern("DROID binary +111 +20\\d\\d-\\d\\d-\\d\\d +yes +comes with Muniment")
                .containsPattern("DROID container +20230307 +2023-03-07 +yes +comes with Muniment")
                .contains(data.resolve("signatures").toString());
        assertThat(data).doesNotExist(); // who only looks leaves nothing behind
    }

    @Test
    void json_is_one_object_and_nothing_else() throws Exception {
        var run = run("signatures", "--json");

        var object = Json.text().readTree(run.out());
        assertThat(object.path("directory").asText())
                .isEqualTo(data.resolve("signatures").toString());
        assertThat(object.path("files")).hasSize(2);
        assertThat(object.path("files").get(1).toString())
                .isEqualTo("{\"kind\":\"container\",\"version\":20230307,\"date\":\"2023-03-07\",\"inUse\":true,"
                        + "\"path\":null}");
        assertThat(object.has("clamd")).isTrue();
        assertThat(run.err()).isEmpty();
    }

    @Test
    void the_virus_database_is_shown_as_clamd_tells_it() throws Exception {
        try (var clamd = FakeClamd.saying("stream: OK")) {
            var report = report(clamd.address());

            assertThat(report.text())
                    .containsPattern("ClamAV +27000 +Mon Nov 23 09:00:00 2026 +yes +clamd 9.8.7 at 127.0.0.1");
            assertThat(report.json().path("clamd").path("database").asText()).isEqualTo("27000");
            assertThat(report.json().path("clamd").path("problem").isNull()).isTrue();
        }
    }

    @Test
    void a_clamd_that_does_not_answer_is_said_and_the_rest_is_shown() throws Exception {
        var report = report("127.0.0.1:" + freePort());

        assertThat(report.text()).contains("DROID binary").contains("does not answer");
        assertThat(report.json().path("clamd").path("problem").asText()).contains("does not answer");
        assertThat(report.json().path("clamd").path("database").isNull()).isTrue();
    }

    @Test
    void without_a_scanner_the_table_says_so() throws Exception {
        var report = SignatureReport.of(Toolbox.signatures(data), Optional.empty());

        assertThat(report.text()).contains("MUNIMENT_CLAMD").contains("not scanned");
        assertThat(report.json().path("clamd").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "notes.txt, no signatures, not well-formed XML",
        "other.xml, <a/>, begins with the element a",
        "old.xml, <FFSignatureFile Version='9'/>, not newer than V111",
        "empty.xml, <FFSignatureFile Version='999'/>, was not installed"
    })
    void a_file_that_cannot_be_used_is_refused_and_nothing_changes(String name, String text, String why)
            throws Exception {
        var file = Files.writeString(directory.resolve(name), text);

        var run = run("signatures", "update", "--from", file.toString());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains(name).contains(why);
        // As a word: the digits may stand in the name of the temporary directory.
        assertThat(run("signatures").out()).contains("111").doesNotContainPattern("\\b999\\b");
    }

    @Test
    void a_directory_without_newer_files_changes_nothing_and_that_is_fine() throws Exception {
        Files.writeString(directory.resolve("DROID_SignatureFile_V100.xml"), "older, so nobody looks into it");

        var run = run("signatures", "update", "--from", directory.toString());

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("nothing newer");
    }

    @Test
    void a_wrong_use_exits_with_2() {
        assertThat(run("signatures", "update").exit()).isEqualTo(2);
        assertThat(run(
                                "signatures",
                                "update",
                                "--from",
                                directory.resolve("nothing").toString())
                        .exit())
                .isEqualTo(2);
        assertThat(run("signatures", "upgrade").exit()).isEqualTo(2);
    }

    private SignatureReport report(String clamd) throws IOException, InterruptedException {
        return SignatureReport.of(Toolbox.signatures(data), Optional.of(new ClamAddress(clamd)));
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    private Run run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var all = Stream.concat(Arrays.stream(arguments), Stream.of("--data", data.toString()))
                .toArray(String[]::new);
        int exit = Main.line()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
        return new Run(exit, out.toString(), err.toString());
    }
}
