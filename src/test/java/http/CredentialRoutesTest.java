package http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import accounts.AccessRole;
import http.access.Identification;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real keys and real sessions at the API, and what strangers try instead. */
class CredentialRoutesTest {

    @RegisterExtension
    static final RunningApi API = new RunningApi();

    private static final String TRANSFERS = "/api/v1/transfers";
    private static final String SESSION = "/api/v1/session";
    private static final String ME = "/api/v1/me";
    private static final String PASSWORD = "twelve at the least";
    private static final String BODY = "{\"source\": \"papers:2026/box-1\"}";
    private static int names;

    @BeforeEach
    void askForCredentials() {
        API.askForCredentials();
    }

    @AfterEach
    void letAnybodyIn() {
        API.identification = Identification.NOT_ASKED;
        API.later = Duration.ZERO;
    }

    @Test
    void a_key_does_what_its_role_may_until_it_is_revoked() {
        var name = fresh();
        var key = API.accounts.keys().issue(name, Set.of(AccessRole.ARCHIVIST), Optional.empty(), "test");

        assertThat(with(key.text(), TRANSFERS, BODY).status()).isEqualTo(202);
        assertThat(API.door.submitted.get(API.door.submitted.size() - 1).submittedBy())
                .isEqualTo("key:" + name);
        assertThat(with(key.text(), "/api/v1/workers/mill/drain", "{\"reason\": \"x\"}")
                        .problem())
                .isEqualTo("forbidden");
        API.accounts.keys().revoke(name, "test");
        assertThat(with(key.text(), TRANSFERS, BODY).problem()).isEqualTo("unauthenticated");
    }

