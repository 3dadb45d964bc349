package preservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import codec.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import model.FileFacts;
import model.Finding;
import model.TaskResult;
import model.TaskStatus;
import model.ToolId;
import model.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import testing.Entries;
import testing.FakeClamd;
import testing.FakeContext;
import tools.ClamAddress;
import tools.ClamAv;

class ScanForVirusesTest {

    private static final ScanForViruses.Parameters NONE = new ScanForViruses.Parameters();
    private static final String SIGNATURES = "signatures 27000 of Mon Nov 23 09:00:00 2026";
    private static final byte[] CONTENT = content();

    @TempDir
    Path directory;

    private FakeContext context;

    @BeforeEach
    void prepare() throws IOException {
        context = FakeContext.in(directory);
    }

    static Stream<Arguments> what_clamd_says() {
        return Stream.of(
                arguments("stream: OK", TaskStatus.COMPLETED, Verdict.PASS, ""),
                arguments("stream: Win.Bad-1 FOUND", TaskStatus.FAILED, Verdict.FAIL, "Win.Bad-1"),
                arguments("stream: odd name (x) FOUND", TaskStatus.FAILED, Verdict.FAIL, "odd name (x)"),
                arguments(
                        "stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND",
                        TaskStatus.NOT_DONE,
                        Verdict.NOT_DONE,
                        ""),
                arguments("INSTREAM size limit exceeded. ERROR", TaskStatus.NOT_DONE, Verdict.NOT_DONE, ""),
                arguments(
                        FakeClamd.EARLY + "1: INSTREAM size limit exceeded. ERROR",
                        TaskStatus.FAILED,
                        Verdict.NOT_DONE,
                        ""),
                arguments(
                        FakeClamd.EARLY + "2: INSTREAM size limit exceeded. ERROR",
                        TaskStatus.NOT_DONE,
                        Verdict.NOT_DONE,
                        ""),
                arguments(FakeClamd.EARLY + "COMMAND READ TIMED OUT", TaskStatus.FAILED, Verdict.NOT_DONE, ""),
                arguments("stream: Can't allocate memory ERROR", TaskStatus.FAILED, Verdict.NOT_DONE, ""),
                arguments("UNKNOWN COMMAND", TaskStatus.FAILED, Verdict.NOT_DONE, ""),
                arguments("stream: FOUND", TaskStatus.FAILED, Verdict.NOT_DONE, ""),
                arguments("", TaskStatus.FAILED, Verdict.NOT_DONE, ""),
                arguments("x".repeat(10_000), TaskStatus.FAILED, Verdict.NOT_DONE, ""),
                arguments(FakeClamd.CLOSE_MIDWAY, TaskStatus.FAILED, Verdict.NOT_DONE, ""),
                arguments(FakeClamd.HANG, TaskStatus.FAILED, Verdict.NOT_DONE, ""));
    }

    @ParameterizedTest
    @MethodSource
    void what_clamd_says(String answer, TaskStatus status, Verdict verdict, String signature) throws Exception {
        try (var clamd = FakeClamd.saying(answer)) {
            var result = scan(clamd, file("objects/a b.txt"));

            assertThat(result.status()).isEqualTo(status);
            var finding = virusScanned(result);
            assertThat(finding.verdict()).isEqualTo(verdict);
            assertThat(finding.signature()).isEqualTo(signature);
            if (status != TaskStatus.COMPLETED) {
                assertThat(result.message()).startsWith("objects/a b.txt: ");
            }
            if (verdict == Verdict.NOT_DONE) {
                assertThat(finding.detail()).startsWith("not scanned: ").hasSizeGreaterThan(20);
            }
        }
    }

    @Test
    void a_file_arrives_byte_for_byte_and_the_result_names_the_scanner() throws Exception {
        try (var clamd = FakeClamd.saying("stream: OK")) {
            var result = scan(clamd, file("objects/a"));

            assertThat(clamd.received()).containsExactly(CONTENT);
            assertThat(result.tool()).contains(new ToolId("ClamAV", "9.8.7"));
            assertThat(virusScanned(result).detail()).isEqualTo(SIGNATURES);
        }
    }

    @Test
    void a_good_word_before_the_end_of_the_file_is_no_pass() throws Exception {
        try (var clamd = FakeClamd.saying(FakeClamd.EARLY + "2: stream: OK")) {
            // More than the buffers of both sides hold, so that the answer is there before the file is sent.
            var result = scan(clamd, Entries.received(context, "objects/large", new byte[20 << 20]));

            assertThat(result.status()).isEqualTo(TaskStatus.FAILED);
            assertThat(virusScanned(result).verdict()).isEqualTo(Verdict.NOT_DONE);
        }
    }

