package http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LostDatabaseRoutesTest {

    @RegisterExtension
    static final RunningApi API = new RunningApi();

    @Test
    void without_its_database_the_service_says_so_and_when_to_come_back() {
        API.loseDatabase();

        var reply = API.client.badGet("/api/v1/transfers");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.problem()).isEqualTo("database-unavailable");
        assertThat(reply.header("Retry-After")).isNotEmpty();
        assertThat(API.client.badGet("/api/v1/events").problem()).isEqualTo("database-unavailable");
        API.client.get("/health/live");
    }
}
