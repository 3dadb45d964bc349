package http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransferRoutesTest {

    @RegisterExtension
    static final RunningApi API = new RunningApi();

    private static final String ALL = "/api/v1/transfers";

    @Test
    void transfers_are_listed_the_youngest_first() {
        var page = API.client.get(ALL).json();

        assertThat(names(page)).containsExactly("Ein Karton", "A box that waits");
        assertThat(page.path("total").asInt()).isEqualTo(2);
        assertThat(page.path("limit").asInt()).isEqualTo(50);
    }

    @Test
    void transfers_are_filtered_sorted_and_paged() {
        assertThat(names(list("status=waiting"))).containsExactly("A box that waits");
        assertThat(names(list("status=waiting,stored"))).hasSize(2);
        assertThat(names(list("status=failed"))).isEmpty();
        assertThat(names(list("name=KARTON"))).containsExactly("Ein Karton");
        assertThat(names(list("since=2026-01-01T00:30:00Z"))).containsExactly("Ein Karton");
        assertThat(names(list("sort=name"))).containsExactly("A box that waits", "Ein Karton");
        assertThat(names(list("sort=-name"))).containsExactly("Ein Karton", "A box that waits");
        assertThat(names(list("sort=size"))).containsExactly("A box that waits", "Ein Karton");
        assertThat(names(list("offset=1&limit=1"))).containsExactly("A box that waits");
        assertThat(list("offset=1&limit=1").path("total").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=gone",
                "status=waiting,",
                "since=yesterday",
                "sort=colour",
                "limit=0",
                "limit=1001",
                "offset=-1",
                "limit=x",
                "limit=99999999999",
                "color=red",
                "name=a&name=b",
                "name=%00",
                "name=%1B%5B2J"
            })
    void a_parameter_that_cannot_be_used_is_refused(String query) {
        var reply = API.client.badGet(ALL + "?" + query);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.problem()).isEqualTo("bad-parameter");
    }

    @Test
    void a_transfer_is_shown_with_its_microservices_jobs_choices_and_aip() {
        var transfer = API.client.get(ALL + "/" + API.story.stored()).json();

        assertThat(transfer.path("status").asText()).isEqualTo("stored");
        assertThat(transfer.path("files").asInt()).isEqualTo(3);
        assertThat(transfer.path("aip").path("location").asText()).isEqualTo("file:///store/aip");
        assertThat(transfer.path("microservices").findValuesAsText("name"))
                .containsExactly("receive-0", "scan-0", "store-0");
        var scan = transfer.path("microservices").path(1).path("jobs").path(0);
        assertThat(scan.path("counts").toString())
                .isEqualTo("{\"tasks\":3,\"completed\":1,\"notDone\":1,\"failed\":1}");
        assertThat(transfer.path("made").path(0).path("option").asText()).isEqualTo("yes-please");
        assertThat(transfer.path("waiting")).isEmpty();
    }

    @Test
    void a_transfer_that_waits_says_for_what() {
        var transfer = API.client.get(ALL + "/" + API.story.waiting()).json();

        assertThat(transfer.path("current").path("microservice").asText()).isEqualTo("Approve transfer");
        assertThat(transfer.path("waiting").path(0).path("options").findValuesAsText("name"))
                .containsExactly("yes-please", "no-thanks");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"00000000-0000-4000-8000-00000000abcd", "00000000-0000-4000-8000-00000000ABCD", "1", "%FF", "%00"
            })
    void a_transfer_that_is_not_there_is_not_found(String id) {
        for (var below : List.of("", "/jobs", "/choices", "/files")) {
            assertThat(API.client.badGet(ALL + "/" + id + below).problem()).isEqualTo("not-found");
        }
    }

    @Test
    void cancelling_is_accepted_with_its_reason() {
        var reply = API.client.post(ALL + "/" + API.story.waiting() + "/cancel", "{\"reason\": \"a mistake\"}");

        assertThat(reply.status()).isEqualTo(202);
        assertThat(API.door.commands.get(API.door.commands.size() - 1))
                .startsWith("cancel " + API.story.waiting() + " a mistake ");
    }

    @Test
    void cancelling_needs_a_reason_and_a_transfer_that_lets_it() {
        var cancel = ALL + "/" + API.story.waiting() + "/cancel";

        assertThat(API.client.badPost(cancel, "{}").problem()).isEqualTo("invalid-body");
        assertThat(API.client.badPost(cancel, "{\"reason\": \" \"}").problem()).isEqualTo("invalid-body");
        assertThat(API.client
                        .badPost(ALL + "/" + UUID.randomUUID() + "/cancel", "{\"reason\": \"x\"}")
                        .problem())
                .isEqualTo("not-found");
        API.door.refuse("the transfer has ended: stored");
        var refused = API.client.badPost(cancel, "{\"reason\": \"x\"}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("refused");
        assertThat(refused.json().path("detail").asText()).isEqualTo("The transfer has ended: stored.");
    }

    private static JsonNode list(String query) {
        return API.client.get(ALL + "?" + query).json();
    }

    private static List<String> names(JsonNode page) {
        var names = new ArrayList<String>();
        page.path("items").forEach(item -> names.add(item.path("name").asText()));
        return names;
    }
}
