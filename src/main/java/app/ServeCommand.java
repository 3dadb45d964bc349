package app;

import accounts.Accounts;
import accounts.Sessions;
import app.settings.HostPort;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.cluster.typed.Cluster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the service until it is told to end. */
@Command(
        name = "serve",
        description = "Run the service, or one node of it: the API, and the work on the transfers that are submitted.",
        footer = {
            "",
            "Transfers are taken from MUNIMENT_SOURCES=NAME=/path,NAME=/path (none by default).",
            "SIGTERM or SIGINT ends it cleanly; what is under way goes on elsewhere, or at the next start.",
            "Several nodes form a cluster: docs/cluster.md.",
            "Exit: 0 ended so, 1 it could not start or found no coordinator for too long, 2 usage."
        },
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--host",
            description =
                    "Address to listen on. Default: MUNIMENT_HOST, else 127.0.0.1. Beyond loopback callers must sign"
                            + " in or have a key, unless MUNIMENT_ALLOW_UNAUTHENTICATED=true; on loopback only with"
                            + " MUNIMENT_SIGN_IN=required.")
    private String host;

    @Option(names = "--port", description = "Port; 0 takes a free one. Default: MUNIMENT_PORT, else 8080.")
    private Integer port;

    @Option(names = "--data", description = "Data directory. Default: MUNIMENT_DATA, else data.")
    private Path data;

    @Option(
            names = "--store",
            description = "Where AIPs go. Default: MUNIMENT_STORE, else store in the data directory.")
    private Path store;

    @Option(
            names = "--roles",
            split = ",",
            description = "What this node does, of coordinator, http and worker. Default: MUNIMENT_ROLES, else all.")
    private List<String> roles;

    @Option(
            names = "--seed",
            paramLabel = "HOST:PORT",
            description = "A coordinator of the cluster; may be repeated. Default: MUNIMENT_SEEDS, else none.")
    private List<String> seeds;

    @Option(names = "--node", description = "This node's name. Default: MUNIMENT_NODE, else the machine's.")
    private String node;

    @Option(
            names = "--cluster-host",
            description =
                    "Address at which other nodes reach this one. Default: MUNIMENT_CLUSTER_HOST, else 127.0.0.1.")
    private String clusterHost;

    @Option(
            names = "--cluster-port",
            description = "Its port; 0 takes a free one. Default: MUNIMENT_CLUSTER_PORT, else 0.")
    private Integer clusterPort;

    @Override
    public Integer call() throws Exception {
        var settings = Settings.of(environment())
                .in(Optional.ofNullable(data), Optional.ofNullable(store))
                .at(Optional.ofNullable(host), Optional.ofNullable(port));
        checkAddress(settings);
        // Without the halt the JVM reports the signal as its exit code, and that reads as a failure.
        var exit = new AtomicInteger();
        var running = Ending.start(
                () -> UnderWay.with(Service.start(settings, Clock.systemUTC()), settings, this::say),
                () -> Runtime.getRuntime().halt(exit.get()));
        var service = running.service();
        service.address().ifPresent(at -> {
            var url = "http://" + written(at.getAddress()) + ":" + at.getPort();
            say("muniment listens on " + url);
            say("muniment shows its dashboard to a browser at "
                    + (at.getAddress().isAnyLocalAddress()
                            ? "http://localhost:" + at.getPort() + "/ and at each address of this machine"
                            : url + "/"));
            say(who(settings, service.node()));
        });
        running.tellBeginning();
        var unused = service.node().up().thenRun(() -> say(up(settings, service.node())));
        var why = service.node().ended().get();
        exit.set(1);
        throw new IllegalStateException(why);
    }

    /** The environment, and the options over it. */
    private Map<String, String> environment() {
        var environment = new HashMap<>(System.getenv());
        put(environment, "MUNIMENT_ROLES", roles == null ? null : String.join(",", roles));
        put(environment, "MUNIMENT_SEEDS", seeds == null ? null : String.join(",", seeds));
        put(environment, "MUNIMENT_NODE", node);
        put(environment, "MUNIMENT_CLUSTER_HOST", clusterHost);
        put(environment, "MUNIMENT_CLUSTER_PORT", clusterPort == null ? null : clusterPort.toString());
        return environment;
    }

    private static void put(Map<String, String> environment, String name, String value) {
        if (value != null) {
            environment.put(name, value);
        }
    }

    private static String up(Settings settings, Node node) {
        var address = Cluster.get(node.system()).selfMember().address();
        return "muniment node " + settings.node().name() + " ("
                + settings.node().rolesText() + ") is in its cluster at "
                + new HostPort(address.getHost().orElse(""), address.getPort().orElse(0));
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    static void checkAddress(Settings settings) {
        if (settings.port() < 0 || settings.port() > 65535) {
            throw new IllegalArgumentException("--port is a number from 0 to 65535, not " + settings.port());
        }
        settings.access().check(settings.host());
    }

    /** Who may use it, for whoever started it. */
    private static String who(Settings settings, Node node) {
        if (!settings.signInRequired()) {
            return "muniment asks nobody who they are: whoever reaches this address can do everything";
        }
        var limits =
                new Sessions.Limits(settings.access().idle(), settings.access().longest());
        return Accounts.in(node.views(), limits, Clock.systemUTC()).users().isWithoutAdministrator()
                ? "muniment has no administrator yet; make the first one:"
                        + " ./muniment users add NAME --role administrator --data " + settings.data()
                : "muniment asks who its callers are: a key, or a session of somebody who signed in";
    }

    private static String written(InetAddress address) {
        var text = address.getHostAddress();
        return text.contains(":") ? "[" + text + "]" : text;
    }
}
