package preservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import model.FileFacts;
import model.Finding;
import model.Format;
import model.TaskResult;
import model.TaskStatus;
import model.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testing.Altered;
import testing.Entries;
import testing.FakeContext;
import tools.Programs;
import tools.ToolRunner;
import tools.validation.FormatValidators;

class ValidateFormatsTest {

    private static ToolRunner runner;
    private static FormatValidators validators;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start(@TempDir Path temporary) {
        runner = ToolRunner.start(Programs.ofThisMachine());
        validators =
                new FormatValidators(runner, temporary, new FormatValidators.Limits(1, 128, Duration.ofSeconds(60)));
    }

    @AfterAll
    static void end() {
        validators.close();
        runner.close();
    }

    @Test
    void a_valid_file_is_a_finding_with_the_tool_and_no_message() throws Exception {
        var result = validate("objects/a.gif", "fmt/4", image("gif"));

        assertThat(result.status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(finding(result).verdict()).isEqualTo(Verdict.PASS);
        assertThat(finding(result).tool()).isEqualTo(result.tool());
        assertThat(result.tool().orElseThrow().name()).isEqualTo("JHOVE");
        assertThat(result.message()).isEmpty();
    }

    @Test
    void a_file_that_is_not_valid_completes_and_is_named() throws Exception {
        var result = validate("objects/a.gif", "fmt/4", image("png"));

        assertThat(result.status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(finding(result).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(result.message()).startsWith("objects/a.gif is not valid as GIF: not well-formed");
    }

    @Test
    void a_format_without_a_validator_has_no_finding_and_starts_nothing() throws Exception {
        for (var format : List.of(Optional.<Format>empty(), format("x-fmt/111"))) {
            var context = FakeContext.in(directory);
            var file = as(Entries.received(context, "objects/a.txt", bytes("words")), format);
            var action = new ValidateFormats(() -> fail("nobody needs a validator"));

            var result = action.run(new ValidateFormats.Parameters(), Entries.task(file), context);

            assertThat(result.status()).isEqualTo(TaskStatus.COMPLETED);
            assertThat(result.findings()).isEmpty();
        }
    }

    @Test
    void a_group_has_one_result_for_each_file_whatever_the_others_are() throws Exception {
        var context = FakeContext.in(directory);
        var good = as(Entries.received(context, "objects/good.gif", image("gif")), format("fmt/4"));
        var gone = as(Entries.file("objects/gone.gif"), format("fmt/4"));
        var bad = as(Entries.received(context, "objects/bad.xml", bytes("<a>")), format("fmt/101"));
        var said = new TreeMap<Integer, TaskResult>();

        new ValidateFormats(() -> validators)
                .runGroup(
                        new ValidateFormats.Parameters(),
                        Entries.tasks(List.of(good, gone, bad)),
                        context,
                        (task, result) -> said.put(task.ordinal(), result));

        assertThat(said).hasSize(3);
        assertThat(finding(said.get(0)).verdict()).isEqualTo(Verdict.PASS);
        assertThat(said.get(1).status()).isEqualTo(TaskStatus.FAILED);
        assertThat(said.get(1).message()).contains("objects/gone.gif").contains("not in the work area");
        assertThat(finding(said.get(2)).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void messages_are_bounded() throws Exception {
        var result = validate("objects/long.xml", "fmt/101", bytes("<a " + "x".repeat(5000) + "/>"));

        assertThat(finding(result).messages()).isNotEmpty().allSatisfy(message -> assertThat(message)
                .hasSizeLessThanOrEqualTo(500));
    }

    @Test
    void the_rules_name_the_formats_that_there_are_validators_for() {
        var rules = ValidationRules.standard();

        assertThat(rules.puids()).hasSizeGreaterThan(75).allMatch(puid -> puid.matches("(x-)?fmt/[0-9]+"));
        assertThat(rules.choice(format("fmt/354")).orElseThrow().option()).isEqualTo("1b");
        assertThat(rules.choice(format("x-fmt/111"))).isEmpty();
    }

    private TaskResult validate(String path, String puid, byte[] content) throws Exception {
        var context = FakeContext.in(directory);
        var file = as(Entries.received(context, path, content), format(puid));
        return new ValidateFormats(() -> validators).run(new ValidateFormats.Parameters(), Entries.task(file), context);
    }

    private static Finding.Validated finding(TaskResult result) {
        return (Finding.Validated) result.findings().get(0);
    }

    private static Optional<Format> format(String puid) {
        return Optional.of(new Format(puid, "", "", "", "Signature"));
    }

    static FileFacts as(FileFacts file, Optional<Format> format) {
        return Altered.of(file).format(format).facts();
    }

    private static byte[] image(String format) throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), format, out);
        return out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
