package app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import database.Database;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @Test
    void without_any_variable_everything_is_on_this_machine() {
        var settings = Settings.of(Map.of());

        assertThat(settings.data()).isEqualTo(Path.of("data"));
        assertThat(settings.store()).isEqualTo(Path.of("data/store"));
        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.sources()).isEmpty();
        assertThat(settings.database()).isEmpty();
        assertThat(settings.clamd()).isEmpty();
    }

    @Test
    void an_option_wins_over_its_variable_and_the_store_moves_along_unless_it_was_set() {
        var moved = Settings.of(Map.of("MUNIMENT_DATA", "/d")).in(Optional.of(Path.of("/e")), Optional.empty());
        assertThat(moved.store()).isEqualTo(Path.of("/e/store"));

        var kept = Settings.of(Map.of("MUNIMENT_STORE", "/s")).in(Optional.of(Path.of("/e")), Optional.empty());
        assertThat(kept.store()).isEqualTo(Path.of("/s"));

        var said = Settings.of(Map.of("MUNIMENT_PORT", "1")).at(Optional.empty(), Optional.of(2));
        assertThat(said.port()).isEqualTo(2);
    }

    @Test
    void an_external_database_is_read_with_its_credentials_apart() {
        var settings = Settings.of(Map.of("MUNIMENT_DATABASE_URL", "postgresql://ada:secret@db/muniment"));

        assertThat(settings.database()).contains(new Database("jdbc:postgresql://db/muniment", "ada", "secret"));
    }

    @ParameterizedTest
    @CsvSource({
        "MUNIMENT_DATABASE_URL, mysql://db/muniment",
        "MUNIMENT_DATABASE_URL, postgresql://db/muniment",
        "MUNIMENT_PORT, 65536",
        "MUNIMENT_PORT, http",
        "MUNIMENT_SLOTS, 0",
        "MUNIMENT_LEASE_SECONDS, 4",
        "MUNIMENT_SOURCES, /papers",
        "MUNIMENT_ALLOW_UNAUTHENTICATED, yes"
    })
    void what_cannot_be_used_is_refused_by_its_name(String name, String value) {
        assertThatThrownBy(() -> Settings.of(Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name.replace("_URL", ""));
    }
}
