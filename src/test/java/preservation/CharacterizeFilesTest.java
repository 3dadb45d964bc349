package preservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codec.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import model.FileFacts;
import model.Finding;
import model.TaskResult;
import model.TaskStatus;
import model.ToolId;
import model.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testing.Altered;
import testing.Entries;
import testing.FakeContext;
import tools.ExifTool;
import tools.Ffprobe;
import tools.MediaInfo;
import tools.Programs;
import tools.ToolRunner;

/** With programs of the test's own that answer to the tools' names, so that they can be made to hang and to die. */
class CharacterizeFilesTest {

    /** Answers as ExifTool's {@code -stay_open} does; what the file says decides how it behaves. Counts its starts. */
    private static final String EXIFTOOL =
            """
            #!/bin/sh
            if [ "$1" = -ver ]; then echo 1.23; exit; fi
            echo started >> "$(dirname "$0")/starts"
            while read -r line; do
              case "$line" in
                '{errors'*) mark="$line" ;;
                /*) file="$line" ;;
                -execute*)
                  case "$(cat "$file")" in
                    hang) sleep 600 ;;
                    die) exit 1 ;;
                    bad) echo '<rdf><Error>File format error</Error></rdf>' ;;
                    unknown) echo '<rdf><Error>Unknown file type</Error></rdf>' ;;
                    *) echo "<rdf about='$file'/>" ;;
                  esac
                  echo "$mark" >&2
                  echo "{ready${line#-execute}}" ;;
              esac
            done
            """;

    private static final String MEDIAINFO =
            """
            #!/bin/sh
            if [ "$1" = --Version ]; then echo 'MediaInfoLib - v4.56'; exit; fi
            echo "<MediaInfo><Format>$2</Format></MediaInfo>"
            """;

    private static final String FFPROBE =
            """
            #!/bin/sh
            if [ "$1" = -version ]; then echo 'ffprobe version 7.89 Copyright'; exit; fi
            echo 'moov atom not found' >&2
            exit 1
            """;

    private static final String EVERYTHING = "{\"rules\":[{\"tools\":[\"exiftool\",\"mediainfo\",\"ffprobe\"]}]}";

    @TempDir
    Path directory;

    private FakeContext context;
    private ToolRunner runner;
    private Path programs;

    @BeforeEach
    void prepare() throws IOException {
        context = FakeContext.in(directory);
        programs = Files.createDirectories(directory.resolve("bin"));
        runner = ToolRunner.start(
                new Programs(programs + ":" + Programs.ofThisMachine().searchPath()));
    }

    @AfterEach
    void close() {
        runner.close();
    }