    @Test
    void a_key_that_has_expired_is_none() {
        var end = Optional.of(java.time.Clock.systemUTC().instant().plus(Duration.ofDays(1)));
        var key = API.accounts.keys().issue(fresh(), Set.of(AccessRole.ARCHIVIST), end, "test");
        assertThat(with(key.text(), TRANSFERS, BODY).status()).isEqualTo(202);

        API.later = Duration.ofDays(1).plusMinutes(1);

        assertThat(with(key.text(), TRANSFERS, BODY).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer mun_aaaaaaaa_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "Bearer ",
                "Bearer x",
                "Bearer ' OR 1=1 --",
                "Basic YWRhOnR3ZWx2ZSBhdCB0aGUgbGVhc3Q=",
                "mun_aaaaaaaa_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void a_wrong_key_is_refused_also_beside_a_good_session(String header) {
        var request = API.client
                .builder(ME)
                .header("Authorization", header)
                .header("Cookie", signedIn(AccessRole.ADMINISTRATOR))
                .GET();

        assertThat(API.client.send(ME, request).problem()).isEqualTo("unauthenticated");
    }

    @Test
    void a_very_long_key_is_refused() {
        var request = API.client.builder(ME).header("Authorization", "Bearer " + "x".repeat(5_000));

        assertThat(API.client.send(ME, request.GET()).status()).isEqualTo(401);
    }

    @Test
    void somebody_signs_in_is_known_and_signs_out() {
        var name = user(AccessRole.OPERATOR);
        var reply = API.client.post(SESSION, credentials(name, PASSWORD));
        var cookie = reply.header("Set-Cookie");

        assertThat(cookie)
                .contains("; HttpOnly", "; SameSite=Strict", "; Path=/")
                .doesNotContain("Secure");
        assertThat(reply.text()).doesNotContain(value(cookie));
        var me = API.client.send(
                ME, API.client.builder(ME).header("Cookie", value(cookie)).GET());
        assertThat(me.json().path("name").asText()).isEqualTo(name);
        assertThat(me.json().path("roles").toString()).isEqualTo("[\"operator\"]");
        assertThat(me.json().path("permissions").toString())
                .contains("run-cluster")
                .doesNotContain("submit");

        var out = API.client.send(
                SESSION,
                API.client.builder(SESSION).header("Cookie", value(cookie)).DELETE());
        assertThat(out.header("Set-Cookie")).contains("Max-Age=0");
        assertThat(API.client
                        .send(
                                ME,
                                API.client
                                        .builder(ME)
                                        .header("Cookie", value(cookie))
                                        .GET())
                        .status())
                .isEqualTo(401);
    }

    @Test
    void a_session_that_nothing_was_asked_of_for_long_has_ended() {
        var cookie = signedIn(AccessRole.VIEWER);
        API.later = Duration.ofHours(2);

        var reply = API.client.send(
                ME, API.client.builder(ME).header("Cookie", cookie).GET());

        assertThat(reply.problem()).isEqualTo("unauthenticated");
    }

    @Test
    void another_site_can_do_nothing_with_a_session() {
        var cookie = signedIn(AccessRole.ARCHIVIST);
        var before = API.door.submitted.size();

        for (var header : List.of(
                List.of("Sec-Fetch-Site", "cross-site"),
                List.of("Sec-Fetch-Site", "same-site"),
                List.of("Origin", "https://evil.example"),
                List.of("Origin", "null"))) {
            var reply = API.client.send(
                    TRANSFERS,
                    API.client
                            .builder(TRANSFERS)
                            .header("Content-Type", "application/json")
                            .header("Cookie", cookie)
                            .header(header.get(0), header.get(1))
                            .POST(BodyPublishers.ofString(BODY)));
            assertThat(reply.problem()).as(header.toString()).isEqualTo("cross-site");
        }
        assertThat(API.door.submitted).hasSize(before);

        var own = API.client.send(
                TRANSFERS,
                API.client
                        .builder(TRANSFERS)
                        .header("Content-Type", "application/json")
                        .header("Cookie", cookie)
                        .header("Origin", "http://127.0.0.1:" + API.client.address.getPort())
                        .POST(BodyPublishers.ofString(BODY)));
        assertThat(own.status()).isEqualTo(202);
    }

    @Test
    void a_wrong_password_is_one_problem_and_too_many_are_another() {
        var name = user(AccessRole.VIEWER);
        for (int i = 0; i < 10; i++) {
            assertThat(API.client.badPost(SESSION, credentials(name, "wrong")).problem())
                    .isEqualTo("unauthenticated");
        }

        var reply = API.client.badPost(SESSION, credentials(name, PASSWORD));

        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.problem()).isEqualTo("too-many-tries");
        assertThat(Integer.parseInt(reply.header("Retry-After"))).isBetween(1, 901);
        assertThat(API.client
                        .post(SESSION, credentials(user(AccessRole.VIEWER), PASSWORD))
                        .status())
                .isEqualTo(200);
        API.later = Duration.ofMinutes(16);
        assertThat(API.client.post(SESSION, credentials(name, PASSWORD)).status())
                .isEqualTo(200);
    }

