package http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the cluster looks like, and what workers are told. */
class ClusterRoutesTest {

    @RegisterExtension
    static final RunningApi API = new RunningApi();

    private static final String REASON = "{\"reason\": \"new disk\"}";

    @Test
    void everything_that_is_known_is_shown() {
        var cluster = API.client.get("/api/v1/cluster").json();

        assertThat(cluster.at("/nodes/0/state").asText()).isEqualTo("up");
        assertThat(cluster.at("/workers/0/holds/0/job").asText()).isEqualTo("scan-0");
        assertThat(cluster.at("/workers/0/holds/0/leaseSecondsLeft").asInt()).isEqualTo(55);
        assertThat(cluster.at("/draining/0/reason").asText()).isEqualTo("new disk");
        assertThat(cluster.at("/queue/tasks/cpu").asInt()).isEqualTo(12);
        assertThat(cluster.at("/silent/0").asText()).isEqualTo("127.0.0.1:25521");
    }

    @Test
    void what_waits_here_is_a_metric() {
        var reply = API.client.get("/metrics");

        assertThat(reply.header("Content-Type")).isEqualTo("text/plain; version=0.0.4; charset=UTF-8");
        assertThat(reply.text())
                .contains("# TYPE muniment_tasks_waiting gauge\n")
                .contains("muniment_transfers_active 32\n", "muniment_transfers_waiting 7\n")
                .contains("muniment_tasks_waiting{resource=\"cpu\"} 12\nmuniment_tasks_waiting{resource=\"io\"} 0\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mill   | drain   | 3 | worker mill is draining; it still runs 3 tasks",
                "mill   | drain   | 1 | worker mill is draining; it still runs 1 task",
                "mill   | drain   | 0 | worker mill is draining; it runs nothing",
                "mill   | undrain | 3 | worker mill takes work",
                "other  | drain   | 3 | no worker other is here now, only mill; it will take nothing when it comes",
                "other  | undrain | 3 | no worker other is here now, only mill; it will take work when it comes",
            })
    void an_order_is_passed_on_and_the_answer_says_how_it_stands(String worker, String what, int open, String says) {
        API.cluster.openTasks = open;

        var reply = API.client.post("/api/v1/workers/" + worker + "/" + what, REASON);

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.json().path("says").asText()).isEqualTo(says);
        assertThat(API.cluster.commands.get(API.cluster.commands.size() - 1))
                .startsWith(what + " " + worker + " new disk ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"reason\": \"\"}", "{\"reason\": \"r\", \"worker\": \"mill\"}"})
    void an_order_without_a_reason_or_with_more_is_refused(String body) {
        assertThat(API.client.badPost("/api/v1/workers/mill/drain", body).problem())
                .isEqualTo("invalid-body");
    }

    @Test
    void a_name_that_no_worker_can_have_is_not_found() {
        assertThat(API.client.badPost("/api/v1/workers/a%20b/drain", REASON).problem())
                .isEqualTo("not-found");
    }

    @Test
    void a_refusal_gives_the_reason() {
        API.cluster.refuse("1000 workers are draining already");

        assertThat(API.client
                        .badPost("/api/v1/workers/mill/drain", REASON)
                        .json()
                        .path("detail")
                        .asText())
                .startsWith("1000 workers are draining already");
    }
}
