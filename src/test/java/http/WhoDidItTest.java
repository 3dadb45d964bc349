package http;

import static org.assertj.core.api.Assertions.assertThat;

import accounts.AccessRole;
import codec.Json;
import http.access.Caller;
import http.access.Identification;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pipeline.accounts.AccountEvent;
import pipeline.journal.ChainedEvent;

/** Everything that changes something, by the document: each is journaled under the name of who asked, or handed over with it. */
class WhoDidItTest {

    @RegisterExtension
    static final RunningApi API = new RunningApi();

    private static final String WHO = "grace";

    /** No orders of a caller: who signs in is journaled by name, who signs out changes nothing, and a verification says for whom it was. */
    private static final Set<String> NO_CHANGES =
            Set.of("POST /api/v1/session", "DELETE /api/v1/session", "POST /api/v1/audit/verify");

    private static final String WHY = "{\"reason\": \"because\"}";
    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("POST /api/v1/transfers", "{\"source\": \"papers:2026/box-1\"}"),
            Map.entry("POST /api/v1/transfers/{transfer}/priority", "{\"priority\": 70, \"reason\": \"because\"}"),
            Map.entry("POST /api/v1/transfers/{transfer}/choices/{step}", "{\"option\": \"yes-please\"}"),
            Map.entry(
                    "POST /api/v1/me/password",
                    "{\"password\": \"twelve at the least\", \"newPassword\": \"twelve at the most\"}"),
            Map.entry("POST /api/v1/users", "{\"name\": \"new\", \"roles\": [\"viewer\"]}"),
            Map.entry("POST /api/v1/users/{user}/roles", "{\"roles\": [\"auditor\"]}"),
            Map.entry("POST /api/v1/users/{user}/password", "{\"password\": \"another one of length\"}"),
            Map.entry("POST /api/v1/keys", "{\"name\": \"new-key\", \"roles\": [\"viewer\"]}"));

    @BeforeAll
    static void asGrace() {
        var caller = new Caller(WHO, Set.of(AccessRole.values()), Caller.Means.SESSION);
        API.identification = request -> CompletableFuture.completedFuture(Optional.of(caller));
        API.accounts.users().add(WHO, Set.of(AccessRole.ADMINISTRATOR), Optional.of("twelve at the least"), "test");
        API.accounts.users().add("linus", Set.of(AccessRole.VIEWER), Optional.empty(), "test");
        API.accounts.users().add("leaver", Set.of(AccessRole.VIEWER), Optional.empty(), "test");
        API.accounts.keys().issue("old-key", Set.of(AccessRole.VIEWER), Optional.empty(), "test");
    }

    @AfterAll
    static void letAnybodyIn() {
        API.identification = Identification.NOT_ASKED;
    }

    static Stream<String> changes() throws Exception {
        return DocumentTest.permissions().keySet().stream()
                .filter(operation -> !operation.startsWith("GET ") && !NO_CHANGES.contains(operation));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void what_changes_something_is_recorded_with_who(String operation) throws Exception {
        var before = recorded();

        var reply = ask(operation);

        assertThat(reply.status()).as(reply.text()).isBetween(200, 299);
        var after = recorded();
        assertThat(after).hasSizeGreaterThan(before.size());
        before.forEach(after::remove);
        assertThat(after).containsOnly(WHO);
    }

    /** By whom each thing is that the doors were told, or that the journal of the accounts holds. */
    private static List<String> recorded() throws Exception {
        var all = new ArrayList<>(API.door.by);
        all.addAll(API.cluster.by);
        try (var connection = API.database().connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT event_ser_manifest, event_payload FROM event_journal"
                        + " WHERE persistence_id = 'accounts|all' ORDER BY sequence_number")) {
            while (rows.next()) {
                var event =
                        ChainedEvent.read(rows.getString(1), rows.getBytes(2)).event();
                all.add(
                        event instanceof AccountEvent.SignedInWithPassword entry
                                ? entry.user() // a new password begins a new session
                                : Json.text().valueToTree(event).path("by").asText());
            }
        }
        return all;
    }

    private static ApiClient.Reply ask(String operation) {
        if (operation.equals("POST /api/v1/uploads")) {
            return new Upload().file("a.txt", "a").accepted(API);
        }
        var method = operation.substring(0, operation.indexOf(' '));
        var path = operation.substring(operation.indexOf(' ') + 1);
        var target = path.replace("{transfer}", API.story.waiting().toString())
                .replace("{step}", "approve")
                .replace("{worker}", "mill")
                .replace("{user}", method.equals("DELETE") ? "leaver" : "linus")
                .replace("{key}", "old-key");
        var request = API.client.builder(target).header("Content-Type", "application/json");
        return API.client.send(
                target, request.method(method, BodyPublishers.ofString(BODIES.getOrDefault(operation, WHY))));
    }
}
