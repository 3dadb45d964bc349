package preservation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import model.FilePath;
import model.Finding;
import model.TaskStatus;
import model.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testing.Entries;
import testing.FakeContext;
import testing.Needs;
import tools.Droid;
import tools.Programs;
import tools.Signatures;
import tools.ToolRunner;
import tools.validation.FormatValidators;

/** Identifies sample files and validates them as the workflow does. The samples are not shipped. */
class ValidateFormatsIT {

    private static Path transfers;
    private static Droid droid;
    private static ToolRunner runner;
    private static FormatValidators validators;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start(@TempDir Path temporary) throws IOException {
        transfers = Needs.shared().resolve("testdata").resolve("transfers");
        droid = new Droid(new Signatures(temporary.resolve("signatures")), Duration.ofMinutes(2));
        runner = ToolRunner.start(Programs.ofThisMachine());
        validators =
                new FormatValidators(runner, temporary, new FormatValidators.Limits(1, 256, Duration.ofMinutes(2)));
    }

    @AfterAll
    static void end() {
        if (validators != null) {
            validators.close();
            runner.close();
        }
    }

    @Test
    void pdfa_files_pass_and_fail_as_their_names_say() throws Exception {
        var said = validate("pdfa-pass-fail");

        assertThat(said).hasSize(14).allSatisfy((name, finding) -> {
            assertThat(finding.verdict()).isEqualTo(name.contains("pass") ? Verdict.PASS : Verdict.FAIL);
            assertThat(finding.profile()).isEqualTo(name.contains("PDFA-1b") ? "PDF/A-1b" : "PDF/A-2b");
        });
        System.err.println("pdfa-pass-fail: " + said.size() + " of 14 verdicts right");
    }

    @Test
    void broken_pdf_files_have_verdicts_and_break_nothing() throws Exception {
        var said = validate("pdf-broken");

        assertThat(said).isNotEmpty().allSatisfy((name, finding) -> assertThat(finding.verdict())
                .isNotEqualTo(Verdict.NOT_DONE));
        assertThat(said.values())
                .filteredOn(finding -> finding.verdict() == Verdict.FAIL)
                .hasSizeGreaterThan(3);
    }

    @Test
    void ordinary_files_are_validated_by_their_format() throws Exception {
        var said = validate("standard-mixed-formats");

        assertThat(said).hasSizeGreaterThan(5).allSatisfy((name, finding) -> assertThat(finding.verdict())
                .isNotEqualTo(Verdict.NOT_DONE));
        said.forEach((name, finding) -> System.err.println(name + ": " + finding.verdict() + " "
                + finding.tool().orElseThrow() + " " + finding.profile() + " " + finding.messages()));
    }

    @Test
    void the_rate_of_a_warm_validator_is_measured() throws Exception {
        validate("pdfa-pass-fail");
        long began = System.nanoTime();
        int count = 0;
        for (int round = 0; round < 5; round++) {
            count += validate("pdfa-pass-fail").size();
        }
        var veraPdf = count * 1e9 / (System.nanoTime() - began);
        validate("pdf-broken");
        began = System.nanoTime();
        count = 0;
        for (int round = 0; round < 5; round++) {
            count += validate("pdf-broken").size();
        }

        System.err.printf(
                "identification and validation, one child, warm: PDF/A %.0f files/s, PDF by JHOVE %.0f files/s%n",
                veraPdf, count * 1e9 / (System.nanoTime() - began));
        assertThat(count).isPositive();
    }

    /** Findings by path below the transfer, for files that there is a validator for. */
    private Map<String, Finding.Validated> validate(String transfer) throws Exception {
        var context = FakeContext.in(directory);
        var action = new ValidateFormats(() -> validators);
        var said = new TreeMap<String, Finding.Validated>();
        for (var path : files(transfers.resolve(transfer))) {
            var name = FilePath.of(transfers.resolve(transfer).relativize(path).toString());
            var received = Entries.received(context, name.display(), Files.readAllBytes(path));
            var format = droid.identify(path, name).format();

            var result = action.run(
                    new ValidateFormats.Parameters(), Entries.task(ValidateFormatsTest.as(received, format)), context);

            assertThat(result.status()).isEqualTo(TaskStatus.COMPLETED);
            if (!result.findings().isEmpty()) {
                said.put(name.display(), (Finding.Validated) result.findings().get(0));
            }
        }
        return said;
    }

    private static List<Path> files(Path directory) throws IOException {
        var files = new ArrayList<Path>();
        try (var found = Files.walk(directory)) {
            found.filter(Files::isRegularFile).forEach(files::add);
        }
        return files;
    }
}
