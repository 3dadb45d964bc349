package app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import testing.OwnJvm;

/** What the command line did as a process of its own: its exit code and what it wrote. */
record CommandRun(int exit, String out, String err) {

    /** With arguments of the command line. */
    static CommandRun of(Path scratch, List<String> arguments, Map<String, String> environment) throws Exception {
        return behind(List.of(), scratch, arguments, environment);
    }

    /** In this process, which spares the start of another one. */
    static CommandRun here(List<String> arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var words = arguments.toArray(String[]::new);
        int exit = Main.line(words)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
        return new CommandRun(exit, out.toString(), err.toString());
    }

    /** Started by another program, which may take rights away first. */
    static CommandRun behind(List<String> before, Path scratch, List<String> arguments, Map<String, String> environment)
            throws Exception {
        var vector = new ArrayList<>(before);
        vector.addAll(OwnJvm.command("app.Main", "-Xmx512m"));
        vector.addAll(arguments);
        var out = Files.createTempFile(scratch, "run", ".out");
        var err = Files.createTempFile(scratch, "run", ".err");
        var builder = new ProcessBuilder(vector).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("LC_ALL", "C.UTF-8");
        var process = builder.start();
        try {
            assertThat(process.waitFor(4, TimeUnit.MINUTES)).as(() -> read(err)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new CommandRun(process.exitValue(), read(out), read(err));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            return failure.toString();
        }
    }
}
