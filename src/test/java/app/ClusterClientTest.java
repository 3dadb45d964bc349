package app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands about the cluster and its workers: what they send, print and exit with. */
class ClusterClientTest {

    private static final String CLUSTER =
            """
            {"nodes": [{"name": "archive", "address": "10.0.0.1:25520", "roles": ["coordinator", "http"], "state": "up"}],
             "workers": [
              {"name": "mill", "node": "mill", "held": 2, "openTasks": 7, "draining": true, "ending": false,
               "slots": {"cpu": {"used": 1, "count": 4}, "io": {"used": 0, "count": 2}},
               "holds": [
                {"transfer": "T1", "job": "slow-0", "attempt": 3, "tasks": "0-4", "open": 5, "atWork": true, "kept": 0,
                 "since": "2026-01-01T00:00:00Z", "leaseSecondsLeft": 42},
                {"transfer": "T2", "job": "slow-1", "attempt": 1, "tasks": "9", "open": 0, "atWork": false, "kept": 1,
                 "since": "2026-01-01T00:00:00Z", "leaseSecondsLeft": 41},
                {"transfer": "T3", "job": "slow-2", "attempt": 1, "tasks": "8", "open": 1, "atWork": false, "kept": 0,
                 "since": "2026-01-01T00:00:00Z", "leaseSecondsLeft": 40}]},
              {"name": "press", "node": "press", "held": 0, "openTasks": 0, "draining": false, "ending": true,
               "slots": {"cpu": {"used": 0, "count": 1}, "io": {"used": 0, "count": 1}}, "holds": []},
              {"name": "loom", "node": "loom", "held": 0, "openTasks": 0, "closed": "its disk is full",
               "slots": {}, "holds": []},
              {"name": "wheel", "node": "wheel", "held": 0, "openTasks": 0, "slots": {}, "holds": []}],
             "queue": {"jobs": [{"transfer": "T4", "job": "receive-0", "resource": "io", "priority": 50, "tasks": 99}]},
             "draining": [
              {"worker": "mill", "since": "2026-01-02T00:00:00Z", "by": "ada", "reason": "a new \\u001b[2Jdisk"},
              {"worker": "gone", "since": "2026-01-03T00:00:00Z", "by": "bob", "reason": "scrapped"}],
             "silent": ["shed"]}
            """;

    private FakeService service;

    @BeforeEach
    void begin() throws IOException {
        service = new FakeService();
    }

    @AfterEach
    void end() {
        service.close();
    }

    @Test
    void cluster_shows_nodes_workers_their_work_and_what_waits() {
        service.answers("GET /api/v1/cluster", 200, CLUSTER);

        var run = run("cluster");

        assertThat(run.exit()).isZero();
        assertThat(run.out().lines())
                .anyMatch(line -> line.matches("archive +10.0.0.1:25520 +coordinator, http +up *"))
                .anyMatch(line -> line.matches("mill +T1 +slow-0 +3 +0-4 +5 +runs +2026-01-01T00:00:00Z +42 s *"))
                .anyMatch(line -> line.matches("mill +T2 +slow-1 +1 +9 +0 +being stored +.*"))
                .anyMatch(line -> line.matches("mill +T3 +slow-2 +1 +8 +1 +waits for a slot +.*"))
                .anyMatch(line -> line.matches("99 +T4 +receive-0 +io +50 *"));
        assertThat(run.out()).contains("no answer in time from shed").doesNotContain("\u001b");
    }

    @Test
    void workers_shows_how_busy_each_is_and_why_it_takes_nothing() {
        service.answers("GET /api/v1/cluster", 200, CLUSTER);

        var run = run("workers");

        assertThat(run.exit()).isZero();
        assertThat(run.out().lines())
                .anyMatch(line -> line.matches("mill +mill +draining +1/4 +0/2 +2 +7 *"))
                .anyMatch(line -> line.matches("press +press +ending +0/1 +0/1 +0 +0 *"))
                .anyMatch(line -> line.matches("loom +loom +its disk is full +.*"))
                .anyMatch(line -> line.matches("wheel +wheel +takes work +.*"))
                .anyMatch(line -> line.matches("mill is draining since 2026-01-02T00:00:00Z by ada: a new .*disk"))
                .anyMatch(
                        line -> line.matches("gone is draining .*: scrapped \\(no worker of this name is here now\\)"));
        assertThat(run.out()).doesNotContain("T1").doesNotContain("\u001b");
    }

    @Test
    void json_is_what_the_service_said_of_it() {
        service.answers("GET /api/v1/cluster", 200, "{\"workers\": [{\"name\": \"mill\"}], \"nodes\": []}");

        assertThat(run("workers", "--json").out().replaceAll("\\s", "")).isEqualTo("[{\"name\":\"mill\"}]");
        assertThat(run("cluster", "--json").out().replaceAll("\\s", ""))
                .isEqualTo("{\"workers\":[{\"name\":\"mill\"}],\"nodes\":[]}");
    }

    @ParameterizedTest
    @CsvSource({"drain, worker mill is draining", "undrain, worker mill takes work"})
    void an_order_about_a_worker_is_sent_once_with_its_reason_and_its_answer_printed(String what, String says) {
        service.answers("POST /api/v1/workers/mill/" + what, 200, "{\"says\": \"" + says + "\"}");

        var run = run(what, "mill", "--reason", "new disk");
        var silent = run(what, "mill");

        assertThat(run.exit()).isZero();
        assertThat(run.out().strip()).isEqualTo(says);
        assertThat(silent.exit()).isZero();
        assertThat(service.asked)
                .extracting(FakeService.Asked::body)
                .containsExactly("{\"reason\":\"new disk\"}", "{\"reason\":\"from the command line\"}");
        assertThat(service.asked)
                .extracting(FakeService.Asked::key)
                .doesNotContainNull()
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"drain", "undrain"})
    void an_order_prints_what_the_service_said_as_json(String what) {
        service.answers("POST /api/v1/workers/mill/" + what, 200, "{\"worker\": \"mill\"}");

        assertThat(run(what, "mill", "--json").out().replaceAll("\\s", "")).isEqualTo("{\"worker\":\"mill\"}");
    }

    @ParameterizedTest
    @CsvSource({"drain mill", "undrain mill"})
    void a_refusal_is_printed_as_its_sentence(String order) {
        var words = order.split(" ", -1);
        service.answers("POST /api/v1/workers/mill/" + words[0], 503, "{\"detail\": \"No coordinator is there.\"}");

        var run = run(words);

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("No coordinator is there.");
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"drain", "undrain", "drain ../x", "undrain a/b", "drain mill more", "workers mill", "cluster x"})
    void a_wrong_use_exits_with_2_and_asks_nothing(String arguments) {
        var run = run(arguments.split(" ", -1));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).isNotEmpty();
        assertThat(service.asked).isEmpty();
    }

    private ClientRun run(String... arguments) {
        return ClientRun.against(service, arguments);
    }
}
