package database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabasePatienceTest {

    private final DatabasePatience patience = new DatabasePatience(Duration.ofSeconds(20), Duration.ofMillis(5));
    private final AtomicInteger tries = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(strings = {"08001", "08006", "57P01", "57P02", "57P03", "53300"})
    void a_server_that_is_away_or_starts_is_waited_for(String state) throws Exception {
        var begun = patience.begin(() -> {
            if (tries.incrementAndGet() < 4) {
                throw failure(state);
            }
            return "up";
        });

        assertThat(begun).isEqualTo("up");
        assertThat(tries).hasValue(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"28P01", "3D000", "42P01"})
    void a_server_that_refuses_is_not_waited_for(String state) {
        assertThatThrownBy(() -> patience.begin(() -> {
                    tries.incrementAndGet();
                    throw failure(state);
                }))
                .isInstanceOf(DatabaseUnavailable.class);
        assertThat(tries).hasValue(1);
    }

    @Test
    void nothing_is_waited_for_without_end() {
        var hasty = new DatabasePatience(Duration.ofMillis(50), Duration.ofMillis(5));

        assertThatThrownBy(() -> hasty.begin(() -> {
                    tries.incrementAndGet();
                    throw failure("08001");
                }))
                .hasMessage("away");
        assertThat(tries.get()).isGreaterThan(1);
    }

    private static DatabaseUnavailable failure(String state) {
        return new DatabaseUnavailable("away", new SQLException("no answer", state));
    }
}
