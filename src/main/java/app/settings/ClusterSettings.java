package app.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * How this node is found and finds others. Each setting is described in docs/cluster.md.
 *
 * @param host the address under which others reach this node, and on which it listens
 * @param port 0 for a free one
 * @param seeds coordinators that this node asks to be let in
 * @param dns a name whose addresses are further seeds
 * @param tls what this node proves itself with, and knows the others by
 * @param unencryptedAllowed true to let the network read and write what the nodes say to each other
 */
public record ClusterSettings(
        String host,
        int port,
        List<HostPort> seeds,
        Optional<HostPort> dns,
        Optional<TlsFiles> tls,
        boolean unencryptedAllowed) {

    public static ClusterSettings of(Environment read) {
        return new ClusterSettings(
                read.text("MUNIMENT_CLUSTER_HOST").orElse("127.0.0.1"),
                read.number("MUNIMENT_CLUSTER_PORT", 0, 65_535).orElse(0),
                read.list("MUNIMENT_SEEDS").stream()
                        .map(seed -> HostPort.of(seed, "MUNIMENT_SEEDS"))
                        .toList(),
                read.text("MUNIMENT_CLUSTER_DNS").map(name -> HostPort.of(name, "MUNIMENT_CLUSTER_DNS")),
                TlsFiles.of(read),
                read.flag("MUNIMENT_ALLOW_UNENCRYPTED_CLUSTER"));
    }

    /** True when other coordinators may be there. */
    public boolean hasSeeds() {
        return !seeds.isEmpty() || dns.isPresent();
    }

    /** What this node's roles need. Fails with a sentence that says what to set. */
    public void check(NodeSettings node, boolean ownDatabase) {
        if (!node.is(Role.COORDINATOR) && !hasSeeds()) {
            throw new IllegalArgumentException("a node without the role coordinator needs one to work for: name it with"
                    + " --seed HOST:PORT (MUNIMENT_SEEDS), or with MUNIMENT_CLUSTER_DNS");
        }
        if (node.needsDatabase() && ownDatabase && (!node.is(Role.COORDINATOR) || hasSeeds())) {
            throw new IllegalArgumentException("coordinators and http nodes of one cluster share one database: set"
                    + " MUNIMENT_DATABASE_URL (and leave the seeds away from a coordinator that is the only one)");
        }
        if (tls.isEmpty() && !unencryptedAllowed && !isLoopback()) {
            throw new IllegalArgumentException(
                    "whoever reaches " + host + " could command the nodes of this cluster and"
                            + " read what they say; set MUNIMENT_TLS_CERT, MUNIMENT_TLS_KEY and MUNIMENT_TLS_CA, keep"
                            + " MUNIMENT_CLUSTER_HOST at 127.0.0.1, or set MUNIMENT_ALLOW_UNENCRYPTED_CLUSTER=true if the"
                            + " network itself keeps strangers out");
        }
    }

    private boolean isLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            throw new IllegalArgumentException("there is no address for MUNIMENT_CLUSTER_HOST=" + host, unknown);
        }
    }
}
