package app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.client.ServiceClient;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands that ask a running service: what they send, print and exit with. */
class ClientTest {

    private static final String ID = "de422266-7c0f-5df6-a17e-bd87e02bb105";
    private static final String HERE = "/api/v1/transfers/" + ID;

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
    void list_prints_a_table_and_says_when_there_is_more() {
        service.answers(
                "GET /api/v1/transfers?status=waiting&limit=1",
                200,
                "{\"items\": [{\"id\": \"" + ID + "\", \"name\": \"箱\", \"status\": \"waiting\", \"files\": 3,"
                        + " \"current\": {\"title\": \"Approve\"}, \"submittedAt\": \"2026-01-01T00:00:00Z\"}],"
                        + " \"total\": 9}");

        var run = run("list", "--status", "waiting", "--limit", "1");

        assertThat(run.exit()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        "ID                                    NAME  STATUS   AT       FILES  SUBMITTED",
                        ID + "  箱    waiting  Approve  3      2026-01-01T00:00:00Z");
        assertThat(run.err()).contains("1 of 9");
    }

    @Test
    void the_key_goes_with_each_request_and_a_refusal_says_where_it_comes_from() throws Exception {
        service.answers("GET " + HERE, 401, "{\"detail\": \"Say who you are.\"}");
        var url = URI.create(service.url());

        assertThatThrownBy(() -> new ServiceClient(url, Optional.of("mun_x")).get(HERE, Map.of()))
                .hasMessageContaining("does not know the key");
        assertThatThrownBy(() -> new ServiceClient(url, Optional.empty()).get(HERE, Map.of()))
                .hasMessageContaining("MUNIMENT_API_KEY");

        assertThat(service.asked).extracting(FakeService.Asked::authorization).containsExactly("Bearer mun_x", null);
    }