    @Test
    void an_infected_file_is_named_as_it_was_received() throws Exception {
        try (var clamd = FakeClamd.saying("stream: Bad FOUND")) {
            var moved = Entries.moved(file("pläne/a.txt"), "objects/plane/a.txt");

            assertThat(scan(clamd, moved).message()).startsWith("pläne/a.txt: infected with Bad; ");
        }
    }

    @Test
    void without_a_scanner_nothing_is_a_pass() throws Exception {
        var result = new ScanForViruses(Optional.empty()).run(NONE, Entries.task(file("objects/a")), context);

        assertThat(result.status()).isEqualTo(TaskStatus.NOT_DONE);
        assertThat(result.findings())
                .containsExactly(
                        new Finding.VirusScanned(Verdict.NOT_DONE, "", "not scanned: no virus scanner is configured"));
    }

    @Test
    void a_file_above_the_size_limit_is_not_sent() throws Exception {
        try (var clamd = FakeClamd.saying("stream: OK")) {
            var door = new ClamAv(quick(clamd.address()).withBytesMax(CONTENT.length - 1));

            var result = new ScanForViruses(Optional.of(door)).run(NONE, Entries.task(file("objects/a")), context);

            assertThat(result.status()).isEqualTo(TaskStatus.NOT_DONE);
            assertThat(virusScanned(result).detail())
                    .isEqualTo(
                            "not scanned: its 300000 bytes are more than the 299999 that the scanner is trusted with;"
                                    + " raise StreamMaxLength, MaxFileSize and MaxScanSize in clamd.conf, then this program's"
                                    + " limit");
            assertThat(clamd.connections()).isZero();
        }
    }

