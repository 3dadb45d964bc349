package app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The service as a process of its own, as an operator starts and stops it. */
final class ServeProcess implements AutoCloseable {

    private static final int START_SECONDS = 120;
    private static final int STOP_SECONDS = 60;

    private final Process process;
    private final String url;

    private ServeProcess(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** Returns when it has said where it listens. */
    static ServeProcess start(Path data, Path papers) throws Exception {
        return start(data, papers, Map.of());
    }

    /** With more settings. */
    static ServeProcess start(Path data, Path papers, Map<String, String> settings) throws Exception {
        var errors = Files.createTempFile("serve", ".err");
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "--add-opens",
                        "java.base/java.lang=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "app.Main",
                        "serve",
                        "--port",
                        "0",
                        "--data",
                        data.toString())
                .redirectError(errors.toFile());
        builder.environment().put("MUNIMENT_SOURCES", "papers=" + papers);
        builder.environment().putAll(settings);
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
        return new ServeProcess(process, line.substring("muniment listens on ".length()));
    }

    String url() {
        return url;
    }

    /** Sends SIGTERM and gives the exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the service did not end within " + STOP_SECONDS + " seconds");
        }
        return process.exitValue();
    }

    /** Runs a command against it in this process; gives what it printed, and fails when its exit is another. */
    String command(int exit, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", url));
        var out = new StringWriter();
        var err = new StringWriter();
        int actual = Main.line()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
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