    @Test
    void json_is_what_the_service_said_and_nothing_else() {
        service.answers("GET " + HERE, 200, "{\"id\": \"x\"}");

        var run = run("show", ID, "--json");

        assertThat(run.out().strip().replaceAll("\\s", "")).isEqualTo("{\"id\":\"x\"}");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void show_says_what_waits_and_how_to_answer() {
        service.answers(
                "GET " + HERE,
                200,
                "{\"id\": \"" + ID
                        + "\", \"name\": \"box\\u001b[2J\", \"status\": \"waiting\", \"waiting\": [{\"step\":"
                        + " \"approve\", \"title\": \"Approve?\", \"options\": [{\"name\": \"yes\", \"title\": \"Go on\"}]}]}");

        var run = run("show", ID);

        assertThat(run.out())
                .contains("Approve?")
                .contains("choose " + ID + " approve yes")
                .doesNotContain("\u001b");
    }

    @Test
    void show_says_why_it_failed() {
        service.answers(
                "GET " + HERE,
                200,
                "{\"status\": \"failed\", \"failure\": {\"job\": \"Scan for viruses\", \"message\": \"an infection\"}}");

        assertThat(run("show", ID).out()).contains("Scan for viruses: an infection");
    }

    @Test
    void jobs_prints_a_row_for_each() {
        service.answers(
                "GET " + HERE + "/jobs",
                200,
                "{\"items\": [{\"microservice\": \"M\", \"title\": \"T\", \"name\": \"t-0\", \"status\": \"completed\","
                        + " \"counts\": {\"tasks\": 2, \"notDone\": 0, \"failed\": 1}, \"seconds\": 0.5}]}");

        assertThat(run("jobs", ID).out().lines().skip(1).findFirst().orElseThrow())
                .matches("M +T +t-0 +completed +2 +0 +1 +0.5");
    }

    @Test
    void tasks_are_those_of_one_job_or_the_failed_ones_of_all() {
        var tasks = "{\"items\": [{\"ordinal\": 0, \"state\": \"failed\", \"received\": {\"text\": \"a.txt\"},"
                + " \"message\": \"no\"}], \"total\": 1}";
        service.answers("GET " + HERE + "/jobs/t-0/tasks?limit=100", 200, tasks)
                .answers("GET " + HERE + "/jobs/t-1/tasks?state=failed&limit=100", 200, tasks)
                .answers(
                        "GET " + HERE + "/jobs",
                        200,
                        "{\"items\": [{\"name\": \"t-0\", \"counts\": {\"failed\": 0}}, {\"name\": \"t-1\","
                                + " \"counts\": {\"failed\": 1}}]}");

        assertThat(run("tasks", ID, "--job", "t-0").out())
                .contains("t-0")
                .contains("a.txt")
                .contains("no");
        assertThat(run("tasks", ID, "--failed").out()).contains("t-1").doesNotContain("t-0");
    }

    @Test
    void choose_and_cancel_say_it_once_under_a_key() {
        service.answers("POST " + HERE + "/choices/approve", 200, "{\"step\": \"approve\", \"option\": \"yes\"}")
                .answers("POST " + HERE + "/cancel", 202, "{}");

        assertThat(run("choose", ID, "approve", "yes").exit()).isZero();
        assertThat(run("cancel", ID, "--reason", "a mistake").exit()).isZero();
        assertThat(service.asked.get(0).body()).isEqualTo("{\"option\":\"yes\"}");
        assertThat(service.asked.get(1).body()).isEqualTo("{\"reason\":\"a mistake\"}");
        assertThat(service.asked)
                .extracting(FakeService.Asked::key)
                .doesNotContainNull()
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "retry    |                                     | {'reason':'from the command line'}               | tried again",
                "retry    | --job;t-0;--reason;so               | {'job':'t-0','reason':'so'}                      | tried again",
                "retry    | --job;t-0;--task;2;--task;0         | {'job':'t-0','tasks':[2,0],'reason':'from the command line'} | again",
                "skip     | --job;t-0;--reason;so               | {'job':'t-0','reason':'so'}                      | skipped",
                "pause    | --reason;so                         | {'reason':'so'}                                  | is paused",
                "resume   | --reason;so                         | {'reason':'so'}                                  | goes on",
            })
    void an_order_is_sent_with_its_reason(String name, String options, String body, String said) {
        service.answers("POST " + HERE + "/" + name.strip(), 202, "{}");
        var arguments = new ArrayList<>(List.of(name.strip(), ID));
        if (options != null) {
            arguments.addAll(List.of(options.strip().split(";", -1)));
        }

        var run = run(arguments.toArray(String[]::new));

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains(said.strip());
        assertThat(service.asked.get(0).body()).isEqualTo(body.strip().replace('\'', '"'));
        assertThat(service.asked.get(0).key()).isNotNull();
    }

    @Test
    void stuck_says_why_in_a_sentence() {
        service.answers(
                "GET /api/v1/stuck",
                200,
                "{\"items\": [{\"transfer\": \"" + ID
                        + "\", \"name\": \"box\", \"since\": \"2026-01-01T00:00:00Z\", \"cause\": \"Paused by ada.\"}]}");

        assertThat(run("stuck").out()).contains(ID + "  box  since 2026").contains("    Paused by ada.");
    }

    @Test
    void nothing_stuck_is_said_too() {
        service.answers("GET /api/v1/stuck", 200, "{\"items\": []}");

        assertThat(run("stuck").out()).contains("nothing stands still");
    }

    @Test
    void priority_sends_a_number() {
        service.answers("POST " + HERE + "/priority", 202, "{\"priority\": 80}");

        assertThat(run("priority", ID, "80", "--reason", "urgent").out()).contains("has priority 80");
        assertThat(service.asked.get(0).body()).contains("\"priority\":80").contains("\"reason\":\"urgent\"");
    }

    @Test
    void submit_prints_the_id() {
        service.answers("POST /api/v1/transfers", 202, "{\"id\": \"" + ID + "\"}");

        var run = run("submit", "papers:box", "--name", "Box", "--config", "automated", "--accession", "7");

        assertThat(run.exit()).isZero();
        assertThat(run.out().strip()).isEqualTo(ID);
        assertThat(service.asked.get(0).body())
                .isEqualTo("{\"source\":\"papers:box\",\"type\":\"standard\",\"configuration\":\"automated\","
                        + "\"name\":\"Box\",\"accessionNumber\":\"7\"}");
    }

