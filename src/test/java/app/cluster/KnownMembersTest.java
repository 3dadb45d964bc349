package app.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import app.settings.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownMembersTest {

    @TempDir
    Path data;

    @Test
    void what_was_written_is_read_by_the_next_process() {
        var members = Set.of(new HostPort("192.0.2.1", 2), new HostPort("2001:db8::1", 3), new HostPort("mill", 4));

        new KnownMembers(data).write(members);

        assertThat(new KnownMembers(data).read()).isEqualTo(members);
    }

    @Test
    void nobody_is_remembered_at_first_and_again_when_all_have_left() {
        var known = new KnownMembers(data);
        assertThat(known.read()).isEmpty();

        known.write(Set.of(new HostPort("mill", 4)));
        known.write(Set.of());

        assertThat(known.read()).isEmpty();
    }

    @Test
    void what_can_not_be_read_is_nobody() throws Exception {
        Files.writeString(data.resolve("cluster-members"), "what is this\n");

        assertThat(new KnownMembers(data).read()).isEmpty();
    }

    @Test
    void a_directory_that_can_not_be_written_harms_nothing() {
        var known = new KnownMembers(data.resolve("missing"));

        known.write(Set.of(new HostPort("mill", 4)));

        assertThat(known.read()).isEmpty();
    }

    @Test
    void only_where_somebody_listens_is_it_worth_asking() throws IOException {
        HostPort gone;
        try (var left = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            gone = new HostPort("127.0.0.1", left.getLocalPort());
        }
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var there = new HostPort("127.0.0.1", socket.getLocalPort());
            new KnownMembers(data).write(Set.of(there, gone, new HostPort("nobody.invalid", 7355)));

            assertThat(new KnownMembers(data).listening()).containsExactly(there);
        }
    }
}
