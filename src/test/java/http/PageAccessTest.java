package http;

import static org.assertj.core.api.Assertions.assertThat;

import accounts.AccessRole;
import http.access.Caller;
import http.access.Identification;
import http.access.Permission;
import http.exchange.Endpoint;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every role at every page and form, and every form without its token. The API's operations are {@link AccessRoutesTest}'s. */
class PageAccessTest {

    @RegisterExtension
    static final RunningApi API = new RunningApi();

    private static final UUID NOT_THERE = UUID.fromString("00000000-0000-4000-8000-000000000000");
    private static final String GATE = "This needs the role";

    @AfterEach
    void letAnybodyIn() {
        API.identification = Identification.NOT_ASKED;
    }

    /** A page that is added is among them. */
    static List<Endpoint> pages() {
        var system = ActorSystem.create(Behaviors.empty(), "listed", RunningApi.config());
        try (var routes = API.routes(system)) {
            var ofApi = routes.endpoints().stream().map(Endpoint::template).collect(Collectors.toSet());
            return routes.all().stream()
                    .filter(endpoint -> !ofApi.contains(endpoint.template()))
                    .toList();
        } finally {
            system.terminate();
        }
    }

    static Stream<Arguments> roles_and_pages() {
        return pages().stream().flatMap(page -> Arrays.stream(AccessRole.values())
                .map(role -> Arguments.of(role, page.method(), page.template(), page.permission())));
    }

    static Stream<Arguments> pages_and_permissions() {
        return pages().stream().map(page -> Arguments.of(page.method(), page.template(), page.permission()));
    }

    @Test
    void all_pages_are_looked_at() {
        assertThat(pages()).hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @MethodSource("roles_and_pages")
    void a_role_sees_and_does_what_its_permissions_are(
            AccessRole role, String method, String template, Permission permission) {
        signIn(role);

        var reply = ask(method, template);

        if (permission.isGivenTo(Set.of(role))) {
            assertThat(reply.status()).as(reply.text()).isNotIn(401, 500);
            assertThat(reply.text()).doesNotContain(GATE);
        } else {
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.text()).contains(GATE);
        }
    }

    @ParameterizedTest
    @MethodSource("pages_and_permissions")
    void nobody_gets_further_than_the_way_in(String method, String template, Permission permission) {
        API.identification = request -> CompletableFuture.completedFuture(Optional.empty());

        var reply = ask(method, template);

        if (permission == Permission.OPEN) {
            assertThat(reply.status()).as(reply.text()).isNotIn(303, 401, 500);
        } else if (reply.status() == 401) {
            assertThat(reply.problem()).isEqualTo("unauthenticated"); // a stream or a download, which is no page
        } else {
            assertThat(reply.status()).as(reply.text()).isEqualTo(303);
            assertThat(reply.header("Location")).startsWith("/sign-in");
        }
    }

    @ParameterizedTest
    @MethodSource("pages_and_permissions")
    void a_form_without_its_token_and_one_of_another_site_do_nothing(
            String method, String template, Permission permission) {
        if (method.equals("GET")) {
            return; // changes nothing
        }
        signIn(AccessRole.ADMINISTRATOR);
        int before = API.door.commands.size() + API.door.submitted.size() + API.cluster.commands.size();

        // The token of an upload is in a body of parts, without which nothing is looked at; UploadRoutesTest sends one.
        int refused = template.equals("/upload") ? 415 : 403;
        assertThat(ask(method, template).status()).isEqualTo(refused);
        assertThat(ask(method, template, "Sec-Fetch-Site", "cross-site").status())
                .isEqualTo(403);
        assertThat(API.door.commands.size() + API.door.submitted.size() + API.cluster.commands.size())
                .isEqualTo(before);
    }

    private static void signIn(AccessRole role) {
        var caller = new Caller("ada", Set.of(role), Caller.Means.SESSION);
        API.identification = request -> CompletableFuture.completedFuture(Optional.of(caller));
    }

    private static ApiClient.Reply ask(String method, String template, String... headers) {
        var target = template.replace("{transfer}", NOT_THERE.toString())
                .replace("{file}", NOT_THERE.toString())
                .replace("{job}", "none-0")
                .replaceAll("[{][a-z]+[}]", "9");
        if (target.equals("/live")) {
            target += "?after=x"; // a stream would not end
        }
        var request = API.client.builder(target).header("Accept", "text/html");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return API.client.send(
                target,
                method.equals("GET")
                        ? request.GET()
                        : request.header("Content-Type", "application/x-www-form-urlencoded")
                                .method(method, BodyPublishers.ofString("a=b")));
    }
}