    @Test
    void each_tool_makes_a_finding_of_its_own_and_a_failed_one_costs_the_file_no_other() throws Exception {
        install("exiftool", EXIFTOOL);
        install("mediainfo", MEDIAINFO);
        install("ffprobe", FFPROBE);
        var file = file("objects/a.mkv", "x");

        var result = action().run(parameters(EVERYTHING), Entries.task(file), context);

        assertThat(result.status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(result.message()).isEqualTo("objects/a.mkv: FFprobe ended with exit code 1: moov atom not found");
        var findings = characterized(result);
        assertThat(findings.stream().map(Finding.Characterized::verdict))
                .containsExactly(Verdict.PASS, Verdict.PASS, Verdict.FAIL);
        assertThat(findings.stream().map(finding -> finding.tool().orElseThrow()))
                .containsExactly(
                        new ToolId("ExifTool", "1.23"), new ToolId("MediaInfo", "4.56"), new ToolId("FFprobe", "7.89"));
        assertThat(context.text(findings.get(1).output()))
                .as("of our own disk nothing is told")
                .isEqualTo("<MediaInfo><Format>" + file.id() + "</Format></MediaInfo>");
        assertThat(findings.get(2).output().isEmpty()).isTrue();
    }

    @Test
    void what_is_not_installed_is_not_done() throws Exception {
        install("mediainfo", MEDIAINFO);
        var installed =
                new CharacterizeFiles.Installed(Optional.empty(), MediaInfo.find(runner, directory), Optional.empty());
        var action = new CharacterizeFiles(() -> installed);

        var result = action.run(parameters(EVERYTHING), Entries.task(file("objects/a.mkv", "x")), context);

        assertThat(result.status()).isEqualTo(TaskStatus.NOT_DONE);
        assertThat(result.message()).isEqualTo("objects/a.mkv: exiftool is not installed; ffprobe is not installed");
        assertThat(characterized(result).stream().map(Finding.Characterized::verdict))
                .containsExactly(Verdict.NOT_DONE, Verdict.PASS, Verdict.NOT_DONE);
    }

    @Test
    void one_exiftool_serves_a_batch_and_one_that_hangs_or_dies_costs_that_file_only() throws Exception {
        install("exiftool", EXIFTOOL);
        var files = new ArrayList<FileFacts>();
        for (var content : List.of("x", "bad", "x", "hang", "x", "die", "x", "unknown")) {
            files.add(file("objects/" + files.size(), content));
        }
        var results = new ArrayList<TaskResult>();

        action().runGroup(
                        parameters("{\"timeLimitSeconds\":6}"),
                        Entries.tasks(files),
                        context,
                        (task, result) -> results.add(result));

        assertThat(results.stream().map(TaskResult::status)).hasSize(8).containsOnly(TaskStatus.COMPLETED);
        assertThat(results.stream().map(TaskResult::message))
                .containsExactly(
                        "",
                        "objects/1: ExifTool: File format error",
                        "",
                        "objects/3: ExifTool did not finish within 6 s",
                        "",
                        "objects/5: ExifTool ended before it had described the file",
                        "",
                        "objects/7: ExifTool does not know this format");
        assertThat(Files.readAllLines(programs.resolve("starts"))).hasSize(3);
        assertThat(characterized(results.get(3)).get(0).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(results.get(7).findings())
                .as("not knowing a format is no failure")
                .isEmpty();
    }

    @Test
    void a_file_whose_bytes_are_missing_costs_that_file_only() throws Exception {
        install("exiftool", EXIFTOOL);
        var missing = Entries.received(context, "objects/b", "x".getBytes(StandardCharsets.UTF_8));
        var never = new ArrayList<>(List.of(file("objects/a", "x"), withoutBytes(missing), file("objects/c", "x")));
        var results = new ArrayList<TaskResult>();

        action().runGroup(parameters("{}"), Entries.tasks(never), context, (task, result) -> results.add(result));

        assertThat(results.stream().map(TaskResult::status))
                .containsExactly(TaskStatus.COMPLETED, TaskStatus.FAILED, TaskStatus.COMPLETED);
        assertThat(results.get(1).message()).contains("objects/b").contains("have not been received");
    }

    @Test
    void empty_files_and_directories_have_nothing_to_describe() throws Exception {
        for (var entry : List.of(file("objects/empty", ""), Entries.directory("objects/d"))) {
            var result = action().run(parameters("{}"), Entries.task(entry), context);

            assertThat(result.status()).isEqualTo(TaskStatus.COMPLETED);
            assertThat(result.findings()).isEmpty();
        }
    }

    @Test
    void a_batch_that_is_given_up_ends_without_results() throws Exception {
        install("exiftool", EXIFTOOL);
        context.giveUp();
        var task = Entries.task(file("objects/a", "x"));

        assertThatThrownBy(() -> action().run(parameters("{}"), task, context))
                .isInstanceOf(InterruptedException.class);
        assertThatThrownBy(() -> action().runGroup(parameters("{}"), List.of(task), context, (t, result) -> {}))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void a_program_that_does_not_tell_its_version_is_not_used() throws Exception {
        install("exiftool", "#!/bin/sh\nexit 2\n");

        assertThat(ExifTool.find(runner, directory)).isEmpty();
    }

    private CharacterizeFiles action() throws Exception {
        var installed = new CharacterizeFiles.Installed(
                ExifTool.find(runner, directory), MediaInfo.find(runner, directory), Ffprobe.find(runner, directory));
        return new CharacterizeFiles(() -> installed);
    }

    private void install(String name, String script) throws IOException {
        var program = Files.writeString(programs.resolve(name), script);
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    private FileFacts file(String path, String content) throws IOException {
        return Entries.received(context, path, content.getBytes(StandardCharsets.UTF_8));
    }

    private static FileFacts withoutBytes(FileFacts facts) {
        return Altered.of(facts).physicalPath(Optional.empty()).facts();
    }

    private static CharacterizeFiles.Parameters parameters(String json) throws IOException {
        return Json.text().readValue(json, CharacterizeFiles.Parameters.class);
    }

    private static List<Finding.Characterized> characterized(TaskResult result) {
        return Stream.of(result)
                .flatMap(each -> each.findings().stream())
                .map(Finding.Characterized.class::cast)
                .toList();
    }
}
