package app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every command: it explains itself, and a wrong use is exit 2 with a sentence on standard error. */
class CommandLineTest {

    @TempDir
    Path data;

    private record Run(int exit, String out, String err) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "process",
                "serve",
                "submit",
                "list",
                "show",
                "jobs",
                "tasks",
                "choose",
                "cancel",
                "retry",
                "skip",
                "pause",
                "resume",
                "priority",
                "stuck",
                "signatures",
                "signatures update",
                "database",
                "users",
                "users add",
                "users list",
                "users role",
                "users password",
                "users remove",
                "keys",
                "keys add",
                "keys list",
                "keys revoke",
                "demo-cluster",
                "validate"
            })
    void each_command_explains_itself_and_its_exits(String command) {
        var run = run(command + " --help");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("Usage: muniment " + command).contains("Exit: 0");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void the_help_lists_every_command() {
        var help = run("--help").out();

        assertThat(Main.line().getSubcommands().keySet())
                .allSatisfy(name -> assertThat(help).contains("  " + name));
        assertThat(run("--version").out()).startsWith("muniment ");
    }

    @ParameterizedTest
    @CsvSource({
        "nonsense, nonsense",
        "process --nonsense, --nonsense",
        "process one two, two",
        "process no-such-place, nothing at no-such-place",
        "process examples --type zipfile, zipfile",
        "process examples --config nonsense, nonsense",
        "serve --port x, --port",
        "serve --port 70000, 65535",
        "users, add",
        "users add ada, --role",
        "users add ada --role boss --no-password, boss",
        "users role ada, ROLE",
        "keys add ingest --role viewer --days 0, --days",
        "database more, more",
        "validate, BAG"
    })
    void a_wrong_use_exits_with_2_and_says_what_is_wrong(String line, String why) {
        boolean takesData = line.startsWith("process") || line.startsWith("serve");
        var run = run(takesData ? line + " --data " + data.resolve("data") : line);

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains(why);
        assertThat(run.err().lines()).as("what is wrong stays on the screen").hasSizeLessThanOrEqualTo(3);
        assertThat(run.out()).isEmpty();
    }

    private static Run run(String line) {
        var out = new StringWriter();
        var err = new StringWriter();
        var words = line.split(" ", -1);
        int exit = Main.line(words)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
        return new Run(exit, out.toString(), err.toString());
    }
}
