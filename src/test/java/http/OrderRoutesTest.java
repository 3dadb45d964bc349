package http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Retry, skip, pause, resume and priority: what reaches the transfer, and what is turned away before. */
class OrderRoutesTest {

    @RegisterExtension
    static final RunningApi API = new RunningApi();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "retry    | {\"reason\": \"r\"}                                        | retry ID all[] r ",
                "retry    | {\"job\": null, \"tasks\": null, \"reason\": \"r\"}        | retry ID all[] r ",
                "retry    | {\"job\": \"scan-0\", \"reason\": \"r\"}                   | retry ID scan-0[] r ",
                "retry    | {\"job\": \"scan-1\", \"tasks\": [7, 0, 1], \"reason\": \"r\"} | retry ID scan-1[0-1,7] r ",
                "skip     | {\"job\": \"scan-0\", \"tasks\": [2], \"reason\": \"r\"}   | skip ID scan-0[2] r ",
                "pause    | {\"reason\": \"r\"}                                        | pause ID r ",
                "resume   | {\"reason\": \"r\"}                                        | resume ID r ",
                "priority | {\"priority\": 100, \"reason\": \"r\"}                     | prioritize ID 100 r ",
            })
    void an_order_is_passed_on_with_its_reason(String path, String body, String command) {
        var reply = API.client.post(here(path), body);

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.json().path("reason").asText()).isEqualTo("r");
        assertThat(last())
                .startsWith(command.strip().replace("ID", API.story.waiting().toString()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "retry    | {}",
                "retry    | {\"reason\": \" \"}",
                "retry    | {\"tasks\": [1], \"reason\": \"r\"}",
                "retry    | {\"job\": \"scan\", \"reason\": \"r\"}",
                "retry    | {\"job\": \"scan-0\", \"tasks\": [], \"reason\": \"r\"}",
                "retry    | {\"job\": \"scan-0\", \"tasks\": [-1], \"reason\": \"r\"}",
                "retry    | {\"job\": \"scan-0\", \"tasks\": [1.5], \"reason\": \"r\"}",
                "retry    | {\"job\": \"scan-0\", \"tasks\": [99999999999], \"reason\": \"r\"}",
                "retry    | {\"job\": \"scan-0\", \"tasks\": 1, \"reason\": \"r\"}",
                "skip     | {\"turn\": 1, \"reason\": \"r\"}",
                "pause    | {\"job\": \"scan-0\", \"reason\": \"r\"}",
                "resume   | {}",
                "priority | {\"reason\": \"r\"}",
                "priority | {\"priority\": 101, \"reason\": \"r\"}",
                "priority | {\"priority\": -1, \"reason\": \"r\"}",
                "priority | {\"priority\": \"5\", \"reason\": \"r\"}",
            })
    void what_cannot_be_an_order_is_refused(String path, String body) {
        assertThat(API.client.badPost(here(path), body).problem()).isEqualTo("invalid-body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"retry", "skip", "pause", "resume"})
    void a_refusal_gives_the_reason_and_silence_is_told(String path) {
        API.door.refuse("the transfer has not failed");
        assertThat(API.client
                        .badPost(here(path), "{\"reason\": \"r\"}")
                        .json()
                        .path("detail")
                        .asText())
                .isEqualTo("The transfer has not failed.");

        API.door.keepSilent();
        assertThat(API.client.badPost(here(path), "{\"reason\": \"r\"}").problem())
                .isEqualTo("unknown-outcome");
        assertThat(API.client
                        .badPost("/api/v1/transfers/" + UUID.randomUUID() + "/" + path, "{\"reason\": \"r\"}")
                        .problem())
                .isEqualTo("not-found");
    }

    @Test
    void the_same_key_makes_the_same_command_and_another_order_another() {
        API.client.post(here("retry"), "{\"reason\": \"r\"}", "Idempotency-Key", "k");
        var first = command();
        API.client.post(here("retry"), "{\"reason\": \"r\"}", "Idempotency-Key", "k");
        assertThat(command()).isEqualTo(first);

        API.client.post(here("skip"), "{\"reason\": \"r\"}", "Idempotency-Key", "k");
        assertThat(command()).isNotEqualTo(first);
        API.client.post(here("retry"), "{\"job\": \"scan-0\", \"reason\": \"r\"}", "Idempotency-Key", "k");
        assertThat(command()).isNotEqualTo(first);
    }

    @Test
    void what_stands_still_is_shown_with_its_cause() {
        var stuck = API.client.get("/api/v1/stuck").json().path("items");

        assertThat(stuck.findValuesAsText("transfer"))
                .contains(API.story.waiting().toString());
        assertThat(stuck.path(0).path("cause").asText()).contains("Approve standard transfer");
    }

    private static String here(String path) {
        return "/api/v1/transfers/" + API.story.waiting() + "/" + path.strip();
    }

    private static String last() {
        return API.door.commands.get(API.door.commands.size() - 1);
    }

    private static String command() {
        return last().substring(last().indexOf(" r ") + 3);
    }
}
