package app;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the service until it is told to end. */
@Command(
        name = "serve",
        description = "Run the service: the API, and the work on the transfers that are submitted to it.",
        footer = {
            "",
            "Transfers are taken from MUNIMENT_SOURCES=NAME=/path,NAME=/path (none by default).",
            "SIGTERM or SIGINT ends it cleanly; what is under way goes on at the next start.",
            "Exit: 0 ended so, 1 it could not start, 2 usage."
        },
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--host",
            description = "Address to listen on. Default: MUNIMENT_HOST, else 127.0.0.1. Beyond loopback only with"
                    + " MUNIMENT_ALLOW_UNAUTHENTICATED=true, for there is no authentication yet.")
    private String host;

    @Option(names = "--port", description = "Port; 0 takes a free one. Default: MUNIMENT_PORT, else 8080.")
    private Integer port;

    @Option(names = "--data", description = "Data directory. Default: MUNIMENT_DATA, else data.")
    private Path data;

    @Option(
            names = "--store",
            description = "Where AIPs go. Default: MUNIMENT_STORE, else store in the data directory.")
    private Path store;

    @Override
    public Integer call() throws Exception {
        var settings = Settings.of(System.getenv())
                .in(Optional.ofNullable(data), Optional.ofNullable(store))
                .at(Optional.ofNullable(host), Optional.ofNullable(port));
        checkAddress(settings);
        // Without the halt the JVM reports the signal as its exit code, and that reads as a failure.
        var service = Ending.start(() -> Service.start(settings, Clock.systemUTC()), () -> Runtime.getRuntime()
                .halt(0));
        var address = service.address();
        spec.commandLine()
                .getOut()
                .println("muniment listens on http://" + written(address.getAddress()) + ":" + address.getPort());
        spec.commandLine().getOut().flush();
        new CountDownLatch(1).await();
        return 0;
    }

    static void checkAddress(Settings settings) {
        if (settings.port() < 0 || settings.port() > 65535) {
            throw new IllegalArgumentException("--port is a number from 0 to 65535, not " + settings.port());
        }
        try {
            if (!InetAddress.getByName(settings.host()).isLoopbackAddress() && !settings.unauthenticatedAllowed()) {
                throw new IllegalArgumentException(
                        "there is no authentication yet, so whoever reaches " + settings.host()
                                + " could do everything; listen on 127.0.0.1, or set MUNIMENT_ALLOW_UNAUTHENTICATED=true if"
                                + " something in front of the service authenticates");
            }
        } catch (UnknownHostException unknown) {
            throw new IllegalArgumentException("there is no address for the host \"" + settings.host() + "\"", unknown);
        }
    }

    private static String written(InetAddress address) {
        var text = address.getHostAddress();
        return text.contains(":") ? "[" + text + "]" : text;
    }
}
