package http;

import static org.assertj.core.api.Assertions.assertThat;

import accounts.AccessRole;
import audit.history.Replay;
import audit.history.TransferThen;
import codec.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.zaxxer.hikari.HikariDataSource;
import http.access.Caller;
import http.access.Identification;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import model.TransferId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import simulation.SimulatedJournal;
import views.Projection;

/** The record over HTTP, of a simulated transfer that has kills in it: API and pages. */
class AuditRoutesTest {

    private static final int SEEDS = 50;
    private static final int EVENTS = 90;

    @RegisterExtension
    static final RunningApi API = new RunningApi();

    private static SimulatedJournal run;

    @BeforeAll
    static void write() throws SQLException {
        run = eventful();
        run.writeTo(API.database());
        try (HikariDataSource pool = API.database().pool("projection", 1, Duration.ofSeconds(30))) {
            var projection = new Projection(pool, blob -> {
                throw new IOException("no blob");
            });
            projection.behind().entrySet().stream()
                    .sorted((one, other) -> other.getKey().compareTo(one.getKey())) // transfers before their jobs
                    .forEach(each -> projection.advance(each.getKey(), each.getValue()));
        }
    }

    @AfterEach
    void everybodyMayDoEverything() {
        API.identification = Identification.NOT_ASKED;
    }

