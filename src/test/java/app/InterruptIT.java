package app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import testing.LentServer;
import testing.Needs;
import testing.OwnJvm;
import testing.PostgresExtension;
import testing.UntouchedRecord;

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
        LentServer.to(data);
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
        UntouchedRecord.require(data);
    }

    @Test
    void a_process_that_is_interrupted_while_it_starts_leaves_no_database_running() throws Exception {
        Needs.program("kill");
        var data = directory.resolve("data");
        LentServer.to(data);
        var process = start(data);
        var postmaster = awaitPostmaster(data, process);

        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();

        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
        assertThat(postmaster.isAlive()).isFalse();
    }

    @Test
    void an_interrupted_database_ends_well() throws Exception {
        Needs.program("kill");
        var data = directory.resolve("data");
        LentServer.to(data);
        var process = start("database", "--data", data.toString());
        assertThat(process.inputReader().readLine()).startsWith("postgresql://");
        var postmaster = awaitPostmaster(data, process);

        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();

        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(postmaster.isAlive()).isFalse();
    }

    /** PostgreSQL writes its file long before it accepts connections; while it sets up, the number is negative. */
    private static ProcessHandle awaitPostmaster(Path data, Process process) throws Exception {
        while (process.isAlive()) {
            try (var files = Files.walk(data)) {
                var file =
                        files.filter(found -> found.endsWith("postmaster.pid")).findFirst();
                long pid = file.isEmpty()
                        ? 0
                        : Long.parseLong(Files.readAllLines(file.get()).get(0));
                if (pid > 0) {
                    return ProcessHandle.of(pid).orElseThrow();
                }
            } catch (NoSuchFileException
                    | UncheckedIOException
                    | IndexOutOfBoundsException
                    | NumberFormatException beingWritten) {
                Thread.onSpinWait(); // looked at again at once
            }
        }
        throw new AssertionError("the process ended before it had a database");
    }

    private static Process start(Path data) throws IOException {
        return start("process", Path.of("examples/first-transfer").toString(), "--json", "--data", data.toString());
    }

    private static Process start(String... arguments) throws IOException {
        var command = OwnJvm.command("app.Main", "-Xmx512m");
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder.start();
    }
}
