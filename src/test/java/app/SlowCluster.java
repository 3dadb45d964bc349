package app;

import codec.Json;
import com.fasterxml.jackson.databind.JsonNode;
import crash.ExecutionLog;
import crash.LogTail;
import database.Database;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import testing.UntouchedRecord;

/** Nodes that share a directory, and a transfer with many slow tasks. */
final class SlowCluster implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(150);

    private final Path directory;
    private final int files;
    private final List<ClusterProcess> nodes = new ArrayList<>();
    private final Map<String, String> shared = new HashMap<>();
    private final LogTail seen;
    private String host = "127.0.0.1";
    private Optional<Database> database = Optional.empty();

    SlowCluster(Path directory, int files) throws IOException {
        this.directory = directory;
        this.files = files;
        seen = new LogTail(log());
        fill("box", files);
        shared.put("MUNIMENT_SOURCES", "papers=" + directory.resolve("papers"));
        shared.put("MUNIMENT_WORK", directory.resolve("work").toString());
        shared.put("MUNIMENT_BLOBS", directory.resolve("blobs").toString());
        shared.put("MUNIMENT_STORE", directory.resolve("store").toString());
        shared.put("MUNIMENT_PORT", "0");
        shared.put("MUNIMENT_SLOTS", "2");
        shared.put("TEST_LOG", log().toString());
    }

    /** Another source, of so many files. */
    void fill(String box, int letters) throws IOException {
        var objects =
                Files.createDirectories(directory.resolve("papers").resolve(box).resolve("objects"));
        for (int i = 0; i < letters; i++) {
            Files.writeString(objects.resolve("letter-" + i + ".txt"), "Letter " + i);
        }
    }

    /** A setting of all nodes that are made from now on. */
    SlowCluster with(String name, String value) {
        shared.put(name, value);
        return this;
    }

    /** Where the nodes that are made from now on listen; their seeds are there as well. */
    SlowCluster at(String address) {
        host = address;
        return with("MUNIMENT_CLUSTER_HOST", address).with("MUNIMENT_ALLOW_UNENCRYPTED_CLUSTER", "true");
    }

    SlowCluster on(Database database) {
        this.database = Optional.of(database);
        with("MUNIMENT_DATABASE_URL", database.url().replaceFirst("^jdbc:", ""));
        with("MUNIMENT_DATABASE_USER", database.user());
        return with("MUNIMENT_DATABASE_PASSWORD", database.password());
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    Path data(String name) {
        return directory.resolve("data-" + name);
    }

    ClusterProcess node(String name, String roles, int port, Integer... seeds) throws IOException {
        var environment = new HashMap<>(shared);
        environment.put("MUNIMENT_ROLES", roles);
        environment.put("MUNIMENT_DATA", data(name).toString());
        environment.put("MUNIMENT_CLUSTER_PORT", Integer.toString(port));
        environment.put(
                "MUNIMENT_SEEDS",
                List.of(seeds).stream().map(seed -> host + ":" + seed).collect(Collectors.joining(",")));
        if (roles.equals("worker")) {
            environment.keySet().removeIf(variable -> variable.startsWith("MUNIMENT_DATABASE"));
        }
        writeWorkflow(data(name));
        var node = new ClusterProcess(name, directory, environment);
        nodes.add(node);
        return node;
    }

    /** Fixity only, with the slow step after everything was received. */
    private static void writeWorkflow(Path data) throws IOException {
        try (var shipped = SlowCluster.class.getResourceAsStream("/workflows/integrity.yaml")) {
            var text = new String(shipped.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("name: integrity", "name: slow")
                    .replace(
                            "  - name: restructure\n",
                            """
                              - name: slow
                                title: Take time
                                microservice: Verify transfer compliance
                                action: slow
                                scope: file
                                resource: cpu
                                limit: PT1H

                              - name: restructure
                            """);
            Files.writeString(Files.createDirectories(data.resolve("workflows")).resolve("slow.yaml"), text);
        }
        Files.writeString(
                Files.createDirectories(data.resolve("configs")).resolve("slow.yaml"), "name: slow\nworkflow: slow\n");
    }

    /** What is left of a transfer where attempts work. */
    Path work(String transfer) {
        return directory.resolve("work").resolve(transfer);
    }

    private Path log() {
        return directory.resolve("execution.log");
    }

    private Path hurrySign() {
        return log().resolveSibling("hurry");
    }

    String submit(String url) {
        return submit(url, "box");
    }

    String submit(String url, String box) {
        return command(url, "submit", "papers:" + box, "--config", "slow").strip();
    }

    /** What a command of the client prints. */
    static String command(String url, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", url));
        var out = new StringWriter();
        var words = all.toArray(String[]::new);
        int exit = Main.line(words).setOut(new PrintWriter(out, true)).execute(words);
        if (exit != 0) {
            throw new IllegalStateException(all + " exited with " + exit);
        }
        return out.toString();
    }

    /** Waits until the transfer has ended, however often its node does not answer; gives its status. */
    String awaitEnd(String url, String transfer) throws Exception {
        long began = System.nanoTime();
        var status = "unknown";
        while (System.nanoTime() - began < LIMIT.toNanos()) {
            try {
                status = show(url, transfer).path("status").asText();
            } catch (IllegalStateException away) {
                status = "no answer";
            }
            if (List.of("stored", "failed", "cancelled").contains(status)) {
                return status;
            }
            ClusterProcess.pause(500);
        }
        throw new AssertionError("transfer " + transfer + " stands at " + status);
    }

    private static JsonNode show(String url, String transfer) throws IOException {
        return Json.text().readTree(command(url, "show", transfer, "--json"));
    }

    /** Tasks take no time any more. */
    void hurry() throws IOException {
        Files.createFile(hurrySign());
    }

    /** Tasks take their time again. */
    void takeTime() throws IOException {
        Files.deleteIfExists(hurrySign());
    }

    long ended() throws IOException {
        return lines("end").size();
    }

    void awaitEnded(long tasks) throws Exception {
        long began = System.nanoTime();
        while (ended() < tasks) {
            if (System.nanoTime() - began > LIMIT.toNanos()) {
                throw new AssertionError("only " + ended() + " tasks ended");
            }
            ClusterProcess.pause(20);
        }
    }

    List<ExecutionLog.Line> lines(String word) throws IOException {
        return seen.lines().stream().filter(line -> line.word().equals(word)).toList();
    }

    List<ExecutionLog.Line> lines(String word, String transfer) throws IOException {
        return lines(word).stream()
                .filter(line -> line.job().startsWith(transfer))
                .toList();
    }

    /** How many tasks came to their end more than once. */
    long endedTwice() throws IOException {
        return lines("end").stream()
                .collect(Collectors.groupingBy(line -> line.job() + " " + line.number(), Collectors.counting()))
                .values()
                .stream()
                .filter(times -> times > 1)
                .count();
    }

    int files() {
        return files;
    }

    /** Whatever was done to the nodes, nobody has touched the record. */
    @Override
    public void close() {
        nodes.forEach(ClusterProcess::close);
        try {
            if (database.isPresent()) {
                UntouchedRecord.require(database.get(), directory.resolve("blobs"), directory.resolve("store"));
            }
            for (var data : dataDirectories()) {
                var settings = Settings.of(shared).in(Optional.of(data), Optional.of(directory.resolve("store")));
                try (var embedded = AtDatabase.open(settings, "a test")) {
                    UntouchedRecord.require(embedded.source(), settings.blobs(), settings.store());
                }
            }
        } catch (IOException | SQLException failure) {
            throw new AssertionError("the record can't be looked at", failure);
        }
    }

    private List<Path> dataDirectories() throws IOException {
        if (database.isPresent()) {
            return List.of();
        }
        try (var all = Files.list(directory)) {
            return all.filter(data -> data.getFileName().toString().startsWith("data-"))
                    .filter(data -> Files.isDirectory(data.resolve("postgres")))
                    .toList();
        }
    }
}
