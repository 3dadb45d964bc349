package app.cluster;

import app.settings.ClusterSettings;
import app.settings.HostPort;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where other nodes may be found: the seeds by name, and all addresses of a DNS name, asked for anew each time. */
public final class Seeds {

    private static final Logger LOG = LoggerFactory.getLogger(Seeds.class);

    private final ClusterSettings settings;

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
                LOG.debug("the name {} has no address yet", name.host(), none);
            }
        });
        return found;
    }
}
