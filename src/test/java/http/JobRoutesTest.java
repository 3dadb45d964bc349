package http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import views.ServedStory;

class JobRoutesTest {

    @RegisterExtension
    static final RunningApi API = new RunningApi();

    @Test
    void jobs_are_listed_in_the_order_in_which_they_were_opened() {
        var jobs = API.client.get(jobs()).json();

        assertThat(jobs.findValuesAsText("name")).containsExactly("receive-0", "scan-0", "store-0");
        assertThat(jobs.path("items").path(0).path("link").asText()).isEqualTo("b4567e89-9fea-4256-99f5-a88987026488");
        assertThat(API.client.get(jobs() + "/scan-0").json())
                .isEqualTo(jobs.path("items").path(1));
    }

    @Test
    void tasks_are_listed_filtered_and_paged() {
        var tasks = jobs() + "/scan-0/tasks";

        assertThat(API.client.get(tasks).json().findValuesAsText("state"))
                .containsExactly("completed", "not-done", "failed");
        assertThat(API.client.get(tasks + "?state=failed").json().findValuesAsText("message"))
                .containsExactly("an infection");
        assertThat(API.client.get(tasks + "?path=" + "%C3%A9").json().findValuesAsText("ordinal"))
                .containsExactly("1");
        var second = API.client.get(tasks + "?offset=1&limit=1").json();
        assertThat(second.findValuesAsText("ordinal")).containsExactly("1");
        assertThat(second.path("total").asInt()).isEqualTo(3);
    }

    @Test
    void a_task_is_shown_with_arguments_tool_attempts_and_output() {
        var task = API.client.get(jobs() + "/scan-0/tasks/0").json();

        assertThat(task.path("arguments").asText()).isEqualTo("clamdscan --stream");
        assertThat(task.path("tool").path("name").asText()).isEqualTo("ClamAV");
        assertThat(task.path("stdout").path("text").asText()).isEqualTo("<b>OK</b>\n");
        assertThat(task.path("stdout").path("complete").asBoolean()).isTrue();
        assertThat(task.path("seconds").asDouble()).isEqualTo(0.001);
        assertThat(task.path("attempts").asInt()).isEqualTo(1);
        assertThat(task.path("handOuts")).hasSize(1);
        assertThat(task.path("findings").path(0).path("finding").path("type").asText())
                .isEqualTo("virus-scanned");
    }

    @Test
    void a_name_that_is_no_utf8_is_given_exactly() {
        var task = API.client.get(jobs() + "/scan-0/tasks/2").json();

        assertThat(task.path("received").path("encoded").asText()).isEqualTo("b%FFd");
        assertThat(task.path("received").path("text").asText()).isEqualTo("b\uFFFDd");
    }

    @Test
    void long_output_is_cut_in_the_task_and_whole_at_its_own_address() {
        var task = API.client.get(jobs() + "/scan-0/tasks/1").json();

        assertThat(task.path("stdout").path("complete").asBoolean()).isFalse();
        assertThat(task.path("stdout").path("bytes").asInt()).isEqualTo(ServedStory.OUTPUT_BYTES);
        assertThat(task.path("stdout").path("text").asText()).hasSize(64 * 1024);
        assertThat(API.client.get(jobs() + "/scan-0/tasks/1/stdout").text()).hasSize(ServedStory.OUTPUT_BYTES);
        assertThat(API.client.get(jobs() + "/scan-0/tasks/1/stderr").text()).isEqualTo("old signatures\n");
    }

    @Test
    void no_output_is_an_empty_text() {
        var stderr = jobs() + "/scan-0/tasks/0/stderr";

        var reply = API.client.send(stderr, API.client.builder(stderr));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEmpty();
    }

    @Test
    void output_is_never_taken_for_a_page() {
        var output = API.client.get(jobs() + "/scan-0/tasks/0/stdout");

        assertThat(output.text()).isEqualTo("<b>OK</b>\n");
        assertThat(output.header("Content-Type")).isEqualTo("text/plain; charset=UTF-8");
        assertThat(output.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/scan-1",
                "/scan",
                "/scan-",
                "/-0",
                "/scan-00",
                "/scan-99999999999",
                "/scan-1/tasks",
                "/scan-0/tasks/3",
                "/scan-0/tasks/x",
                "/scan-0/tasks/-1",
                "/scan-0/tasks/99999999999/stdout",
                "/scan-0/tasks/3/stderr"
            })
    void what_is_not_there_is_not_found(String below) {
        assertThat(API.client.badGet(jobs() + below).problem()).isEqualTo("not-found");
    }

    @Test
    void an_unknown_state_is_refused() {
        assertThat(API.client.badGet(jobs() + "/scan-0/tasks?state=sleeping").problem())
                .isEqualTo("bad-parameter");
    }

    private static String jobs() {
        return "/api/v1/transfers/" + API.story.stored() + "/jobs";
    }
}
