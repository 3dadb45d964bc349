package http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChoiceRoutesTest {

    @RegisterExtension
    static final RunningApi API = new RunningApi();

    private static final String YES = "{\"option\": \"yes-please\"}";

    @Test
    void choices_that_wait_and_choices_that_were_made_are_shown() {
        var waiting = API.client.get(choices(API.story.waiting())).json();
        var stored = API.client.get(choices(API.story.stored())).json();

        assertThat(waiting.path("waiting").findValuesAsText("step")).containsExactly("approve");
        assertThat(waiting.path("made")).isEmpty();
        assertThat(stored.path("waiting")).isEmpty();
        assertThat(stored.path("made").findValuesAsText("by")).containsExactly("ada");
    }

    @Test
    void an_answer_is_passed_on() {
        var reply = API.client.post(approve(), YES);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(last()).startsWith("choose " + API.story.waiting() + " approve yes-please ");
    }

    @Test
    void the_same_key_makes_the_same_command_and_another_answer_another() {
        API.client.post(approve(), YES, "Idempotency-Key", "k");
        var first = last();
        API.client.post(approve(), YES, "Idempotency-Key", "k");
        assertThat(last()).isEqualTo(first);

        API.client.post(approve(), "{\"option\": \"no-thanks\"}", "Idempotency-Key", "k");
        assertThat(command(last())).isNotEqualTo(command(first));
        API.client.post(approve(), YES);
        assertThat(command(last())).isNotEqualTo(command(first));
    }

    @Test
    void a_refusal_gives_the_reason() {
        API.door.refuse("\"approve\" was answered before: yes-please, by ada");

        var reply = API.client.badPost(approve(), YES);

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.problem()).isEqualTo("refused");
        assertThat(reply.json().path("detail").asText())
                .isEqualTo("\"approve\" was answered before: yes-please, by ada.");
    }

    @Test
    void what_cannot_be_an_answer_is_refused() {
        assertThat(API.client.badPost(approve(), "{\"choice\": \"x\"}").problem())
                .isEqualTo("invalid-body");
        assertThat(API.client
                        .badPost("/api/v1/transfers/" + UUID.randomUUID() + "/choices/approve", YES)
                        .problem())
                .isEqualTo("not-found");
    }

    @Test
    void no_answer_says_that_nobody_knows() {
        API.door.keepSilent();

        assertThat(API.client.badPost(approve(), YES).problem()).isEqualTo("unknown-outcome");
    }

    private static String choices(Object transfer) {
        return "/api/v1/transfers/" + transfer + "/choices";
    }

    private static String approve() {
        return choices(API.story.waiting()) + "/approve";
    }

    private static String last() {
        return API.door.commands.get(API.door.commands.size() - 1);
    }

    private static String command(String line) {
        return line.substring(line.indexOf(' ', line.indexOf("approve ") + 8) + 1);
    }
}
