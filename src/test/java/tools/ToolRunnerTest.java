package tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolRunnerTest {

    private static final ToolRunner RUNNER = ToolRunner.start(Programs.ofThisMachine());

    @TempDir
    Path directory;

    @AfterAll
    static void close() {
        RUNNER.close();
    }

    @Test
    void arguments_arrive_as_they_are() throws Exception {
        var hostile = List.of("a b", "$(touch planted)", "`id`", "'; rm -rf x; '", "\"", "line\nbreak", "-rf", "*", "");

        for (var argument : hostile) {
            assertThat(run("printf", "%s", argument).stdout().text()).isEqualTo(argument);
        }
        assertThat(directory.resolve("planted")).doesNotExist();
    }

    @Test
    void a_tool_is_told_nothing_of_our_own_environment() throws Exception {
        assertThat(System.getenv()).as("something that could be handed down").isNotEmpty();
        var own = "MUNIMENT_TEST_ONLY=1";
        var request = new ToolRequest(
                List.of("env"), directory, Duration.ofSeconds(20), 10_000, Map.of("MUNIMENT_TEST_ONLY", "1"));

        var environment = RUNNER.run(request, () -> false).stdout().text();

        assertThat(environment.lines().map(line -> line.substring(0, line.indexOf('='))))
                .containsExactlyInAnyOrder(
                        "PATH", "HOME", "TMPDIR", "LC_ALL", "MUNIMENT_TEST_ONLY", ProcessTable.OWNER, ProcessTable.RUN);
        assertThat(environment.lines()).contains("HOME=" + directory, "TMPDIR=" + directory, "LC_ALL=C.UTF-8", own);
    }

    @Test
    void it_runs_in_its_directory_with_nothing_to_read() throws Exception {
        assertThat(run("pwd").stdout().text().strip())
                .isEqualTo(directory.toRealPath().toString());
        assertThat(run("cat").stdout().total()).isZero();
    }

    @Test
    void exit_code_and_both_streams_are_told_apart() throws Exception {
        var run = run("sh", "-c", "echo out; echo err >&2; exit 3");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.isGood()).isFalse();
        assertThat(run.stdout().text()).isEqualTo("out\n");
        assertThat(run.stderr().text()).isEqualTo("err\n");
        assertThat(run.timedOut()).isFalse();
        assertThat(run.took()).isPositive();
    }

    @Test
    void of_much_output_the_beginning_is_kept_and_the_rest_counted() throws Exception {
        var request = new ToolRequest(directory, Duration.ofSeconds(30), "head", "-c", "30000000", "/dev/zero")
                .withOutputBytesMax(1000);

        var run = RUNNER.run(request, () -> false);

        assertThat(run.isGood()).isTrue();
        assertThat(run.stdout().bytes()).hasSize(1000);
        assertThat(run.stdout().total()).isEqualTo(30_000_000);
        assertThat(run.stdout().text()).endsWith("[29999000 more bytes were not kept]");
    }

    @Test
    void a_program_that_is_not_installed_is_named() {
        assertThatThrownBy(() -> run("no-such-program"))
                .isInstanceOf(IOException.class)
                .hasMessage("no-such-program is not installed, or not on the PATH");
        assertThatThrownBy(() -> run("/no/such/program")).hasMessageContaining("/no/such/program is not installed");
    }

    @Test
    void a_search_path_is_read_without_a_shell() throws Exception {
        var program = Files.createFile(directory.resolve("tool"));
        var programs = new Programs("relative::/no/such/directory:" + directory);

        assertThat(programs.find("tool")).as("not executable").isEmpty();
        assertThat(program.toFile().setExecutable(true)).isTrue();
        assertThat(programs.find("tool")).contains(program);
        assertThat(new Programs(".").find("pom.xml")).isEmpty();
    }

    @Test
    void it_is_in_a_session_of_its_own_so_that_an_interrupt_from_the_terminal_does_not_reach_it() throws Exception {
        var fields = run("cat", "/proc/self/stat").stdout().text().split(" ", -1);

        assertThat(fields[5]).as("session").isEqualTo(fields[0]);
    }

    private ToolRun run(String... arguments) throws IOException, InterruptedException {
        return RUNNER.run(new ToolRequest(directory, Duration.ofSeconds(30), arguments), () -> false);
    }
}
