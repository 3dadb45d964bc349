package tools.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import javax.imageio.ImageIO;
import model.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import testing.HeldProcess;
import tools.Programs;
import tools.ToolRunner;

/** Children are found among this JVM's own, and hurt from outside as an operator or the kernel would. */
@Tag("slow")
@Timeout(120)
class FormatValidatorsTest {

    private static final ValidatorChoice XML = new ValidatorChoice(ValidatorChoice.Kind.XML, "");
    private static final ValidatorChoice JPEG = new ValidatorChoice(ValidatorChoice.Kind.JHOVE, "JpegModule");
    private static final ValidatorChoice GIF = new ValidatorChoice(ValidatorChoice.Kind.JHOVE, "GifModule");
    private static final ValidatorChoice PDFA = new ValidatorChoice(ValidatorChoice.Kind.VERAPDF, "1b");

    @TempDir
    private Path directory;

    private ToolRunner runner;
    private final List<FormatValidators> opened = new ArrayList<>();

    @BeforeEach
    void start() {
        runner = ToolRunner.start(Programs.ofThisMachine());
    }

    @AfterEach
    void end() {
        opened.forEach(FormatValidators::close);
        runner.close();
    }

    @Test
    void a_good_picture_is_valid_and_the_module_is_named() throws Exception {
        var said = open(1, 128, 60).validate(JPEG, image("jpg"), () -> false);

        assertThat(said.verdict()).isEqualTo(Verdict.PASS);
        assertThat(said.tool().orElseThrow().toString()).matches("JHOVE 1\\.32\\.1 \\(JPEG-hul [0-9.]+\\)");
        assertThat(said.profile()).startsWith("JPEG");
        assertThat(said.messages()).isEmpty();
    }