    @ParameterizedTest
    @CsvSource({"stored, 0", "failed, 1", "rejected, 1", "cancelled, 1"})
    void submit_waits_for_the_end_and_tells_it_by_its_exit(String status, int exit) {
        service.answers("POST /api/v1/transfers", 202, "{\"id\": \"" + ID + "\"}")
                .answers(
                        "GET " + HERE,
                        200,
                        "{\"id\": \"" + ID + "\", \"status\": \"waiting\", \"waiting\": [{\"step\": \"approve\","
                                + " \"options\": [{\"name\": \"yes\"}, {\"name\": \"no\"}]}]}")
                .answers(
                        "GET " + HERE,
                        200,
                        "{\"id\": \"" + ID + "\", \"status\": \"" + status
                                + "\", \"aip\": {\"id\": \"A\", \"location\": \"file:///a\"}}");

        var run = run("submit", "papers:box", "--wait");

        assertThat(run.exit()).isEqualTo(exit);
        assertThat(run.err()).contains("choose " + ID + " approve yes|no");
        assertThat(run.out().lines().toList()).isEqualTo(exit == 0 ? List.of("AIP A", "file:///a") : List.of());
    }

    @Test
    void a_problem_is_printed_as_its_sentence() {
        service.answers("GET " + HERE, 409, "{\"detail\": \"Do this instead.\"}");

        var run = run("show", ID);

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err().strip()).isEqualTo("muniment: Do this instead.");
    }

    @Test
    void what_may_have_been_done_is_asked_again_under_the_same_key() {
        service.answers("POST /api/v1/transfers", 504, "{\"detail\": \"Unknown.\"}")
                .answers("POST /api/v1/transfers", 202, "{\"id\": \"" + ID + "\"}");

        assertThat(run("submit", "papers:box").exit()).isZero();
        assertThat(service.asked).hasSize(2);
        assertThat(service.asked.get(1)).isEqualTo(service.asked.get(0));
    }

    @Test
    void no_service_and_a_strange_one_are_told_apart() throws IOException {
        var nobody = ClientRun.of("list", "--url", "http://127.0.0.1:" + freePort());
        assertThat(nobody.exit()).isEqualTo(1);
        assertThat(nobody.err()).contains("no service answers").contains("muniment serve");
        service.answers("GET /api/v1/transfers", 200, "<html>");
        var strange = run("list");
        assertThat(strange.exit()).isEqualTo(1);
        assertThat(strange.err()).contains("no Muniment service");
    }

    @ParameterizedTest
    @CsvSource({
        "show",
        "show 1",
        "show DE422266-7C0F-5DF6-A17E-BD87E02BB105",
        "submit box",
        "submit papers:box --type zipfile",
        "choose " + ID + " approve",
        "choose " + ID + " ../cancel x",
        "tasks " + ID + " --job ../..",
        "retry " + ID + " --task 1",
        "retry " + ID + " --job t-0 --task x",
        "skip 1",
        "pause",
        "priority " + ID,
        "priority " + ID + " high",
        "list --nonsense",
        "list --url ftp://x",
        "list --url :::"
    })
    void a_wrong_use_exits_with_2_and_asks_nothing(String arguments) {
        var run = arguments.contains("--url") ? ClientRun.of(arguments.split(" ")) : run(arguments.split(" "));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).isNotEmpty();
        assertThat(service.asked).isEmpty();
    }

    @Test
    void every_option_has_a_text_and_says_its_default() {
        var silent = new ArrayList<String>();
        Main.line()
                .getSubcommands()
                .forEach((name, command) -> command.getCommandSpec().options().forEach(option -> {
                    var text = String.join(" ", option.description());
                    if (text.isBlank() || (option.arity().max() > 0 && !text.contains("Default"))) {
                        silent.add(name + " " + option.longestName());
                    }
                }));

        assertThat(silent).isEmpty();
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    private ClientRun run(String... arguments) {
        return ClientRun.against(service, arguments);
    }
}
