package app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import testing.LentServer;
import testing.Needs;
import testing.PostgresExtension;

/**
 * Goal: with certificates of one authority nodes form a cluster, and nobody without one gets in. Method: the commands of
 * docs/cluster.md make the certificates; real processes; a worker with another authority's certificate, and one without.
 */
@Tag("slow")
class EncryptedClusterIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @TempDir
    Path directory;

    @Test
    void only_a_worker_with_a_certificate_of_the_authority_gets_in() throws Exception {
        Needs.program("openssl");
        var ours = certificates("ours");
        var theirs = certificates("theirs");
        try (var cluster = new SlowCluster(directory, 4)) {
            int port = SlowCluster.freePort();
            var plain = cluster.node("plain", "worker", 0, port);
            with(cluster, theirs);
            var stranger = cluster.node("stranger", "worker", 0, port);
            with(cluster, ours);
            LentServer.to(cluster.data("archive"));
            var archive = cluster.node("archive", "coordinator,http", port).start();
            archive.awaitUp();
            plain.start();
            stranger.start();
            var mill = cluster.node("mill", "worker", 0, port).start().awaitUp();

            var transfer = cluster.submit(archive.url());

            assertThat(cluster.awaitEnd(archive.url(), transfer)).isEqualTo("stored");
            assertThat(cluster.lines("end")).extracting(line -> line.attempt()).containsOnly(mill.pid());
            stranger.await("nobody has let this node into a cluster yet", 1);
            assertThat(stranger.times("is up")).isZero();
            plain.await("nobody has let this node into a cluster yet", 1);
            assertThat(plain.times("is up")).isZero();
        }
    }

    private static void with(SlowCluster cluster, Path certificates) {
        cluster.with("MUNIMENT_TLS_CERT", certificates.resolve("node.pem").toString());
        cluster.with("MUNIMENT_TLS_KEY", certificates.resolve("node.key").toString());
        cluster.with("MUNIMENT_TLS_CA", certificates.resolve("ca.pem").toString());
    }

    /** The example of the page, word for word. */
    private Path certificates(String name) throws IOException, InterruptedException {
        var into = Files.createDirectories(directory.resolve(name));
        var page = Files.readString(Path.of("docs/cluster.md"));
        for (var line : page.lines().filter(each -> each.startsWith("openssl ")).toList()) {
            var process = new ProcessBuilder("sh", "-c", line)
                    .directory(into.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(into.resolve("openssl.log").toFile())
                    .start();
            assertThat(process.waitFor()).as(line).isZero();
        }
        return into;
    }
}
