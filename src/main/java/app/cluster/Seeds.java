package app.cluster;

import app.settings.ClusterSettings;
import app.settings.HostPort;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where other nodes may be found: the seeds by name, and all addresses of a DNS name, asked for anew each time. */
public final class Seeds {

    private static final Logger LOG = LoggerFactory.getLogger(Seeds.class);

    private static final Duration SAY_INTERVAL = Duration.ofMinutes(1);

    private final ClusterSettings settings;
    private OptionalLong saidNanos = OptionalLong.empty();

    /** From an operator's settings. */
    public Seeds(ClusterSettings settings) {
        this.settings = settings;
    }

    /** May block for as long as a name server does. */
    Set<HostPort> find() {
        var found = new LinkedHashSet<>(settings.seeds());
        settings.dns().ifPresent(name -> {
            try {
                for (var address : InetAddress.getAllByName(name.host())) {
                    found.add(new HostPort(address.getHostAddress(), name.port()));
                }
            } catch (UnknownHostException none) {
                say(name.host());
            }
        });
        return found;
    }

    private void say(String name) {
        if (saidNanos.isEmpty() || System.nanoTime() - saidNanos.getAsLong() > SAY_INTERVAL.toNanos()) {
            saidNanos = OptionalLong.of(System.nanoTime());
            LOG.warn("the name {} (MUNIMENT_CLUSTER_DNS) has no address; asking for it again and again", name);
        }
    }
}
