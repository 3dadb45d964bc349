package http;

import static org.assertj.core.api.Assertions.assertThat;

import accounts.AccessRole;
import http.access.Identification;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in and out on pages, and the pages of those who say who may. */
class AccountPagesTest {

    @RegisterExtension
    static final RunningApi API = new RunningApi();

    private static final String PASSWORD = "twelve at the least";
    private static final String OTHER = "another one, just as long";
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
    void who_is_not_known_is_led_to_the_way_in_and_back() {
        var page = "/transfers/" + API.story.stored() + "/files?path=a%26b";
        var led = get(page, "");

        assertThat(led.status()).isEqualTo(303);
        var form = get(led.header("Location"), "");
        assertThat(form.status()).isEqualTo(200);
        var name = user(AccessRole.VIEWER);
        var to = Pattern.compile("name=\"to\" value=\"([^\"]*)\"").matcher(form.text());
        assertThat(to.find()).isTrue();
        assertThat(to.group(1)).isEqualTo(page);

        var in = post("/sign-in", form, "", credentials(name, PASSWORD) + "&to=" + encoded(to.group(1)));

        assertThat(in.status()).as(in.text()).isEqualTo(303);
        assertThat(in.header("Location")).isEqualTo(page);
        var shown = get(in.header("Location"), session(in));
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.text()).contains("<bdi>" + name + "</bdi>", "Sign out").doesNotContain("href=\"/accounts\"");
    }

    @Test
    void the_interface_of_programs_leads_nobody_anywhere() {
        assertThat(get("/api/v1/transfers", "").problem()).isEqualTo("unauthenticated");
        assertThat(get("/live", "").status()).isEqualTo(401);
    }

    @Test
    void a_part_that_a_page_fetches_makes_the_page_go_to_the_way_in() {
        var part = API.client.send("/cluster", API.client.builder("/cluster").header("HX-Request", "true"));

        assertThat(part.status()).isEqualTo(401);
        assertThat(part.header("HX-Redirect")).isEqualTo("/sign-in?to=%2Fcluster");
    }

    @Test
    void a_form_of_nobody_is_not_carried_out() {
        int before = API.door.commands.size();
        var target = "/transfers/" + API.story.waiting() + "/cancel";

        var reply = post(target, get("/sign-in", ""), "", "reason=x");

        assertThat(reply.status()).isEqualTo(303);
        assertThat(reply.header("Location")).isEqualTo("/sign-in");
        assertThat(API.door.commands).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example/",
                "/\\evil.example/",
                "\\\\evil.example",
                "javascript:alert(1)",
                "/\t/evil.example",
                "/\r\nSet-Cookie: x=y",
                "/sign-in?to=/",
                "/sign-out",
                "",
                "transfers"
            })
    void nobody_is_led_to_another_place_than_ours(String to) {
        var form = get("/sign-in", "");

        var in = post("/sign-in", form, "", credentials(user(AccessRole.VIEWER), PASSWORD) + "&to=" + encoded(to));

        assertThat(in.status()).isEqualTo(303);
        assertThat(in.header("Location")).isEqualTo("/");
    }

    @Test
    void a_wrong_password_and_too_many_are_said_on_the_form() {
        var name = user(AccessRole.VIEWER);
        var form = get("/sign-in", "");
        for (int i = 0; i < 10; i++) {
            var reply = post("/sign-in", form, "", credentials(name, "wrong") + "&to=/cluster");
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.text())
                    .contains("The name or the password is wrong.", "value=\"" + name + "\"", "value=\"/cluster\"")
                    .doesNotContain("wrong\"");
        }

        var reply = post("/sign-in", form, "", credentials(name, PASSWORD));

        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.text()).contains("Too many tries to sign in have failed; try again in 15 minutes.");
        assertThat(reply.header("Set-Cookie")).doesNotContain("muniment-session");
    }

    @ParameterizedTest
    @ValueSource(strings = {"user=&password=", "user=a%00b&password=x", "user=x", "nothing=1"})
    void what_can_be_no_name_or_password_is_said_on_the_form(String fields) {
        var reply = post("/sign-in", get("/sign-in", ""), "", fields);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.text()).contains("role=\"alert\"", "name=\"password\"");
    }

    @Test
    void nobody_is_signed_in_by_another_site() {
        var name = user(AccessRole.VIEWER);
        var request = API.client
                .builder("/sign-in")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(credentials(name, PASSWORD)));

        assertThat(API.client.send("/sign-in", request).status()).isEqualTo(403);
    }

    @Test
    void who_signs_out_is_out() {
        var cookie = signedIn(AccessRole.VIEWER);
        var home = get("/", cookie);

        var out = post("/sign-out", home, cookie, "");

        assertThat(out.status()).isEqualTo(303);
        assertThat(out.header("Location")).isEqualTo("/sign-in");
        assertThat(get("/", cookie).status()).isEqualTo(303);
    }

    @Test
    void somebody_changes_their_own_password_and_stays_signed_in() {
        var name = user(AccessRole.VIEWER);
        var cookie = session(post("/sign-in", get("/sign-in", ""), "", credentials(name, PASSWORD)));
        var page = get("/account", cookie);
        var wrong = "password=wrong&newPassword=" + encoded(OTHER) + "&again=" + encoded(OTHER);
        var right = wrong.replace("wrong", encoded(PASSWORD));

        assertThat(post("/account/password", page, cookie, right + "x").status())
                .isEqualTo(422);
        assertThat(post("/account/password", page, cookie, wrong).text())
                .contains("The name or the password is wrong.");
        var done = post("/account/password", page, cookie, right);

        assertThat(done.status()).as(done.text()).isEqualTo(303);
        assertThat(get("/account", cookie).status()).isEqualTo(303);
        assertThat(get(done.header("Location"), session(done)).text()).contains("The password was changed");
        assertThat(post("/sign-in", get("/sign-in", ""), "", credentials(name, OTHER))
                        .status())
                .isEqualTo(303);
    }

    @Test
    void an_administrator_adds_changes_and_removes_a_user() {
        var cookie = signedIn(AccessRole.ADMINISTRATOR);
        var name = fresh();
        var page = get("/accounts", cookie);
        var path = "/accounts/users/" + name;

        var added = post(
                "/accounts/users",
                page,
                cookie,
                "name=" + name + "&role=viewer&role=auditor&password=" + encoded(PASSWORD));

        assertThat(added.status()).as(added.text()).isEqualTo(303);
        assertThat(get("/accounts", cookie).text()).contains("<bdi>" + name + "</bdi>", "viewer, auditor");
        assertThat(post(path + "/roles", page, cookie, "role=operator").status())
                .isEqualTo(303);
        assertThat(get(path, cookie).text())
                .contains("value=\"operator\" checked")
                .doesNotContain("\"viewer\" checked");
        assertThat(post(path + "/password", page, cookie, "password=short").status())
                .isEqualTo(422);
        assertThat(post(path + "/password", page, cookie, "password=" + encoded(OTHER))
                        .status())
                .isEqualTo(303);
        assertThat(post("/sign-in", page, "", credentials(name, OTHER)).status())
                .isEqualTo(303);
        assertThat(post(path + "/remove", page, cookie, "").status()).isEqualTo(303);
        assertThat(get(path, cookie).status()).isEqualTo(404);
        assertThat(post("/accounts/users", page, cookie, "name=" + fresh()).status())
                .isEqualTo(422);
    }

    @Test
    void a_key_is_shown_once_and_works_until_it_is_revoked() {
        var cookie = signedIn(AccessRole.ADMINISTRATOR);
        var page = get("/accounts", cookie);
        var name = fresh();

        var issued = post("/accounts/keys", page, cookie, "name=" + name + "&role=viewer&expires=2999-12-31");

        assertThat(issued.status()).as(issued.text()).isEqualTo(200);
        assertThat(issued.header("Cache-Control")).isEqualTo("no-store");
        var key = Pattern.compile("mun_([a-z0-9]{8})_[A-Za-z0-9_-]{43}").matcher(issued.text());
        assertThat(key.find()).isTrue();
        assertThat(withKey(key.group())).isEqualTo(200);
        var list = get("/accounts", cookie).text();
        assertThat(list).contains(name, key.group(1), "Valid").doesNotContain(key.group());
        assertThat(post("/accounts/keys/" + key.group(1) + "/revoke", page, cookie, "")
                        .status())
                .isEqualTo(303);
        assertThat(withKey(key.group())).isEqualTo(401);
        assertThat(get("/accounts", cookie).text()).contains("Revoked");
        assertThat(post("/accounts/keys", page, cookie, "name=" + fresh() + "&role=viewer&expires=tomorrow")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void nobody_but_an_administrator_sees_users_and_keys() {
        for (var role : AccessRole.values()) {
            int status = get("/accounts", signedIn(role)).status();
            assertThat(status).as(role.label()).isEqualTo(role == AccessRole.ADMINISTRATOR ? 200 : 403);
        }
    }

    private static int withKey(String key) {
        var me = "/api/v1/me";
        return API.client
                .send(me, API.client.builder(me).header("Authorization", "Bearer " + key))
                .status();
    }

    private static ApiClient.Reply get(String target, String cookie) {
        var request = API.client.builder(target).header("Accept", "text/html");
        return API.client.send(target, cookie.isEmpty() ? request : request.header("Cookie", cookie));
    }

    /** A form of the page, with its token and its cookie. */
    private static ApiClient.Reply post(String target, ApiClient.Reply page, String session, String fields) {
        var token = Pattern.compile("name=\"token\" value=\"([^\"]+)\"").matcher(page.text());
        assertThat(token.find()).isTrue();
        var visit = page.header("Set-Cookie").replaceFirst(";.*", "");
        var request = API.client
                .builder(target)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Cookie", session.isEmpty() ? visit : visit + "; " + session)
                .POST(BodyPublishers.ofString(fields + "&token=" + token.group(1)));
        return API.client.send(target, request);
    }

    private static String session(ApiClient.Reply reply) {
        assertThat(reply.header("Set-Cookie")).startsWith("muniment-session=").contains("HttpOnly", "SameSite=Strict");
        return reply.header("Set-Cookie").replaceFirst(";.*", "");
    }

    private static String signedIn(AccessRole role) {
        return session(post("/sign-in", get("/sign-in", ""), "", credentials(user(role), PASSWORD)));
    }

    private static String user(AccessRole role) {
        var name = fresh();
        API.accounts.users().add(name, Set.of(role), Optional.of(PASSWORD), "test");
        return name;
    }

    private static String fresh() {
        return "person" + names++;
    }

    private static String credentials(String user, String password) {
        return "user=" + user + "&password=" + encoded(password);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
