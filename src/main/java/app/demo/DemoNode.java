package app.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One node of the demonstration: {@code muniment serve} as a process of its own, killed and started as often as wanted. */
final class DemoNode implements AutoCloseable {

    private static final int STOP_SECONDS = 20;
    private static final String UP = " is in its cluster at ";

    private final String name;
    private final Path directory;
    private final Map<String, String> environment;
    private Process process;
    private int starts;

    /** The directory is the node's own; the settings are environment variables. */
    DemoNode(String name, Path directory, Map<String, String> environment) {
        this.name = name;
        this.directory = directory;
        this.environment = environment;
    }

    String name() {
        return name;
    }

    long pid() {
        return process.pid();
    }

    void start() throws IOException {
        Files.createDirectories(directory);
        starts++;
        var vector = new ArrayList<String>();
        vector.add(ProcessHandle.current().info().command().orElseGet(() -> Path.of(
                        System.getProperty("java.home"), "bin", "java")
                .toString()));
        vector.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        vector.addAll(List.of("--add-opens", "java.base/java.lang=ALL-UNNAMED", "-Dfile.encoding=UTF-8"));
        vector.addAll(List.of("-cp", System.getProperty("java.class.path"), "app.Main", "serve"));
        var builder = new ProcessBuilder(vector)
                .redirectOutput(said().toFile())
                .redirectError(directory.resolve("log-" + starts).toFile());
        builder.environment().keySet().removeIf(set -> set.startsWith("MUNIMENT_"));
        builder.environment().putAll(environment);
        process = builder.start();
    }

    private Path said() {
        return directory.resolve("said-" + starts);
    }

    /** Whether it has said that it is in the cluster. */
    boolean isUp() throws IOException {
        return process.isAlive()
                && Files.exists(said())
                && Files.readString(said()).contains(UP);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL: it can't tidy up anything. */
    void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where it says what went wrong. */
    Path log() {
        return directory.resolve("log-" + starts);
    }

    void terminate() {
        if (process != null) {
            process.destroy();
        }
    }

    @Override
    public void close() {
        terminate();
        try {
            if (process != null && !process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException hurried) {
            kill();
            Thread.currentThread().interrupt();
        }
    }
}
