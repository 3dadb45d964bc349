package app.demo;

import app.client.ServiceClient;
import com.fasterxml.jackson.databind.JsonNode;
import database.DataDirectory;
import database.Database;
import database.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** PostgreSQL in this process, and three nodes on it, each a process of its own. */
final class DemoStage implements AutoCloseable {

    static final String SOURCE = "demo";
    private static final List<String> NAMES = List.of("a", "b", "c");

    private final DataDirectory data;
    private final EmbeddedPostgres postgres;
    private final List<DemoNode> nodes = new ArrayList<>();
    private final List<Integer> apis;
    private boolean closed;

    /** Starts PostgreSQL; the nodes are not started yet. */
    DemoStage(Path root, Path source) throws IOException {
        data = DataDirectory.lock(root.resolve("database"), "muniment demo-cluster", Instant.now());
        postgres = EmbeddedPostgres.start(data);
        var ports = freePorts(NAMES.size() * 2);
        apis = ports.subList(NAMES.size(), ports.size());
        for (int i = 0; i < NAMES.size(); i++) {
            var environment = environment(root, source);
            environment.put("MUNIMENT_NODE", NAMES.get(i));
            environment.put("MUNIMENT_DATA", root.resolve(NAMES.get(i)).toString());
            environment.put("MUNIMENT_PORT", apis.get(i).toString());
            environment.put("MUNIMENT_CLUSTER_PORT", ports.get(i).toString());
            int own = ports.get(i);
            environment.put(
                    "MUNIMENT_SEEDS",
                    ports.subList(0, NAMES.size()).stream()
                            .filter(port -> port != own)
                            .map(port -> "127.0.0.1:" + port)
                            .collect(Collectors.joining(",")));
            nodes.add(new DemoNode(NAMES.get(i), root.resolve(NAMES.get(i)), environment));
        }
    }

    private Map<String, String> environment(Path root, Path source) {
        var environment = new HashMap<String, String>();
        environment.put("MUNIMENT_WORK", root.resolve("work").toString());
        environment.put("MUNIMENT_BLOBS", root.resolve("blobs").toString());
        environment.put("MUNIMENT_STORE", root.resolve("store").toString());
        environment.put("MUNIMENT_SOURCES", SOURCE + "=" + source.getParent());
        environment.put("MUNIMENT_SLOTS", "1");
        environment.put("MUNIMENT_DATABASE_URL", database().url());
        environment.put("MUNIMENT_DATABASE_USER", database().user());
        environment.put("MUNIMENT_DATABASE_PASSWORD", database().password());
        return environment;
    }

    private static List<Integer> freePorts(int count) throws IOException {
        var sockets = new ArrayList<ServerSocket>();
        for (int i = 0; i < count; i++) {
            sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        }
        var ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
        for (var socket : sockets) {
            socket.close();
        }
        return ports;
    }

    Database database() {
        return postgres.database();
    }

    List<DemoNode> nodes() {
        return nodes;
    }

    /** Whether all nodes are in the cluster. */
    boolean isWhole() throws IOException {
        for (var node : nodes) {
            if (!node.isUp()) {
                return false;
            }
        }
        return true;
    }

    DemoNode node(String name) {
        return nodes.get(Math.max(0, NAMES.indexOf(name)));
    }

    /** Any other one. */
    DemoNode otherThan(String name) {
        return nodes.get((NAMES.indexOf(name) + 1) % NAMES.size());
    }

    String submit(String name) throws IOException, InterruptedException {
        return client(0)
                .post(
                        "/api/v1/transfers",
                        Map.of("source", SOURCE + ":" + name, "name", name, "configuration", "automated"))
                .path("id")
                .asText();
    }

    /** Asks whichever node answers. */
    JsonNode transfer(String id) throws IOException, InterruptedException {
        for (int i = 0; ; i++) {
            try {
                return client(i).get("/api/v1/transfers/" + id, Map.of());
            } catch (IOException silent) {
                if (i == NAMES.size() - 1) {
                    throw silent;
                }
            }
        }
    }

    private ServiceClient client(int node) {
        return new ServiceClient(URI.create("http://127.0.0.1:" + apis.get(node)), Optional.empty());
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return; // by the shutdown hook, or before it
        }
        closed = true;
        nodes.forEach(DemoNode::terminate);
        nodes.forEach(DemoNode::close);
        postgres.close();
        data.close();
    }
}