    @Test
    void a_picture_of_another_format_is_not() throws Exception {
        var said = open(1, 128, 60).validate(GIF, image("png"), () -> false);

        assertThat(said.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(said.messages().get(0)).isEqualTo("not well-formed");
        assertThat(said.messages()).hasSizeGreaterThan(1);
    }

    @Test
    void veraPdf_says_what_it_validated_against() throws Exception {
        var said = open(1, 128, 60).validate(PDFA, file("%PDF-1.4\nnot much\n%%EOF\n"), () -> false);

        assertThat(said.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(said.profile()).isEqualTo("PDF/A-1b");
        assertThat(said.tool().orElseThrow().toString()).isEqualTo("veraPDF 1.30.2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<a><b/></a>                                                           | PASS",
                "<a><b></a>                                                            | FAIL",
                "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/a.dtd\"><a/>                  | PASS",
                "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///dev/zero\">]><a>&e;</a>      | PASS",
                "nothing of the kind                                                   | FAIL",
            })
    void xml_is_well_formed_or_not_and_nothing_is_fetched(String text, Verdict verdict) throws Exception {
        assertThat(open(1, 64, 20).validate(XML, file(text), () -> false).verdict())
                .isEqualTo(verdict);
    }

    @Test
    void entities_that_explode_are_not_validated() throws Exception {
        var text = new StringBuilder("<!DOCTYPE l [<!ENTITY l0 \"lol\">");
        for (int i = 1; i < 12; i++) {
            text.append("<!ENTITY l")
                    .append(i)
                    .append(" \"")
                    .append(("&l" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }

        var said =
                open(1, 64, 60).validate(XML, file(text.append("]><l>&l11;</l>").toString()), () -> false);

        assertThat(said.verdict()).isEqualTo(Verdict.NOT_DONE);
    }

    @Test
    void one_child_serves_many_files() throws Exception {
        var validators = open(1, 64, 60);
        var used = new HashSet<Long>();
        for (int i = 0; i < 20; i++) {
            validators.validate(XML, file("<a/>"), () -> false);
            ours().forEach(child -> used.add(child.pid()));
        }

        assertThat(used).hasSize(1);
    }

    @Test
    void a_child_that_was_killed_while_idle_costs_no_file() throws Exception {
        var validators = open(1, 64, 60);
        validators.validate(XML, file("<a/>"), () -> false);

        killAll();

        assertThat(validators.validate(XML, file("<a/>"), () -> false).verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void a_child_that_is_killed_over_a_file_costs_that_file_only() throws Exception {
        var validators = open(1, 64, 60);
        var pipe = pipe();
        var said = background(validators, pipe, () -> false);
        try (var open = Files.newOutputStream(pipe)) { // opens when the child has opened it, and keeps it waiting
            assertThat(open).isNotNull();
            killAll();
            said.join();
        }

        assertThat(said.join().verdict()).isEqualTo(Verdict.NOT_DONE);
        assertThat(said.join().messages().get(0)).contains("died with exit code");
        assertThat(validators.validate(XML, file("<a/>"), () -> false).verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void a_child_that_hangs_is_stopped_when_its_time_is_over() throws Exception {
        var validators = open(1, 64, 5);
        awaitChild(validators);
        for (var child : awaitOurs()) {
            HeldProcess.hold(child.pid());
        }

        var said = validators.validate(XML, file("<a/>"), () -> false);

        assertThat(said.verdict()).isEqualTo(Verdict.NOT_DONE);
        assertThat(said.messages())
                .containsExactly("not validated: the validator gave no answer within 5 s and was stopped");
        assertThat(ours()).isEmpty();
        assertThat(validators.validate(XML, file("<a/>"), () -> false).verdict())
                .isEqualTo(Verdict.PASS);
    }

    /** On a busy machine the first child may not have started within the limit; then the next one has. */
    private void awaitChild(FormatValidators validators) throws Exception {
        while (validators.validate(XML, file("<a/>"), () -> false).verdict() != Verdict.PASS) {
            assertThat(ours()).isEmpty();
        }
    }

    @Test
    void a_file_that_eats_all_memory_is_not_validated() throws Exception {
        var validators = open(1, 24, 60);
        var wide = file("<a" + " ".repeat(20 << 20) + "x='" + "y".repeat(60 << 20) + "'/>");

        var said = validators.validate(XML, wide, () -> false);

        assertThat(said.verdict()).isEqualTo(Verdict.NOT_DONE);
        assertThat(said.messages())
                .containsExactly("not validated: the validator ran out of memory (it had a heap of 24 MiB)");
        assertThat(validators.validate(XML, file("<a/>"), () -> false).verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void an_attempt_that_is_given_up_leaves_no_child() throws Exception {
        var validators = open(1, 64, 60);
        var givenUp = new AtomicBoolean();
        var pipe = pipe();
        var said = background(validators, pipe, givenUp::get);

        try (var open = Files.newOutputStream(pipe)) {
            assertThat(open).isNotNull();
            givenUp.set(true);

            assertThatThrownBy(said::join).hasCauseInstanceOf(InterruptedException.class);
        }
        assertThat(ours()).isEmpty();
    }

    @Test
    void a_module_that_does_not_exist_is_a_message_not_a_crash() throws Exception {
        var unknown = new ValidatorChoice(ValidatorChoice.Kind.JHOVE, "NoSuchModule");

        var said = open(1, 64, 60).validate(unknown, file("x"), () -> false);

        assertThat(said.verdict()).isEqualTo(Verdict.NOT_DONE);
        assertThat(said.messages().get(0)).contains("the validator failed").contains("NoSuchModule");
    }

    @Test
    void a_jvm_that_cannot_start_is_an_error_that_says_what_to_do() {
        var impossible = open(1, Integer.MAX_VALUE, 60);

        assertThatThrownBy(() -> impossible.validate(XML, file("<a/>"), () -> false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not start; is there memory");
    }

    @Test
    void closing_ends_the_children() throws Exception {
        var validators = open(2, 64, 60);
        validators.validate(XML, file("<a/>"), () -> false);

        validators.close();

        assertThat(ours()).isEmpty();
        assertThatThrownBy(() -> validators.validate(XML, file("<a/>"), () -> false))
                .hasMessageContaining("shutting down");
    }

    private FormatValidators open(int children, int heapMegabytes, int seconds) {
        var limits = new FormatValidators.Limits(children, heapMegabytes, Duration.ofSeconds(seconds));
        var validators = new FormatValidators(runner, directory, limits);
        opened.add(validators);
        return validators;
    }

    private static CompletableFuture<Validation> background(
            FormatValidators validators, Path file, BooleanSupplier givenUp) {
        var said = new CompletableFuture<Validation>();
        var thread = new Thread(() -> {
            try {
                said.complete(validators.validate(XML, file, givenUp));
            } catch (IOException | InterruptedException failure) {
                said.completeExceptionally(failure);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return said;
    }

    private Path pipe() throws IOException, InterruptedException {
        var pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        return pipe;
    }

    // The JDK shows the first page of a command line only, and the main class comes after a long class path.
    private static List<ProcessHandle> ours() {
        return ProcessHandle.current()
                .descendants()
                .filter(child -> child.info().commandLine().orElse("").contains("ExitOnOutOfMemoryError"))
                .toList();
    }

    /** A look at all processes may miss one that is there while others come and go; who stopped nothing would test nothing. */
    private static List<ProcessHandle> awaitOurs() {
        long limit = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        var found = ours();
        while (found.isEmpty()) {
            assertThat(System.nanoTime()).as("no child is to be seen").isLessThan(limit);
            found = ours();
        }
        return found;
    }

    private static void killAll() {
        for (var child : ours()) {
            child.destroyForcibly();
            child.onExit().join();
        }
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve(UUID.randomUUID().toString()), text);
    }

    private Path image(String format) throws IOException {
        var file = directory.resolve(UUID.randomUUID().toString());
        ImageIO.write(new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB), format, file.toFile());
        return file;
    }
}
