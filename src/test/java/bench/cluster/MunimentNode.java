package bench.cluster;

import database.Database;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A process of the product for the benchmark; it is told on its input which transfers to submit or to cancel. */
final class MunimentNode implements AutoCloseable {

    private static final String WORKFLOW =
            """
            name: dispatch
            steps:
              - name: list
                title: List
                microservice: Benchmark
                action: list-many
                with: {count: %d}
                resource: io
                limit: PT1H
              - name: nothing
                title: Do nothing
                microservice: Benchmark
                action: %s
                with: {%s}
                scope: file
                resource: cpu
                limit: PT1H
            """;

    private final Process process;
    private final Path data;
    private final PrintStream input;

    private MunimentNode(Process process, Path data) {
        this.process = process;
        this.data = data;
        this.input = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /** With all roles. Started, not yet ready, as each of these. */
    static MunimentNode alone(Path data, Database database, List<String> options) throws IOException {
        return launch(data, environment(data, Optional.of(database)), options);
    }

    static MunimentNode coordinator(Path data, Database database, int port, List<String> options) throws IOException {
        var environment = environment(data, Optional.of(database));
        environment.put("MUNIMENT_ROLES", "coordinator");
        environment.put("MUNIMENT_CLUSTER_PORT", Integer.toString(port));
        return launch(data, environment, options);
    }

    /** Of the coordinator that listens at this port. */
    static MunimentNode worker(Path data, int port, int slots, List<String> options) throws IOException {
        var environment = environment(data, Optional.empty());
        environment.put("MUNIMENT_ROLES", "worker");
        environment.put("MUNIMENT_SEEDS", "127.0.0.1:" + port);
        environment.put("MUNIMENT_SLOTS", Integer.toString(slots));
        return launch(data, environment, options);
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** What the next transfers are like: so many tasks that do nothing. */
    static void configure(Path data, int tasks) throws IOException {
        configure(data, tasks, "do-nothing", "");
    }

    /** What the next transfers are like: so many tasks of an action with parameters, as YAML. */
    static void configure(Path data, int tasks, String action, String with) throws IOException {
        Files.createDirectories(data.resolve("workflows"));
        Files.createDirectories(data.resolve("configs"));
        Files.writeString(data.resolve("workflows/dispatch.yaml"), WORKFLOW.formatted(tasks, action, with));
        Files.writeString(data.resolve("configs/dispatch.yaml"), "name: dispatch\nworkflow: dispatch\n");
    }

    private static Map<String, String> environment(Path data, Optional<Database> database) {
        var shared = data.resolveSibling("shared");
        var environment = new HashMap<String, String>();
        environment.put("MUNIMENT_DATA", data.toString());
        environment.put("MUNIMENT_WORK", shared.resolve("work").toString());
        environment.put("MUNIMENT_BLOBS", shared.resolve("blobs").toString());
        environment.put("MUNIMENT_STORE", shared.resolve("store").toString());
        database.ifPresent(at -> {
            environment.put("MUNIMENT_DATABASE_URL", at.url());
            environment.put("MUNIMENT_DATABASE_USER", at.user());
            environment.put("MUNIMENT_DATABASE_PASSWORD", at.password());
        });
        return environment;
    }

    private static MunimentNode launch(Path data, Map<String, String> environment, List<String> options)
            throws IOException {
        Files.createDirectories(data);
        var vector = new ArrayList<String>();
        vector.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        vector.add("-Xmx512m");
        vector.addAll(options);
        vector.addAll(List.of("-cp", System.getProperty("java.class.path"), "app.BenchNode"));
        var builder =
                new ProcessBuilder(vector).redirectError(data.resolve("log").toFile());
        builder.environment().putAll(environment);
        return new MunimentNode(builder.start(), data);
    }

    /** Waits until it has joined the cluster. */
    MunimentNode ready() throws IOException {
        var said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = said.readLine(); !"ready".equals(line); line = said.readLine()) {
            if (line == null) {
                throw new IOException("the node did not start: " + Files.readString(data.resolve("log")));
            }
        }
        return this;
    }

    void submit(String id) {
        input.println(id);
    }

    void cancel(String id) {
        input.println("cancel " + id);
    }

    long pid() {
        return process.pid();
    }

    /** SIGKILL; returns when it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        input.close();
        Patience.awaitEnd(process);
    }
}
