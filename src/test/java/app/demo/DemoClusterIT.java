package app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The demonstration does what it promises, on this machine. */
@Tag("slow")
class DemoClusterIT {

    @TempDir
    Path temporary;

    @Test
    void kills_are_survived_and_the_table_says_what_they_cost() throws Exception {
        var out = new StringWriter();

        int exit = run(out, "--data", temporary.resolve("demo").toString(), "--files", "200");

        assertThat(exit).as(out.toString()).isZero();
        assertThat(out.toString())
                .contains("KILLED (SIGKILL)")
                .contains("during receive")
                .contains("all nodes at once")
                .contains("the transfer is stored")
                .contains("finished ones that were run again: 0");
        var last =
                out.toString().strip().lines().reduce((first, second) -> second).orElseThrow();
        assertThat(last).startsWith("AIP ");
        assertThat(Files.exists(Path.of(URI.create(last.substring("AIP ".length())))))
                .isTrue();
    }

    @Test
    void a_directory_that_holds_something_is_refused() throws Exception {
        Files.createFile(temporary.resolve("mine"));

        assertThat(run(new StringWriter(), "--data", temporary.toString())).isNotZero();
        assertThat(temporary).isDirectoryContaining(each -> each.endsWith("mine"));
    }

    private static int run(StringWriter out, String... arguments) {
        return new CommandLine(new DemoClusterCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .execute(arguments);
    }
}
