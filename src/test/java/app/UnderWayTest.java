package app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which nodes tell what is left to the next start: those whose own start is the next one. */
class UnderWayTest {

    @Test
    void only_a_node_with_a_database_of_its_own_tells_what_is_left() {
        assertThat(isAlone(Map.of())).isTrue();
        assertThat(isAlone(Map.of("MUNIMENT_ROLES", "worker", "MUNIMENT_SEEDS", "127.0.0.1:25520")))
                .as("a worker has no database")
                .isFalse();
        var database = Map.of(
                "MUNIMENT_DATABASE_URL", "jdbc:postgresql://db/muniment",
                "MUNIMENT_DATABASE_USER", "muniment",
                "MUNIMENT_DATABASE_PASSWORD", "secret");
        assertThat(isAlone(database)).as("others go on").isFalse();
    }

    private static boolean isAlone(Map<String, String> environment) {
        return UnderWay.isAlone(Settings.of(environment));
    }
}
