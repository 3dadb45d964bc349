package app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workflow.ResourceClass;

class ClusterSettingsTest {

    @TempDir
    Path directory;

    @Test
    void a_node_without_settings_does_everything_alone_and_for_nobody_else() {
        var cluster = cluster(Map.of());
        var node = node(Map.of());

        assertThat(node.roles()).containsExactlyInAnyOrder(Role.values());
        assertThat(node.name()).isNotBlank();
        assertThat(cluster.host()).isEqualTo("127.0.0.1");
        assertThat(cluster.port()).isZero();
        assertThat(cluster.hasSeeds()).isFalse();
        assertThatCode(() -> cluster.check(node, true)).doesNotThrowAnyException();
    }

    @Test
    void settings_are_read() {
        var node = node(Map.of(
                "MUNIMENT_ROLES", " worker , http",
                "MUNIMENT_NODE", "mill-1",
                "MUNIMENT_SLOTS_IO", "7",
                "MUNIMENT_DRAIN_SECONDS", "0",
                "MUNIMENT_AWAY_MINUTES", "5"));
        var cluster = cluster(Map.of(
                "MUNIMENT_SEEDS", "archive:25520, [2001:db8::1]:1",
                "MUNIMENT_CLUSTER_DNS", "coordinators.local:25520"));

        assertThat(node.rolesText()).isEqualTo("http, worker");
        assertThat(node.name()).isEqualTo("mill-1");
        assertThat(node.slots()).isEqualTo(Map.of(ResourceClass.CPU, 3, ResourceClass.IO, 7));
        assertThat(node.drainLimit()).isZero();
        assertThat(node.awayLimit()).isEqualTo(Duration.ofMinutes(5));
        assertThat(cluster.seeds()).isEqualTo(List.of(new HostPort("archive", 25520), new HostPort("2001:db8::1", 1)));
        assertThat(cluster.seeds()).extracting(HostPort::toString).contains("[2001:db8::1]:1");
        assertThat(cluster.dns()).contains(new HostPort("coordinators.local", 25520));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MUNIMENT_ROLES|coordinator,boss|coordinator, http and worker",
                "MUNIMENT_NODE|a b|letters",
                "MUNIMENT_SEEDS|archive|HOST:PORT",
                "MUNIMENT_SEEDS|archive:0|HOST:PORT",
                "MUNIMENT_SEEDS|archive:65536|HOST:PORT",
                "MUNIMENT_SEEDS|2001:db8::1:1|HOST:PORT",
                "MUNIMENT_CLUSTER_DNS|archive|HOST:PORT",
                "MUNIMENT_CLUSTER_PORT|x|0 to 65535",
                "MUNIMENT_SLOTS_CPU|0|1 to 1024",
                "MUNIMENT_AWAY_MINUTES|0|1 to",
                "MUNIMENT_TLS_CERT|/a.pem|all three or none",
                "MUNIMENT_ALLOW_UNENCRYPTED_CLUSTER|maybe|true or false"
            })
    void a_wrong_value_is_refused_with_its_name_and_what_is_right(String name, String value, String right) {
        assertThatThrownBy(() -> {
                    node(Map.of(name, value));
                    cluster(Map.of(name, value));
                })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(right);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "worker|||--seed",
                "http|||--seed",
                "http|a:1||MUNIMENT_DATABASE_URL",
                "coordinator|a:1||MUNIMENT_DATABASE_URL",
                "coordinator||192.0.2.1|MUNIMENT_TLS_CERT",
                "coordinator||0.0.0.0|MUNIMENT_ALLOW_UNENCRYPTED_CLUSTER=true"
            })
    void what_does_not_go_together_is_said(String roles, String seeds, String host, String sentence) {
        var environment = environment(roles, seeds, host);

        assertThatThrownBy(() -> cluster(environment).check(node(environment), true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void a_worker_needs_no_database_and_others_one_that_they_share() {
        var worker = environment("worker", "a:1", null);
        var coordinator = environment("coordinator,http", "a:1", null);

        assertThat(node(worker).needsDatabase()).isFalse();
        assertThatCode(() -> cluster(worker).check(node(worker), true)).doesNotThrowAnyException();
        assertThatCode(() -> cluster(coordinator).check(node(coordinator), false))
                .doesNotThrowAnyException();
    }

    @Test
    void beyond_loopback_it_is_let_with_certificates_or_when_told_so() throws Exception {
        var encrypted = environment("coordinator", null, "192.0.2.1");
        for (var name : List.of("CERT", "KEY", "CA")) {
            encrypted.put(
                    "MUNIMENT_TLS_" + name,
                    Files.createFile(directory.resolve(name)).toString());
        }
        var told = environment("coordinator", null, "192.0.2.1");
        told.put("MUNIMENT_ALLOW_UNENCRYPTED_CLUSTER", "true");

        assertThatCode(() -> cluster(encrypted).check(node(encrypted), true)).doesNotThrowAnyException();
        assertThatCode(() -> cluster(told).check(node(told), true)).doesNotThrowAnyException();
        Files.delete(directory.resolve("KEY"));
        assertThatThrownBy(() -> cluster(encrypted)).hasMessageContaining("KEY");
    }

    private static Map<String, String> environment(String roles, String seeds, String host) {
        var environment = new HashMap<String, String>();
        environment.put("MUNIMENT_ROLES", roles);
        if (seeds != null) {
            environment.put("MUNIMENT_SEEDS", seeds);
        }
        if (host != null) {
            environment.put("MUNIMENT_CLUSTER_HOST", host);
        }
        return environment;
    }

    private static ClusterSettings cluster(Map<String, String> environment) {
        return ClusterSettings.of(new Environment(environment));
    }

    private static NodeSettings node(Map<String, String> environment) {
        return NodeSettings.of(new Environment(environment), 3);
    }
}
