package app.cluster;

import app.settings.HostPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The other nodes that a coordinator without seeds last saw, in its data directory: workers that live on keep its cluster,
 * and it asks them first when it is back. Only a hint: nothing depends on it but how soon they work for it again.
 */
public final class KnownMembers {

    private static final Logger LOG = LoggerFactory.getLogger(KnownMembers.class);

    private static final int CONNECT_MILLIS = 300;

    private final Path file;
    private Set<String> written = Set.of();

    /** In a data directory. */
    public KnownMembers(Path data) {
        this.file = data.resolve("cluster-members");
    }

    /** Those that somebody listens at now. May block for {@link #CONNECT_MILLIS}. */
    Set<HostPort> listening() {
        return read().parallelStream().filter(KnownMembers::isListening).collect(Collectors.toSet());
    }

    /** True when somebody listens there now. May block for {@link #CONNECT_MILLIS}. */
    static boolean isListening(HostPort member) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(member.host(), member.port()), CONNECT_MILLIS);
            return true;
        } catch (IOException | IllegalArgumentException nobody) {
            return false;
        }
    }

    /** All of them. */
    Set<HostPort> read() {
        try {
            return Files.readAllLines(file).stream()
                    .map(line -> HostPort.of(line, file.toString()))
                    .collect(Collectors.toSet());
        } catch (NoSuchFileException none) {
            return Set.of();
        } catch (IOException | IllegalArgumentException unreadable) {
            LOG.warn("what is remembered of the cluster can't be read; its nodes find back by themselves", unreadable);
            return Set.of();
        }
    }

    void write(Set<HostPort> members) {
        var lines = members.stream().map(HostPort::toString).collect(Collectors.toCollection(TreeSet::new));
        if (lines.equals(written)) {
            return;
        }
        try {
            var next = Files.write(file.resolveSibling("cluster-members.new"), lines);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            written = lines;
        } catch (IOException failure) {
            LOG.warn("the nodes of the cluster can't be remembered; after a restart they find back later", failure);
        }
    }
}
