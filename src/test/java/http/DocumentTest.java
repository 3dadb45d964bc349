package http;

import static org.assertj.core.api.Assertions.assertThat;

import accounts.AccessRole;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import http.exchange.Endpoint;
import http.problem.ProblemType;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The routes and the document say the same. That requests and answers do, {@link ApiClient} sees to everywhere. */
class DocumentTest {

    private static final List<String> PLAIN = List.of(
            "/api/v1/transfers",
            "/api/v1/stuck",
            "/api/v1/cluster",
            "/api/v1/cluster/pace",
            "/api/v1/openapi.yaml",
            "/api/v1/me",
            "/api/v1/users",
            "/api/v1/keys",
            "/health/live",
            "/health/ready",
            "/metrics");

    @RegisterExtension
    static final RunningApi API = new RunningApi();

    @Test
    void every_route_is_in_the_document_and_nothing_else_is() throws Exception {
        var routes = new TreeSet<String>();
        for (var endpoint : endpoints()) {
            routes.add(endpoint.method() + " " + endpoint.template());
        }

        assertThat(operations()).isEqualTo(routes);
    }

    @Test
    void every_operation_says_what_permission_its_route_asks_for() throws Exception {
        var asked = new TreeMap<String, String>();
        for (var endpoint : endpoints()) {
            asked.put(
                    endpoint.method() + " " + endpoint.template(),
                    endpoint.permission().label());
        }

        assertThat(permissions()).isEqualTo(asked);
    }

    @Test
    void every_operation_does_what_the_document_says() throws Exception {
        var asked = new TreeMap<String, Runnable>();
        var waiting = "/api/v1/transfers/" + API.story.waiting();
        var stored = "/api/v1/transfers/" + API.story.stored();
        var transfer = "/api/v1/transfers/{transfer}";
        for (var each : Map.of(
                        transfer,
                        stored,
                        transfer + "/choices",
                        waiting + "/choices",
                        transfer + "/jobs",
                        stored + "/jobs",
                        transfer + "/jobs/{job}",
                        stored + "/jobs/scan-0",
                        transfer + "/jobs/{job}/tasks",
                        stored + "/jobs/scan-0/tasks",
                        transfer + "/jobs/{job}/tasks/{ordinal}",
                        stored + "/jobs/scan-0/tasks/0",
                        transfer + "/jobs/{job}/tasks/{ordinal}/stdout",
                        stored + "/jobs/scan-0/tasks/1/stdout",
                        transfer + "/jobs/{job}/tasks/{ordinal}/stderr",
                        stored + "/jobs/scan-0/tasks/1/stderr",
                        transfer + "/files",
                        stored + "/files",
                        transfer + "/files/{file}",
                        stored + "/files/" + API.story.oddFile())
                .entrySet()) {
            asked.put("GET " + each.getKey(), () -> API.client.get(each.getValue()));
        }
        for (var plain : PLAIN) {
            asked.put("GET " + plain, () -> API.client.get(plain));
        }
        asked.put("GET /api/v1/events", DocumentTest::listen);
        asked.putAll(record(waiting));
        asked.put(
                "POST /api/v1/transfers",
                () -> API.client.post("/api/v1/transfers", "{\"source\": \"papers:2026/box-1\"}"));
        for (var order : new String[] {"cancel", "retry", "skip", "pause", "resume"}) {
            asked.put(
                    "POST " + transfer + "/" + order,
                    () -> API.client.post(waiting + "/" + order, "{\"reason\": \"x\"}"));
        }
        asked.putAll(workerOrders());
        asked.putAll(accountChanges());
        asked.put(
                "POST " + transfer + "/priority",
                () -> API.client.post(waiting + "/priority", "{\"priority\": 70, \"reason\": \"x\"}"));
        asked.put(
                "POST " + transfer + "/choices/{step}",
                () -> API.client.post(waiting + "/choices/approve", "{\"option\": \"yes-please\"}"));

        assertThat(asked.keySet()).isEqualTo(operations());
        API.accounts.users().add("vera", Set.of(AccessRole.VIEWER), Optional.of("twelve at the least"), "test");
        asked.values().forEach(Runnable::run);
    }

