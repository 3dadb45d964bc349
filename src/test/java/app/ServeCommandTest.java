package app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import preservation.CreateSip;
import preservation.attempt.Actions;

class ServeCommandTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "localhost", "127.8.8.8"})
    void it_listens_on_loopback(String host) {
        assertThatCode(() -> ServeCommand.checkAddress(at(host, Map.of()))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
    void elsewhere_callers_say_who_they_are_unless_strangers_may_come_in(String host) {
        var strangers = Map.of("MUNIMENT_ALLOW_UNAUTHENTICATED", "true");

        assertThatCode(() -> ServeCommand.checkAddress(at(host, Map.of()))).doesNotThrowAnyException();
        assertThat(at(host, Map.of()).signInRequired()).isTrue();
        assertThat(at(host, strangers).signInRequired()).isFalse();
        assertThatThrownBy(() -> ServeCommand.checkAddress(at(host, Map.of("MUNIMENT_SIGN_IN", "off"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(host)
                .hasMessageContaining("MUNIMENT_ALLOW_UNAUTHENTICATED=true");
        assertThatCode(() -> ServeCommand.checkAddress(at(host, strangers))).doesNotThrowAnyException();
    }

    @Test
    void on_loopback_callers_say_who_they_are_when_it_is_asked_for() {
        assertThat(at("127.0.0.1", Map.of()).signInRequired()).isFalse();
        assertThat(at("::1", Map.of("MUNIMENT_SIGN_IN", "required")).signInRequired())
                .isTrue();
    }

    @Test
    void what_is_neither_true_nor_false_is_refused() {
        assertThatThrownBy(() -> at("::1", Map.of("MUNIMENT_ALLOW_UNAUTHENTICATED", "yes")))
                .hasMessageContaining("true or false");
    }

    @Test
    void a_port_is_a_port() {
        assertThatThrownBy(
                        () -> ServeCommand.checkAddress(Settings.of(Map.of()).at(Optional.empty(), Optional.of(65536))))
                .hasMessageContaining("65535");
    }

    @Test
    void a_limit_for_an_action_that_there_is_none_of_is_refused_before_anything_starts(@TempDir Path data) {
        assertThatThrownBy(() -> start(worker(data, "MUNIMENT_ACTION_LIMITS", "validat-formats=1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("MUNIMENT_ACTION_LIMITS names \"validat-formats\"")
                .hasMessageContaining("count-pages");
    }

    @Test
    void a_port_for_other_nodes_that_somebody_has_is_said_in_a_sentence(@TempDir Path data) throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(taken.getLocalPort());

            assertThatThrownBy(() -> start(worker(data, "MUNIMENT_CLUSTER_PORT", port)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("other nodes can't reach this one at 127.0.0.1:" + port)
                    .hasMessageContaining("MUNIMENT_CLUSTER_PORT");
        }
    }

    private static Settings worker(Path data, String variable, String value) {
        return Settings.of(Map.of(
                "MUNIMENT_ROLES",
                "worker",
                "MUNIMENT_SEEDS",
                "127.0.0.1:9",
                "MUNIMENT_DATA",
                data.toString(),
                variable,
                value));
    }

    /** Whatever starts all the same is ended, so that the test fails and nothing else does. */
    private static void start(Settings settings) throws Exception {
        Service.start(settings, new Actions(Map.of("count-pages", new CreateSip())), Clock.systemUTC())
                .close();
    }

    private static Settings at(String host, Map<String, String> environment) {
        return Settings.of(environment).at(Optional.of(host), Optional.empty());
    }
}
