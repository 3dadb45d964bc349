package app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import testing.HeldProcess;
import testing.OwnJvm;

/** One node of a cluster as a process of its own, which can be killed, held and started again. */
final class ClusterProcess implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final String name;
    private final Path output;
    private final Map<String, String> environment;
    private Process process;
    private int starts;
    private List<String> within = List.of();

    /** Not started yet. */
    ClusterProcess(String name, Path directory, Map<String, String> environment) throws IOException {
        this.name = name;
        this.output = Files.createDirectories(directory.resolve("out"));
        this.environment = new HashMap<>(environment);
        this.environment.put("MUNIMENT_NODE", name);
        this.environment.putIfAbsent("MUNIMENT_LOG_LEVEL", "INFO");
    }

    ClusterProcess with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** By another program, which becomes this one. */
    ClusterProcess within(String... prefix) {
        within = List.of(prefix);
        return this;
    }

    ClusterProcess start() throws IOException {
        starts++;
        var command = new ArrayList<>(within);
        command.addAll(OwnJvm.command("app.SlowNode", "-Xmx300m", "--add-opens=java.base/java.lang=ALL-UNNAMED"));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(file().toFile());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("MUNIMENT_"));
        builder.environment().putAll(environment);
        process = builder.start();
        return this;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    private Path file() {
        return output.resolve(name + "-" + starts + ".log");
    }

    /** What it has said since its last start. */
    String said() throws IOException {
        return Files.readString(file());
    }

    int times(String text) throws IOException {
        return (int) said().lines().filter(line -> line.contains(text)).count();
    }

    /** Waits until it has said something so many times since its last start; gives the last such line. */
    String await(String text, int times) throws IOException, InterruptedException {
        long began = System.nanoTime();
        while (times(text) < times) {
            if (System.nanoTime() - began > LIMIT.toNanos() || !process.isAlive()) {
                throw new AssertionError(name + " never said \"" + text + "\" " + times + " times: " + said());
            }
            pause(50);
        }
        return said().lines().filter(line -> line.contains(text)).reduce("", (before, line) -> line);
    }

    /** Starts those that have ended, and waits for all. */
    static void upAgain(List<ClusterProcess> nodes) throws IOException, InterruptedException {
        for (var node : nodes) {
            if (!node.isAlive()) {
                node.start();
            }
        }
        for (var node : nodes) {
            node.awaitUp();
        }
    }

    ClusterProcess awaitUp() throws IOException, InterruptedException {
        await("is up", 1);
        return this;
    }

    /** The API's URL. */
    String url() throws IOException, InterruptedException {
        return await("listens on ", 1).substring("listens on ".length());
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Waits for its own end. */
    void awaitDeath() throws InterruptedException {
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError(name + " lives on");
        }
    }

    /** SIGTERM; gives the exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError(name + " did not end");
        }
        return process.exitValue();
    }

    void hold() throws IOException, InterruptedException {
        HeldProcess.hold(process.pid());
    }

    void letGo() throws IOException, InterruptedException {
        HeldProcess.letGo(process.pid());
    }

    static void pause(long millis) throws InterruptedException {
        if (new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("nobody counts down");
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
