package crash.cluster;

import database.DataDirectory;
import database.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import testing.LentServer;
import testing.UntouchedRecord;

/** Four nodes, each a process of its own, on one PostgreSQL; and the hand that kills them. */
final class CrashCluster implements AutoCloseable {

    /** What dies. */
    enum Target {
        COORDINATOR,
        WORKER,
        HTTP,
        DATABASE,
        ALL
    }

    /** Who coordinates: a node of its own, or that and the http node. */
    enum Layout {
        ONE_COORDINATOR,
        TWO_COORDINATORS
    }

    private static final String COORDINATOR = "coordinator";
    private static final String HTTP = "http";

    private final Path root;
    private final Clock clock = Clock.systemUTC();
    private final Deaths deaths = new Deaths();
    private final Map<String, NodeProcess> nodes = new LinkedHashMap<>();
    private final Outages outages = new Outages();
    private final DataDirectory data;
    private final EmbeddedPostgres postgres;
    private final URI api;
    private final Layout layout;
    private final Logs logs;

    CrashCluster(Path root, Path papers, Layout layout) throws IOException {
        this.root = root;
        this.layout = layout;
        logs = new Logs(root.resolve("logs"));
        LentServer.to(root.resolve("database"));
        data = DataDirectory.lock(root.resolve("database"), "crash test", clock.instant());
        postgres = EmbeddedPostgres.start(data);
        var ports = freePorts(3);
        api = URI.create("http://127.0.0.1:" + ports.get(2));
        boolean two = layout == Layout.TWO_COORDINATORS;
        var first = "127.0.0.1:" + ports.get(0);
        var second = "127.0.0.1:" + ports.get(1);
        add(COORDINATOR, "coordinator", two ? second : "", Map.of("MUNIMENT_CLUSTER_PORT", ports.get(0)));
        add(
                HTTP,
                two ? "coordinator,http" : "http",
                first,
                Map.of(
                        "MUNIMENT_CLUSTER_PORT", ports.get(1),
                        "MUNIMENT_PORT", ports.get(2),
                        "MUNIMENT_SOURCES", "papers=" + papers));
        for (int worker = 1; worker <= 2; worker++) {
            add("worker-" + worker, "worker", two ? first + "," + second : first, Map.of("MUNIMENT_SLOTS", "1"));
        }
        nodes.values().forEach(NodeProcess::start);
    }

    private void add(String name, String roles, String seeds, Map<String, String> more) throws IOException {
        var own = root.resolve(name);
        CrashWorkflow.write(own);
        var environment = new HashMap<>(more);
        environment.put("MUNIMENT_NODE", name);
        environment.put("MUNIMENT_ROLES", roles);
        environment.put("MUNIMENT_SEEDS", seeds);
        environment.put("MUNIMENT_DATA", own.toString());
        for (var shared : List.of("work", "blobs", "store")) {
            environment.put(
                    "MUNIMENT_" + shared.toUpperCase(java.util.Locale.ROOT),
                    root.resolve(shared).toString());
        }
        if (!roles.equals("worker")) {
            var database = postgres.database();
            environment.put("MUNIMENT_DATABASE_URL", database.url());
            environment.put("MUNIMENT_DATABASE_USER", database.user());
            environment.put("MUNIMENT_DATABASE_PASSWORD", database.password());
        }
        nodes.put(name, new NodeProcess(name, own, environment, deaths, clock));
    }

    private static List<String> freePorts(int count) throws IOException {
        var sockets = new ArrayList<ServerSocket>();
        var ports = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            sockets.add(socket);
            ports.add(Integer.toString(socket.getLocalPort()));
        }
        for (var socket : sockets) {
            socket.close();
        }
        return ports;
    }

    URI api() {
        return api;
    }

    Logs logs() {
        return logs;
    }

    Path work() {
        return root.resolve("work");
    }

    Path store() {
        return root.resolve("store");
    }

    Deaths deaths() {
        return deaths;
    }

    Outages outages() {
        return outages;
    }

    Connection connect() throws SQLException {
        return postgres.database().connect();
    }

    /** Kills by SIGKILL; the supervisors start the nodes again, each after a pause of its own. */
    void kill(Target target, Random random) throws IOException {
        if (target == Target.DATABASE || target == Target.ALL) {
            killDatabase();
        }
        switch (target) {
            case COORDINATOR -> nodes.get(COORDINATOR).kill(random.nextInt(1_500));
            case HTTP -> nodes.get(HTTP).kill(random.nextInt(1_500));
            case WORKER -> nodes.get("worker-" + (1 + random.nextInt(2))).kill(random.nextInt(1_500));
            case ALL -> nodes.values().forEach(node -> node.kill(random.nextInt(1_500)));
            case DATABASE -> {}
        }
        boolean storing = target == Target.WORKER || (target == Target.HTTP && layout == Layout.ONE_COORDINATOR);
        if (!storing) {
            outages.begin(clock.millis());
        }
    }

    private void killDatabase() throws IOException {
        var pid = Files.readAllLines(root.resolve("database/postgres/server-17/cluster/postmaster.pid"))
                .get(0);
        ProcessHandle.of(Long.parseLong(pid)).ifPresent(server -> {
            var all = new ArrayList<>(server.descendants().toList());
            server.destroyForcibly();
            all.forEach(ProcessHandle::destroyForcibly);
        });
    }

    List<String> leftChildren() {
        return nodes.values().stream()
                .flatMap(node -> node.leftChildren().stream())
                .toList();
    }

    String said() throws IOException {
        var all = new StringBuilder();
        for (var node : nodes.values()) {
            all.append(node.said()).append('\n');
        }
        return all.toString();
    }

    /** Whatever was killed, nobody has touched the record. */
    @Override
    public void close() {
        nodes.values().forEach(NodeProcess::close);
        try {
            UntouchedRecord.require(postgres.database(), root.resolve("blobs"), store());
        } catch (IOException | SQLException failure) {
            throw new AssertionError("the record can't be looked at", failure);
        } finally {
            postgres.close();
            data.close();
        }
    }
}