    @Test
    void a_scanner_that_cannot_be_reached_fails_the_task_and_says_what_to_do() throws Exception {
        int port;
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
        }
        for (var address :
                List.of("127.0.0.1:" + port, directory.resolve("no-socket").toString())) {
            var action = new ScanForViruses(Optional.of(new ClamAv(quick(address))));

            var result = action.run(NONE, Entries.task(file("objects/a")), context);

            assertThat(result.status()).isEqualTo(TaskStatus.FAILED);
            assertThat(result.message())
                    .startsWith("objects/a: not scanned: clamd at " + address + " does not answer (")
                    .endsWith("start it, or correct the address in the settings, and try again");
            assertThat(virusScanned(result).verdict()).isEqualTo(Verdict.NOT_DONE);
        }
    }

    @Test
    void a_batch_shares_one_connection_and_each_file_has_its_own_result() throws Exception {
        try (var clamd = FakeClamd.saying("stream: OK", "stream: Bad FOUND", "stream: OK")) {
            var results = scanAll(clamd, file("objects/a"), file("objects/b"), file("objects/c"));

            assertThat(results.stream().map(TaskResult::status))
                    .containsExactly(TaskStatus.COMPLETED, TaskStatus.FAILED, TaskStatus.COMPLETED);
            assertThat(clamd.connections()).isEqualTo(1);
        }
    }

    @Test
    void in_a_batch_a_connection_that_breaks_is_made_anew_and_costs_no_file() throws Exception {
        try (var clamd = FakeClamd.saying("stream: OK", FakeClamd.CLOSE_MIDWAY, "stream: OK")) {
            var results = scanAll(clamd, file("objects/a"), file("objects/b"), file("objects/c"));

            assertThat(results.stream().map(TaskResult::status)).containsOnly(TaskStatus.COMPLETED);
            assertThat(clamd.connections()).isEqualTo(2);
            assertThat(clamd.received()).hasSize(3);
        }
    }

    @Test
    void in_a_batch_a_file_that_breaks_every_connection_costs_that_file_only() throws Exception {
        try (var clamd = FakeClamd.saying("stream: OK", FakeClamd.CLOSE_MIDWAY, FakeClamd.CLOSE_MIDWAY, "stream: OK")) {
            var results = scanAll(clamd, file("objects/a"), file("objects/b"), file("objects/c"));

            assertThat(results.stream().map(TaskResult::status))
                    .containsExactly(TaskStatus.COMPLETED, TaskStatus.FAILED, TaskStatus.COMPLETED);
            assertThat(results.get(1).message()).contains("clamd closed the connection before it answered");
        }
    }

    @Test
    void in_a_batch_a_file_whose_bytes_are_gone_costs_that_file_only() throws Exception {
        try (var clamd = FakeClamd.saying("stream: OK")) {
            var gone = file("objects/b");
            Files.delete(context.physical(gone.physicalPath().orElseThrow()));

            var results = scanAll(clamd, file("objects/a"), gone, Entries.file("objects/c"), file("objects/d"));

            assertThat(results.stream().map(TaskResult::status))
                    .containsExactly(TaskStatus.COMPLETED, TaskStatus.FAILED, TaskStatus.FAILED, TaskStatus.COMPLETED);
            assertThat(results.get(1).message()).startsWith("objects/b: not scanned: ");
        }
    }

    @Test
    void a_batch_that_is_given_up_ends_without_results() throws Exception {
        try (var clamd = FakeClamd.saying(FakeClamd.HANG)) {
            var results = new ArrayList<TaskResult>();
            var file = file("objects/a");
            context.giveUp();

            assertThatThrownBy(() -> action(clamd)
                            .runGroup(
                                    NONE, Entries.tasks(List.of(file)), context, (task, result) -> results.add(result)))
                    .isInstanceOf(InterruptedException.class);
            assertThatThrownBy(() -> action(clamd).run(NONE, Entries.task(file), context))
                    .isInstanceOf(InterruptedException.class);
            assertThat(results).isEmpty();
        }
    }

    @Test
    void an_interrupt_while_clamd_is_silent_is_no_failure_of_the_file() throws Exception {
        try (var clamd = FakeClamd.saying(FakeClamd.HANG)) {
            var task = Entries.task(file("objects/a"));
            var action =
                    new ScanForViruses(Optional.of(new ClamAv(ClamAv.Settings.of(new ClamAddress(clamd.address())))));
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> action.run(NONE, task, context)).isInstanceOf(InterruptedException.class);

            assertThat(Thread.interrupted()).isFalse();
        }
    }

    @Test
    void a_directory_has_nothing_to_scan() throws Exception {
        var result =
                new ScanForViruses(Optional.empty()).run(NONE, Entries.task(Entries.directory("objects/d")), context);

        assertThat(result.status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(result.findings()).isEmpty();
    }

    @Test
    void its_parameters_are_read_from_an_empty_map() throws Exception {
        assertThat(Json.text().readValue("{}", ScanForViruses.Parameters.class)).isEqualTo(NONE);
    }

    static Stream<Arguments> addresses() {
        return Stream.of(
                arguments("/run/clamav/clamd.ctl", true),
                arguments("clamav:3310", true),
                arguments("clamav", true),
                arguments("[::1]:3310", true),
                arguments("[::1]", true),
                arguments("::1", false),
                arguments("", false),
                arguments(":3310", false),
                arguments("clamav:x", false),
                arguments("clamav:99999", false));
    }

    @ParameterizedTest
    @MethodSource
    void addresses(String text, boolean isGood) {
        if (isGood) {
            assertThat(new ClamAddress(text).text()).isEqualTo(text);
        } else {
            assertThatThrownBy(() -> new ClamAddress(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("\"" + text + "\"");
        }
    }

    private FileFacts file(String path) throws IOException {
        return Entries.received(context, path, CONTENT);
    }

    private TaskResult scan(FakeClamd clamd, FileFacts file) throws InterruptedException {
        return action(clamd).run(NONE, Entries.task(file), context);
    }

    private List<TaskResult> scanAll(FakeClamd clamd, FileFacts... files) throws InterruptedException {
        var results = new ArrayList<TaskResult>();
        action(clamd).runGroup(NONE, Entries.tasks(List.of(files)), context, (task, result) -> results.add(result));
        return results;
    }

    private static ScanForViruses action(FakeClamd clamd) {
        return new ScanForViruses(Optional.of(new ClamAv(quick(clamd.address()))));
    }

    private static ClamAv.Settings quick(String address) {
        var limit = Duration.ofMillis(500);
        return new ClamAv.Settings(
                new ClamAddress(address), ClamAv.Settings.BYTES_MAX, limit, Duration.ofMillis(300), limit, limit);
    }

    private static Finding.VirusScanned virusScanned(TaskResult result) {
        assertThat(result.findings()).hasSize(1);
        return (Finding.VirusScanned) result.findings().get(0);
    }

    private static byte[] content() {
        var bytes = new byte[300_000];
        new Random(7).nextBytes(bytes);
        return bytes;
    }
}
