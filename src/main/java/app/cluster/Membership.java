package app.cluster;

import app.settings.HostPort;
import app.settings.Role;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;

/** What this node sees of its cluster at the moment. */
final class Membership {

    private final Cluster cluster;

    Membership(Cluster cluster) {
        this.cluster = cluster;
    }

    boolean isUp() {
        return cluster.selfMember().status().equals(MemberStatus.up());
    }

    /** True between a welcome and the decision that this node is up. */
    boolean isJoining() {
        return cluster.selfMember().status().equals(MemberStatus.joining());
    }

    /** True when a coordinator is up and can be reached. */
    boolean hasCoordinator() {
        var unreachable = cluster.state().getUnreachable();
        return members().stream()
                .anyMatch(member -> member.hasRole(Role.COORDINATOR.label())
                        && member.status().equals(MemberStatus.up())
                        && !unreachable.contains(member));
    }

    /** Where the other nodes are. */
    Set<HostPort> others() {
        return members().stream()
                .filter(member -> !member.equals(cluster.selfMember()))
                .map(member -> member.address())
                .filter(address -> address.getHost().isPresent())
                .map(address ->
                        new HostPort(address.getHost().get(), address.getPort().get()))
                .collect(Collectors.toSet());
    }

    private Set<Member> members() {
        return StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
                .collect(Collectors.toSet());
    }
}
