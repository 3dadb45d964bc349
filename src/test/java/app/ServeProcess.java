package app;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import testing.OwnJvm;

/** The service as a process of its own, as an operator starts and stops it. */
public final class ServeProcess implements AutoCloseable {

    private static final int START_SECONDS = 120;
    private static final int STOP_SECONDS = 60;

    private final Process process;
    private final Path data;
    private final String url;

    private ServeProcess(Process process, Path data, String url) {
        this.process = process;
        this.data = data;
        this.url = url;
    }

    /** Returns when it has said where it listens. */
    static ServeProcess start(Path data, Path papers) throws Exception {
        return start(data, papers, Map.of());
    }

    /** With more settings. */
    static ServeProcess start(Path data, Path papers, Map<String, String> settings) throws Exception {
        var environment = new HashMap<>(settings);
        environment.put("MUNIMENT_SOURCES", "papers=" + papers);
        return start(data, environment);
    }

    /** With settings as environment variables. */
    public static ServeProcess start(Path data, Map<String, String> environment) throws Exception {
        var errors = Files.createTempFile("serve", ".err");
        var vector = OwnJvm.command("app.Main", "-Xmx512m", "--add-opens=java.base/java.lang=ALL-UNNAMED");
        vector.addAll(List.of("serve", "--port", "0", "--data", data.toString()));
        var builder = new ProcessBuilder(vector).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        var line = CompletableFuture.supplyAsync(() -> {
                    try {
                        return process.inputReader().readLine();
                    } catch (IOException gone) {
                        return null;
                    }
                })
                .get(START_SECONDS, TimeUnit.SECONDS);
        if (line == null || !line.startsWith("muniment listens on ")) {
            process.destroyForcibly();
            throw new IllegalStateException("it said \"" + line + "\" and " + Files.readString(errors));
        }
        return new ServeProcess(process, data, line.substring("muniment listens on ".length()));
    }

    public String url() {
        return url;
    }

    /** Sends SIGTERM and gives the exit code. */
    public int terminate() throws InterruptedException {
        process.toHandle().destroy(); // which leaves us what it says at its end
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the service did not end within " + STOP_SECONDS + " seconds");
        }
        return process.exitValue();
    }

    /** What it printed since it said where it listens; once it has ended. */
    String said() {
        return process.inputReader().lines().collect(Collectors.joining("\n"));
    }

    /** Runs a command against it in this process; gives what it printed, and fails when its exit is another. */
    public String command(int exit, String... arguments) {
        return run(exit, List.of("--url", url), arguments);
    }

    /** Runs a command on its data directory in this process; gives what it printed. */
    public String administer(String input, String... arguments) {
        var before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            return run(0, List.of("--data", data.toString()), arguments);
        } finally {
            System.setIn(before);
        }
    }

    private static String run(int exit, List<String> where, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(where);
        var out = new StringWriter();
        var err = new StringWriter();
        var words = all.toArray(String[]::new);
        int actual = Main.line(words)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
        if (actual != exit) {
            throw new AssertionError(all + " exited with " + actual + ": " + err);
        }
        return out.toString();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
