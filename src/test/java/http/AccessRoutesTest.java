package http;

import static org.assertj.core.api.Assertions.assertThat;

import accounts.AccessRole;
import http.access.Caller;
import http.access.Identification;
import http.access.Permission;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every role at every operation of the document, whose own word on the permission is held against what happens. */
class AccessRoutesTest {

    @RegisterExtension
    static final RunningApi API = new RunningApi();

    private static final String TRANSFERS = "/api/v1/transfers";

    /** Nothing of this id, name or number is there, so whoever passes the gate comes to a 400, 404 or 422 behind it. */
    private static final String NOT_THERE = "00000000-0000-4000-8000-000000000000";

    @BeforeEach
    void nobodyIsKnown() {
        API.identification = request -> CompletableFuture.completedFuture(Optional.empty());
    }

    @AfterEach
    void everybodyMayDoEverything() {
        API.identification = Identification.NOT_ASKED;
    }

    static Stream<Arguments> roles_and_operations() throws Exception {
        return DocumentTest.permissions().entrySet().stream().flatMap(operation -> Arrays.stream(AccessRole.values())
                .map(role -> Arguments.of(role, operation.getKey(), operation.getValue())));
    }

    static Stream<Arguments> operations() throws Exception {
        return DocumentTest.permissions().entrySet().stream()
                .map(operation -> Arguments.of(operation.getKey(), operation.getValue()));
    }

    @ParameterizedTest
    @MethodSource("roles_and_operations")
    void a_role_may_do_what_the_document_says_and_nothing_else(AccessRole role, String operation, String permission) {
        signIn("ada", role);

        var reply = ask(operation);

        if (permission(permission).isGivenTo(Set.of(role))) {
            assertThat(reply.status()).as(reply.text()).isNotIn(401, 403, 500);
        } else {
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.problem()).isEqualTo("forbidden");
            assertThat(reply.json().path("permission").asText()).isEqualTo(permission);
            assertThat(reply.json().path("detail").asText()).contains("ada", role.label(), "role");
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void nobody_may_do_more_than_what_is_open(String operation, String permission) {
        var reply = ask(operation);

        if (permission.equals("open")) {
            assertThat(reply.status()).as(reply.text()).isNotIn(401, 403, 500);
        } else {
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.problem()).isEqualTo("unauthenticated");
            assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer ");
        }
    }

    @Test
    void who_may_not_submit_has_submitted_nothing_and_the_next_one_may() {
        var before = API.door.submitted.size();

        signIn("vera", AccessRole.VIEWER);
        assertThat(API.client.badPost(TRANSFERS, body()).status()).isEqualTo(403);
        assertThat(API.door.submitted).hasSize(before);

        signIn("archie", AccessRole.ARCHIVIST);
        assertThat(API.client.post(TRANSFERS, body()).status()).isEqualTo(202);
        assertThat(API.door.submitted).hasSize(before + 1);
    }

    @Test
    void the_journal_learns_who_asked() {
        signIn("archie", AccessRole.ARCHIVIST);

        API.client.post(TRANSFERS, body());

        assertThat(API.door.submitted.get(API.door.submitted.size() - 1).submittedBy())
                .isEqualTo("archie");
    }

    @Test
    void the_same_key_of_two_people_names_two_transfers() {
        signIn("archie", AccessRole.ARCHIVIST);
        var first = API.client.post(TRANSFERS, body(), "Idempotency-Key", "box-1");
        signIn("ada", AccessRole.ADMINISTRATOR);
        var second = API.client.post(TRANSFERS, body(), "Idempotency-Key", "box-1");

        assertThat(second.json().path("id")).isNotEqualTo(first.json().path("id"));
    }

    @Test
    void a_large_body_of_a_stranger_is_not_read_and_the_connection_goes_on() {
        var reply = API.client.send(
                TRANSFERS,
                API.client
                        .builder(TRANSFERS)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("x".repeat(100_000))));

        assertThat(reply.status()).isEqualTo(401);
        signIn("vera", AccessRole.VIEWER);
        assertThat(API.client.get(TRANSFERS).status()).isEqualTo(200);
    }

    private static void signIn(String name, AccessRole role) {
        var caller = new Caller(name, Set.of(role), Caller.Means.KEY);
        API.identification = request -> CompletableFuture.completedFuture(Optional.of(caller));
    }

    private static String body() {
        return "{\"source\": \"papers:2026/box-1\"}";
    }

    private static Permission permission(String label) {
        return Arrays.stream(Permission.values())
                .filter(each -> each.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static ApiClient.Reply ask(String operation) {
        var method = operation.substring(0, operation.indexOf(' '));
        var target = operation
                .substring(operation.indexOf(' ') + 1)
                .replace("{transfer}", NOT_THERE)
                .replace("{file}", NOT_THERE)
                .replace("{job}", "none-0")
                .replaceAll("[{][a-z]+[}]", "9");
        if (target.equals("/api/v1/events")) {
            target += "?after=x"; // a stream would not end
        }
        var request = API.client.builder(target).header("Content-Type", "application/json");
        return API.client.send(
                target, method.equals("GET") ? request.GET() : request.method(method, BodyPublishers.ofString("{}")));
    }
}