    @Test
    void somebody_changes_their_own_password() {
        var name = user(AccessRole.VIEWER);
        var first = value(API.client.post(SESSION, credentials(name, PASSWORD)).header("Set-Cookie"));
        var path = ME + "/password";
        var change = "{\"password\": \"" + PASSWORD + "\", \"newPassword\": \"another one, just as long\"}";

        var reply = API.client.send(
                path,
                API.client
                        .builder(path)
                        .header("Content-Type", "application/json")
                        .header("Cookie", first)
                        .POST(BodyPublishers.ofString(change)));

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(API.accounts.sessions().find(first.substring(first.indexOf('=') + 1)))
                .isEmpty();
        assertThat(API.client
                        .post(SESSION, credentials(name, "another one, just as long"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void an_administrator_issues_a_key_by_the_api_and_it_is_shown_once() {
        var admin = API.accounts.keys().issue(fresh(), Set.of(AccessRole.ADMINISTRATOR), Optional.empty(), "test");
        var name = fresh();
        var issued = with(admin.text(), "/api/v1/keys", "{\"name\": \"" + name + "\", \"roles\": [\"viewer\"]}");
        var text = issued.json().path("key").asText();

        assertThat(issued.header("Cache-Control")).isEqualTo("no-store");
        assertThat(text).startsWith("mun_" + issued.json().path("id").asText());
        var list = API.client.send(
                "/api/v1/keys",
                API.client
                        .builder("/api/v1/keys")
                        .header("Authorization", "Bearer " + admin.text())
                        .GET());
        assertThat(list.text()).contains(name).doesNotContain(text);
        assertThat(API.client
                        .send(
                                ME,
                                API.client
                                        .builder(ME)
                                        .header("Authorization", "bearer " + text)
                                        .GET())
                        .json()
                        .path("means")
                        .asText())
                .isEqualTo("key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\": \"x\", \"roles\": []}",
                "{\"name\": \"x\", \"roles\": [\"boss\"]}",
                "{\"name\": \"x\", \"roles\": \"viewer\"}",
                "{\"name\": \"x\", \"roles\": [1]}",
                "{\"name\": \"A B\", \"roles\": [\"viewer\"]}",
                "{\"name\": \"x\", \"roles\": [\"viewer\"], \"password\": \"short\"}",
                "{\"roles\": [\"viewer\"]}",
                "{\"name\": \"x\", \"roles\": [\"viewer\"], \"admin\": true}"
            })
    void a_user_that_can_not_be_is_refused(String body) {
        API.identification = Identification.NOT_ASKED;

        assertThat(API.client.badPost("/api/v1/users", body).problem()).isEqualTo("invalid-body");
    }

    @Test
    void slow_strangers_and_large_bodies_hurt_nobody_else() throws Exception {
        var slow = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 40; i++) {
                slow.add(half("POST " + TRANSFERS));
                slow.add(half("POST " + SESSION));
            }
            var key = API.accounts.keys().issue(fresh(), Set.of(AccessRole.ARCHIVIST), Optional.empty(), "test");
            long began = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                var large = API.client.builder(SESSION).header("Content-Type", "application/json");
                assertThat(API.client
                                .send(SESSION, large.POST(BodyPublishers.ofString("x".repeat(70_000))))
                                .status())
                        .isEqualTo(413);
                assertThat(with(key.text(), TRANSFERS, BODY).status()).isEqualTo(202);
            }
            assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(20));
        } finally {
            for (var each : slow) {
                each.close();
            }
        }
    }

    @Test
    void whoever_sends_too_much_is_told_when_they_have_sent_it() throws Exception {
        try (var socket = new Socket(API.client.address.getAddress(), API.client.address.getPort())) {
            var half = "x".repeat(35_000).getBytes(ISO_8859_1);
            var out = socket.getOutputStream();
            out.write(("POST " + SESSION + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                            + "Content-Length: 70000\r\n\r\n")
                    .getBytes(ISO_8859_1));
            out.write(half);
            socket.setSoTimeout(500);
            assertThatThrownBy(() -> socket.getInputStream().read())
                    .as("an answer, and a closed connection, before the body is over")
                    .isInstanceOf(SocketTimeoutException.class);

            out.write(half);
            socket.setSoTimeout(20_000);
            assertThat(new String(socket.getInputStream().readNBytes(12), ISO_8859_1))
                    .isEqualTo("HTTP/1.1 413");
        }
    }

    /** A connection whose request goes on for ever. */
    private static Socket half(String request) throws IOException {
        var socket = new Socket(API.client.address.getAddress(), API.client.address.getPort());
        socket.getOutputStream()
                .write((request + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                                + "Content-Length: 100\r\n\r\n{\"user\":")
                        .getBytes(ISO_8859_1));
        return socket;
    }

    private static ApiClient.Reply with(String key, String target, String body) {
        return API.client.send(
                target,
                API.client
                        .builder(target)
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)));
    }

    private static String signedIn(AccessRole role) {
        var reply = API.client.post(SESSION, credentials(user(role), PASSWORD));
        return value(reply.header("Set-Cookie"));
    }

    private static String user(AccessRole role) {
        var name = fresh();
        API.accounts.users().add(name, Set.of(role), Optional.of(PASSWORD), "test");
        return name;
    }

    private static String fresh() {
        return "name" + names++;
    }

    private static String credentials(String user, String password) {
        return "{\"user\": \"" + user + "\", \"password\": \"" + password + "\"}";
    }

    private static String value(String cookie) {
        return cookie.substring(0, cookie.indexOf(';'));
    }
}
