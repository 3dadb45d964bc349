package app.cluster;

import app.settings.HostPort;
import database.ClusterLock;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.cluster.typed.JoinSeedNodes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out the {@link JoiningRule} for one actor system, until it is in a cluster. */
final class Joining {

    private static final Logger LOG = LoggerFactory.getLogger(Joining.class);

    /** After this, members of a cluster have taken their locks again on a database that was started anew. */
    private static final Duration RETAKING = Duration.ofSeconds(15);

    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);
    private static final Duration SAY_INTERVAL = Duration.ofMinutes(1);

    /** Nodes that are started together are not ready at once; nobody is told of that. */
    private static final Duration SAY_FIRST = Duration.ofSeconds(15);

    /**
     * Who may be there.
     *
     * @param others other nodes, asked for anew each time; may block
     * @param coordinators true when other coordinators may be among them
     * @param patience how long they are asked before a cluster is formed without them
     */
    record Known(Supplier<Set<HostPort>> others, boolean coordinators, Duration patience) {}

    private final Cluster cluster;
    private final Known known;
    private final Optional<ClusterLock> lock;
    private final JoiningRule rule;
    private OptionalLong askedNanos = OptionalLong.empty();
    private long lookedNanos = System.nanoTime() - LOOK_INTERVAL.toNanos();
    private long saidNanos = System.nanoTime() - SAY_INTERVAL.minus(SAY_FIRST).toNanos();
    private boolean formed;

    /** The lock is there on coordinators only. */
    Joining(Cluster cluster, Known known, Optional<ClusterLock> lock) {
        this.cluster = cluster;
        this.known = known;
        this.lock = lock;
        this.rule = new JoiningRule(lock.isPresent(), known.patience());
    }

    /** Takes the next step; to be called several times a second. */
    void step() {
        if (formed || System.nanoTime() - lookedNanos < LOOK_INTERVAL.toNanos()) {
            return;
        }
        lookedNanos = System.nanoTime();
        var others = others();
        long now = System.nanoTime();
        switch (rule.next(others, Duration.ofNanos(now - askedNanos.orElse(now)))) {
            case ASK -> ask(others);
            case FORM -> form(others);
            case WAIT -> {}
        }
        if (System.nanoTime() - saidNanos > SAY_INTERVAL.toNanos()) {
            say("nobody has let this node into a cluster yet; it goes on asking {}", plain(others));
        }
    }

    private void say(String message, Object about) {
        saidNanos = System.nanoTime();
        LOG.warn(message, about);
    }

    private static String plain(Set<HostPort> others) {
        if (others.isEmpty()) {
            return "for addresses (MUNIMENT_CLUSTER_DNS), of which there is none";
        }
        return others.stream()
                .map(at -> at + (KnownMembers.isListening(at) ? "" : " (nobody listens there)"))
                .collect(Collectors.joining(", "));
    }

    private Set<HostPort> others() {
        var self = cluster.selfMember().address();
        return known.others().get().stream()
                .filter(at -> !address(at).equals(self))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Address address(HostPort at) {
        var self = cluster.selfMember().address();
        return new Address(self.protocol(), self.system(), at.host(), at.port());
    }

    /** Whoever does not listen can't be asked; that Pekko tried would stand in the log as if something were wrong. */
    private void ask(Set<HostPort> others) {
        if (askedNanos.isEmpty()) {
            askedNanos = OptionalLong.of(System.nanoTime());
        }
        var seeds = others.parallelStream()
                .filter(KnownMembers::isListening)
                .map(this::address)
                .toList();
        if (!seeds.isEmpty()) {
            cluster.manager().tell(new JoinSeedNodes(seeds));
        }
    }

    private void form(Set<HostPort> others) {
        try {
            var taking = lock.orElseThrow().takeAlone(known.coordinators() ? RETAKING : Duration.ZERO);
            if (taking == ClusterLock.Taking.HELD) {
                formed = true;
                cluster.manager().tell(Join.create(cluster.selfMember().address()));
            } else if (!others.isEmpty()) {
                ask(others);
            } else if (taking == ClusterLock.Taking.IN_USE && !known.coordinators()) {
                throttled("a cluster works on this database already, and this node knows none of its coordinators; name"
                        + " one with --seed HOST:PORT, or end the other program that uses it");
            }
        } catch (SQLException away) {
            throttled("no cluster can be formed while the database does not answer (" + away.getMessage() + ")");
        }
    }

    private void throttled(String message) {
        if (System.nanoTime() - saidNanos > Duration.ofSeconds(10).toNanos()) {
            say("{}", message);
        }
    }
}