    private static Map<String, Runnable> record(String transfer) {
        var id = transfer.substring(transfer.lastIndexOf('/') + 1);
        return Map.of(
                "GET /api/v1/transfers/{transfer}/history",
                () -> API.client.get(transfer + "/history"),
                "GET /api/v1/transfers/{transfer}/state",
                () -> API.client.get(transfer + "/state"),
                "GET /api/v1/audit",
                () -> API.client.get("/api/v1/audit"),
                "POST /api/v1/audit/verify",
                () -> API.client.post("/api/v1/audit/verify", "{\"transfer\": \"" + id + "\"}"),
                "GET /api/v1/audit/heads",
                () -> assertThat(API.client.badGet("/api/v1/audit/heads").problem())
                        .isEqualTo("not-found")); // no key is set
    }

    private static Map<String, Runnable> workerOrders() {
        return Stream.of("drain", "undrain")
                .collect(Collectors.toMap(
                        order -> "POST /api/v1/workers/{worker}/" + order,
                        order -> () -> API.client.post("/api/v1/workers/mill/" + order, "{\"reason\": \"x\"}")));
    }

    private static Map<String, Runnable> accountChanges() {
        var api = "/api/v1/";
        var password = "{\"password\": \"twelve at the least\"}";
        var accounts = API.accounts;
        return Map.of(
                "POST /api/v1/users",
                () -> API.client.post(api + "users", "{\"name\": \"new\", \"roles\": [\"viewer\"]}"),
                "DELETE /api/v1/users/{user}",
                () -> {
                    accounts.users().add("gone", Set.of(AccessRole.VIEWER), Optional.empty(), "test");
                    API.client.delete(api + "users/gone");
                },
                "POST /api/v1/users/{user}/roles",
                () -> API.client.post(api + "users/vera/roles", "{\"roles\": [\"auditor\", \"viewer\"]}"),
                "POST /api/v1/users/{user}/password",
                () -> API.client.post(api + "users/vera/password", password),
                "POST /api/v1/keys",
                () -> API.client.post(api + "keys", "{\"name\": \"new\", \"roles\": [\"viewer\"]}"),
                "DELETE /api/v1/keys/{key}",
                () -> API.client.delete(api + "keys/"
                        + accounts.keys()
                                .issue("gone", Set.of(AccessRole.VIEWER), Optional.empty(), "test")
                                .key()
                                .id()),
                "DELETE /api/v1/session",
                () -> API.client.delete(api + "session"),
                "POST /api/v1/session",
                () -> API.client.post(api + "session", "{\"user\": \"vera\", \"password\": \"twelve at the least\"}"),
                "POST /api/v1/me/password",
                () -> {
                    var change = "{\"password\": \"x\", \"newPassword\": \"twelve at the least\"}";
                    assertThat(API.client.badPost(api + "me/password", change).problem())
                            .isEqualTo("accounts-refused"); // nobody has signed in
                });
    }

    @Test
    void the_service_gives_its_document() {
        var reply = API.client.get("/api/v1/openapi.yaml");

        assertThat(reply.text()).isEqualTo(ApiClient.DOCUMENT);
        assertThat(reply.header("Content-Type")).isEqualTo("application/yaml");
    }

    @Test
    void the_page_for_people_lists_every_problem() throws IOException {
        var page = Files.readString(Path.of("docs/api.md"));

        for (var type : ProblemType.values()) {
            var slug = type.uri().substring(type.uri().lastIndexOf(':') + 1);
            assertThat(page.lines().filter(line -> line.startsWith("| `") && line.contains("`" + slug + "`")))
                    .as(slug)
                    .hasSize(1)
                    .allMatch(line -> line.contains("| " + type.status() + " |"));
        }
    }

    private static void listen() {
        try {
            var answer = HttpClient.newHttpClient()
                    .send(API.client.builder("/api/v1/events").build(), HttpResponse.BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            answer.body().close();
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static List<Endpoint> endpoints() {
        var system = ActorSystem.create(Behaviors.<Void>empty(), "routes", RunningApi.config());
        try (var routes = API.routes(system)) {
            return routes.endpoints();
        } finally {
            system.terminate();
        }
    }

    private static Set<String> operations() throws IOException {
        return permissions().keySet();
    }

    /** By operation, what the document says that it needs. */
    static Map<String, String> permissions() throws IOException {
        var permissions = new TreeMap<String, String>();
        var paths = new YAMLMapper().readTree(ApiClient.DOCUMENT).path("paths");
        paths.properties().forEach(path -> path.getValue().properties().forEach(operation -> {
            if (!operation.getKey().equals("parameters")) {
                permissions.put(
                        operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                        operation.getValue().path("x-permission").asText());
            }
        }));
        return permissions;
    }
}
