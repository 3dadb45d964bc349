package app.cluster;

import app.settings.HostPort;
import database.ClusterLock;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.AddressFromURIString;
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
    private long saidNanos = System.nanoTime();
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
        var others = addresses();
        long now = System.nanoTime();
        switch (rule.next(others, Duration.ofNanos(now - askedNanos.orElse(now)))) {
            case ASK -> ask(others);
            case FORM -> form(others);
            case WAIT -> {}
        }
        if (System.nanoTime() - saidNanos > SAY_INTERVAL.toNanos()) {
            say("nobody lets this node into a cluster; still asking {}", others);
        }
    }

    private void say(String message, Object about) {
        saidNanos = System.nanoTime();
        LOG.warn(message, about);
    }

    private Set<String> addresses() {
        var self = cluster.selfMember().address();
        return known.others().get().stream()
                .map(at -> new Address(self.protocol(), self.system(), at.host(), at.port()))
                .filter(address -> !address.equals(self))
                .map(Address::toString)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void ask(Set<String> others) {
        if (askedNanos.isEmpty()) {
            askedNanos = OptionalLong.of(System.nanoTime());
        }
        List<Address> seeds = others.stream().map(AddressFromURIString::parse).toList();
        cluster.manager().tell(new JoinSeedNodes(seeds));
    }

    private void form(Set<String> others) {
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
