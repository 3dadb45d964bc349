package app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import testing.Needs;
import testing.PostgresExtension;

/**
 * Goal: who presses Ctrl-C loses nothing. Method: {@code process} as a process of its own, interrupted when it has begun a
 * job, and run again without a path.
 */
@Tag("slow")
class InterruptIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @TempDir
    Path directory;

    @Test
    void an_interrupted_process_exits_with_130_and_the_next_one_finishes() throws Exception {
        Needs.program("kill");
        var data = directory.resolve("data");
        POSTGRES.lendPrograms(data);
        var process = start(data);
        var begun = CompletableFuture.supplyAsync(() -> process.errorReader()
                .lines()
                .filter(line -> line.contains("Assign checksums"))
                .findFirst());
        assertThat(begun.get(3, TimeUnit.MINUTES)).isPresent();

        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();

        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
        assertThat(process.inputReader().readLine()).isNull();
        var again = CommandRun.of(directory, List.of("process", "--data", data.toString()), Map.of());
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(again.err()).contains("finishing transfer").contains(": stored");
    }

    private Process start(Path data) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                java,
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "process",
                Path.of("examples/first-transfer").toString(),
                "--json",
                "--data",
                data.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder.start();
    }
}
