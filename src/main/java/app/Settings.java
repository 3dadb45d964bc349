package app;

import app.settings.AccessSettings;
import app.settings.AuditSettings;
import app.settings.ClusterSettings;
import app.settings.Environment;
import app.settings.NodeSettings;
import audit.HeadFile;
import database.Database;
import database.DatabaseUnavailable;
import database.ExternalDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Everything an operator can set, from environment variables; options of the command line stand over them. Each is
 * described in docs/settings.md.
 *
 * @param data the data directory: the embedded database, the work area, blobs
 * @param store where AIPs are stored
 * @param sources transfer sources by name
 * @param database an external PostgreSQL; empty for the embedded one
 * @param clamd {@code HOST:PORT} or the path of a Unix socket; empty for no virus scanner
 * @param slots hand-outs carried out at once, for each class of work
 * @param lease how long a worker goes on with an attempt when nobody asks for it
 * @param access who may come in
 * @param audit where heads are exported to
 * @param node what this node does
 * @param cluster how it finds the others
 */
public record Settings(
        Path data,
        Path store,
        String host,
        int port,
        Map<String, Path> sources,
        Optional<Database> database,
        Optional<String> clamd,
        int slots,
        Duration lease,
        AccessSettings access,
        AuditSettings audit,
        NodeSettings node,
        ClusterSettings cluster) {

    private static final int PORT = 8080;
    private static final Duration LEASE = Duration.ofMinutes(1);

    /** Fails with {@link IllegalArgumentException}, whose message names the variable, what is wrong and what is right. */
    public static Settings of(Map<String, String> environment) {
        var read = new Environment(environment);
        var data = read.path("MUNIMENT_DATA").orElse(Path.of("data"));
        int slots = read.number("MUNIMENT_SLOTS", 1, 1024)
                .orElse(Runtime.getRuntime().availableProcessors());
        var node = NodeSettings.of(read, slots);
        return new Settings(
                data,
                read.path("MUNIMENT_STORE").orElse(data.resolve("store")),
                read.text("MUNIMENT_HOST").orElse("127.0.0.1"),
                read.number("MUNIMENT_PORT", 0, 65535).orElse(PORT),
                read.text("MUNIMENT_SOURCES").map(Settings::sources).orElse(Map.of()),
                node.needsDatabase() ? database(environment) : Optional.empty(),
                read.text("MUNIMENT_CLAMD"),
                slots,
                read.number("MUNIMENT_LEASE_SECONDS", 5, 86_400)
                        .map(Duration::ofSeconds)
                        .orElse(LEASE),
                AccessSettings.of(read),
                AuditSettings.of(read),
                node,
                ClusterSettings.of(read));
    }

    /** As one node of all roles, whatever is said about a cluster. */
    static Settings alone(Map<String, String> environment) {
        var rest = new HashMap<>(environment);
        rest.keySet().removeIf(name -> name.matches("MUNIMENT_(ROLES|SEEDS|CLUSTER_.*|TLS_.*)"));
        return of(rest);
    }

    private static Optional<Database> database(Map<String, String> environment) {
        try {
            return ExternalDatabase.from(environment);
        } catch (DatabaseUnavailable unreadable) {
            throw new IllegalArgumentException(unreadable.getMessage(), unreadable);
        }
    }

    /** With another data directory; the store moves along unless it was set by itself. */
    public Settings in(Optional<Path> otherData, Optional<Path> otherStore) {
        var newData = otherData.orElse(data);
        var newStore = otherStore.orElse(store.equals(data.resolve("store")) ? newData.resolve("store") : store);
        return new Settings(
                newData, newStore, host, port, sources, database, clamd, slots, lease, access, audit, node, cluster);
    }

    /** Listening elsewhere. */
    public Settings at(Optional<String> otherHost, Optional<Integer> otherPort) {
        return new Settings(
                data,
                store,
                otherHost.orElse(host),
                otherPort.orElse(port),
                sources,
                database,
                clamd,
                slots,
                lease,
                access,
                audit,
                node,
                cluster);
    }

    /** Whether whoever asks the API must say who they are. */
    boolean signInRequired() {
        return access.isRequiredAt(host);
    }

    /** Where attempts work; all coordinators and workers share it. */
    public Path work() {
        return node.work().orElse(data.resolve("work"));
    }

    /** Where bulky output is kept; all nodes share it. */
    public Path blobs() {
        return node.blobs().orElse(data.resolve("blobs"));
    }

    /** Where heads are exported to; empty where no key is given that signs them. */
    Optional<HeadFile> heads() {
        return audit.key().map(key -> new HeadFile(audit.log().orElse(data.resolve("heads.log")), key));
    }

    /** Where the worker processes of a machine can see that another one has died. */
    public Path workers() {
        return node.work().map(work -> work.resolve(".workers")).orElse(data.resolve("workers"));
    }

    /** {@code name=/path,…}. */
    private static Map<String, Path> sources(String text) {
        var sources = new LinkedHashMap<String, Path>();
        for (var part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            var name = equals < 0 ? "" : part.substring(0, equals).strip();
            var path = part.substring(equals + 1).strip();
            if (!name.matches("[A-Za-z0-9._-]+") || path.isEmpty()) {
                throw new IllegalArgumentException("MUNIMENT_SOURCES is NAME=/path,NAME=/path with names of letters,"
                        + " digits, dots, underscores and hyphens; \"" + part + "\" is not");
            }
            if (sources.put(name, Path.of(path).toAbsolutePath()) != null) {
                throw new IllegalArgumentException(
                        "MUNIMENT_SOURCES names \"" + name + "\" twice; give each its own name");
            }
        }
        return sources;
    }
}
