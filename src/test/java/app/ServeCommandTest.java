package app;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServeCommandTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "localhost", "127.8.8.8"})
    void it_listens_on_loopback(String host) {
        assertThatCode(() -> ServeCommand.checkAddress(at(host, Map.of()))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
    void it_listens_elsewhere_only_when_told_that_strangers_may_come_in(String host) {
        assertThatThrownBy(() -> ServeCommand.checkAddress(at(host, Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(host)
                .hasMessageContaining("MUNIMENT_ALLOW_UNAUTHENTICATED=true");
        assertThatCode(() -> ServeCommand.checkAddress(at(host, Map.of("MUNIMENT_ALLOW_UNAUTHENTICATED", "true"))))
                .doesNotThrowAnyException();
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

    private static Settings at(String host, Map<String, String> environment) {
        return Settings.of(environment).at(Optional.of(host), Optional.empty());
    }
}