    @Test
    void the_state_at_every_event_is_what_a_replay_of_all_before_comes_to() {
        int compared = 0;
        for (var transfer : run.transfers()) {
            var replay = new Replay(transfer);
            for (var row : run.rows(transfer)) {
                replay.apply(
                        row.persistenceId(), row.event().event(), row.event().link(), Instant.EPOCH);
                var then = replay.then();
                var told = API.client
                        .get(api(transfer) + "/state?at=" + then.number())
                        .json();

                assertThat(withoutTime(told)).as("after " + row).isEqualTo(withoutTime(json(then)));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(EVENTS);
    }

    @Test
    void the_history_is_given_by_pages_and_as_lines() {
        for (var transfer : run.transfers()) {
            var rows = run.rows(transfer);
            var page = API.client.get(api(transfer) + "/history?limit=1000").json();
            var lines = lines(transfer, "");

            assertThat(page.path("total").asInt()).isEqualTo(rows.size());
            assertThat(lines).hasSameSizeAs(rows);
            for (int at = 0; at < rows.size(); at++) {
                assertThat(lines.get(at)).isEqualTo(page.path("items").path(at));
                assertThat(lines.get(at).path("kind").asText())
                        .isEqualTo(rows.get(at).event().name());
            }
            var some =
                    API.client.get(api(transfer) + "/history?offset=3&limit=2").json();
            assertThat(some.path("items").findValuesAsText("number")).containsExactly("4", "5");
            assertThat(lines(transfer, "?until=7")).hasSize(7);
            var until =
                    API.client.get(api(transfer) + "/history?until=7&offset=5").json();
            assertThat(until.path("items").findValuesAsText("number")).containsExactly("6", "7");
        }
    }

    @Test
    void what_is_not_there_is_refused() {
        var transfer = api(run.transfers().get(0));
        var nobody = "/api/v1/transfers/" + API.story.oddFile();

        assertThat(API.client.badGet(nobody + "/history").problem()).isEqualTo("not-found");
        assertThat(API.client.badGet(nobody + "/state").problem()).isEqualTo("not-found");
        assertThat(API.client.badGet(transfer + "/state?at=0").problem()).isEqualTo("not-found");
        assertThat(API.client.badGet(transfer + "/state?at=-1").problem()).isEqualTo("bad-parameter");
        assertThat(API.client.badGet(transfer + "/history?until=soon").problem())
                .isEqualTo("bad-parameter");
        assertThat(API.client
                        .badPost("/api/v1/audit/verify", "{\"transfer\": \"no\"}")
                        .problem())
                .isEqualTo("invalid-body");
        assertThat(API.client.badGet("/api/v1/audit/heads").problem()).isEqualTo("not-found");
    }

    @Test
    void a_record_that_nobody_touched_agrees_and_one_that_was_changed_does_not() throws Exception {
        var clean = verified("{\"transfer\": \"" + API.story.waiting() + "\"}");
        assertThat(clean.path("state").asText()).as(clean.toString()).isEqualTo("clean");
        for (var transfer : run.transfers()) {
            var report = verified("{\"transfer\": \"" + transfer + "\"}").path("report");
            assertThat(report.path("events").asInt())
                    .isEqualTo(run.rows(transfer).size());
            // What a simulation stores it keeps in memory; its chains agree.
            assertThat(report.path("discrepancies"))
                    .allMatch(wrong -> wrong.path("message").asText().startsWith("stored output is not what it was"));
        }
        // The story of the other tests has jobs whose chains end in "00".
        var broken = verified("{}");
        assertThat(broken.path("state").asText()).isEqualTo("broken");
        assertThat(broken.path("report").path("discrepancies").findValuesAsText("persistenceId"))
                .anyMatch(id -> id.contains(API.story.stored().toString()));
        assertThat(API.client.get("/api/v1/audit").json().path("latest")).isEqualTo(broken);
    }

    @Test
    void the_page_of_a_record_tells_shows_and_proves_it() {
        var transfer = busiest();
        var path = "/transfers/" + transfer + "/audit";
        int events = run.rows(transfer).size();

        var page = get(path).text();
        assertThat(page)
                .contains("<h1><bdi>Record of papers</bdi></h1>", "type=\"range\"", "max=\"" + events + "\"")
                .contains("Ada submitted \"papers\"", "As it was after event " + events, "An attempt was lost")
                .doesNotContain("style=");
        assertThat(get(path + "?at=3").text()).contains("As it was after event 3<", "value=\"3\"");
        var part = get(path + "/then?at=5").text();
        assertThat(part).contains("id=\"then\"", "after event 5<").doesNotContain("<html");
        assertThat(get(path + "?offset=2&limit=2").text()).contains("3–4 of " + events, "rel=\"next\"");
        assertThat(get(path + "?at=x").status()).isEqualTo(400);
        assertThat(post(path + "/verify", "at=3").header("Location")).isEqualTo(path + "?at=3#proof");
        assertThat(get(path).text()).contains(events + " events in");

        var waiting = "/transfers/" + API.story.waiting() + "/audit";
        assertThat(post(waiting + "/verify", "").header("Location")).isEqualTo(waiting + "#proof");
        assertThat(get(waiting).text()).contains("Everything agrees", "2 events in");
    }

    @Test
    void the_whole_record_is_verified_from_its_page() throws Exception {
        assertThat(post("/audit/verify", "").header("Location")).isEqualTo("/audit");
        String page;
        do {
            page = get("/audit").text();
        } while (page.contains("hx-get=\"/audit\""));

        assertThat(page).contains("does not agree", "Expected", "Found", "MUNIMENT_HEADS_KEY");
    }

    @Test
    void who_may_not_verify_is_offered_nothing() {
        var path = "/transfers/" + run.transfers().get(0) + "/audit";
        signIn("ada", AccessRole.ARCHIVIST);
        assertThat(get(path).text()).contains("type=\"range\"").doesNotContain("<form method=\"post\"");
        assertThat(get("/audit").status()).isEqualTo(403);
        assertThat(post(path + "/verify", "").status()).isEqualTo(403);

        signIn("vera", AccessRole.VIEWER);
        assertThat(get(path).status()).isEqualTo(403);
        assertThat(get("/transfers/" + run.transfers().get(0)).text()).doesNotContain("/audit\"");
    }

    /** The first run in which something was lost and a good deal happened. */
    private static SimulatedJournal eventful() {
        return LongStream.rangeClosed(1, SEEDS)
                .mapToObj(SimulatedJournal::of)
                .filter(each -> each.transfers().stream().anyMatch(transfer -> lost(each, transfer) > 1))
                .filter(each -> each.transfers().stream()
                                .mapToInt(transfer -> each.rows(transfer).size())
                                .sum()
                        > EVENTS)
                .findFirst()
                .orElseThrow();
    }

    private static TransferId busiest() {
        return run.transfers().stream()
                .max((one, other) -> Long.compare(lost(run, one), lost(run, other)))
                .orElseThrow();
    }

    private static long lost(SimulatedJournal of, TransferId transfer) {
        return of.rows(transfer).stream()
                .filter(row -> row.event().name().equals("job.attempt-lost"))
                .count();
    }

    private static JsonNode verified(String body) throws IOException {
        var lines = API.client.post("/api/v1/audit/verify", body).text().split("\n", -1);
        assertThat(Json.text().readTree(lines[0]).path("state").asText()).isEqualTo("running");
        return Json.text().readTree(lines[lines.length - 2]);
    }

    private static List<JsonNode> lines(TransferId transfer, String query) {
        var target = api(transfer) + "/history" + query;
        var reply = API.client.send(
                target,
                API.client
                        .builder(target)
                        .header("Accept", "application/x-ndjson")
                        .GET());
        assertThat(reply.header("Content-Type")).isEqualTo("application/x-ndjson");
        var lines = new ArrayList<JsonNode>();
        reply.text().lines().forEach(line -> {
            try {
                lines.add(Json.text().readTree(line));
            } catch (IOException broken) {
                throw new AssertionError(line, broken);
            }
        });
        return lines;
    }

    private static JsonNode json(TransferThen then) {
        return Json.text().valueToTree(then);
    }

    // Who replays here gives every event the same time.
    private static String withoutTime(JsonNode state) {
        ObjectNode copy = state.deepCopy();
        copy.remove("at");
        return copy.toString();
    }

    private static String api(TransferId transfer) {
        return "/api/v1/transfers/" + transfer;
    }

    private static void signIn(String name, AccessRole role) {
        var caller = new Caller(name, Set.of(role), Caller.Means.SESSION);
        API.identification = request -> CompletableFuture.completedFuture(Optional.of(caller));
    }

    private static ApiClient.Reply get(String target) {
        return API.client.send(target, API.client.builder(target).GET());
    }

    private static ApiClient.Reply post(String target, String body) {
        return API.postForm(target, body);
    }
}
