package http;

import static org.assertj.core.api.Assertions.assertThat;

import accounts.AccessRole;
import accounts.provider.IdentityProvider;
import accounts.provider.ProviderSettings;
import com.nimbusds.jwt.JWTClaimsSet;
import http.access.Identification;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import testing.StandInProvider;
import testing.StandInProvider.Signing;

/** Signing in with an OpenID Connect provider, of which a {@link StandInProvider} stands in: as it should be, and every lie. */
class ProviderRoutesTest {

    @RegisterExtension
    static final RunningApi API = new RunningApi();

    private StandInProvider provider;

    /** A browser on its way: where it was sent, and the cookie that it took along. */
    private record Away(URI sentTo, String cookie) {}

    @BeforeEach
    void setUp() throws Exception {
        provider = new StandInProvider();
        var settings = new ProviderSettings(
                provider.issuer(),
                "the university",
                StandInProvider.CLIENT,
                () -> StandInProvider.SECRET,
                URI.create("http://127.0.0.1"),
                List.of("openid", "profile"),
                "groups",
                Map.of("archive", Set.of(AccessRole.ARCHIVIST), "it", Set.of(AccessRole.OPERATOR)));
        API.provider = Optional.of(new IdentityProvider(settings, Clock.systemUTC()));
        API.askForCredentials();
        API.restart();
        API.askForCredentials();
    }

    @AfterEach
    void tearDown() {
        provider.close();
        API.identification = Identification.NOT_ASKED;
    }

    @Test
    void who_the_provider_vouches_for_is_signed_in_under_a_name_that_no_local_user_can_have() throws Exception {
        assertThat(API.client.raw("GET", "/sign-in").text())
                .contains("Sign in with the university")
                .contains("href=\"/sign-in/provider\"");
        var back = back(leave());

        assertThat(back.status()).as(back.text()).isEqualTo(200);
        assertThat(back.header("Refresh")).isEqualTo("0; url=/");
        var session = cookie(back, "muniment-session");
        assertThat(session).contains("HttpOnly", "SameSite=Strict");
        var me = me(session);
        assertThat(me.json().path("name").asText()).matches("sso:adalovelace-[a-z0-9]{8}");
        assertThat(me.json().path("roles").toString()).isEqualTo("[\"archivist\"]");
        assertThat(journal()).contains("4711", provider.issuer().toString());
    }

    @Test
    void the_same_person_keeps_the_name_and_has_the_roles_of_today() throws Exception {
        var first = me(cookie(back(leave()), "muniment-session")).json();
        provider.groups = List.of("it", "chess");
        var second = me(cookie(back(leave()), "muniment-session")).json();

        assertThat(second.path("name")).isEqualTo(first.path("name"));
        assertThat(second.path("roles").toString()).isEqualTo("[\"operator\"]");
        provider.subject = "4712";
        assertThat(me(cookie(back(leave()), "muniment-session")).json().path("name"))
                .isNotEqualTo(first.path("name"));
    }

    @Test
    void who_is_worth_no_role_is_told_so_and_has_no_account() throws Exception {
        provider.groups = List.of("chess");
        provider.subject = "nobody";

        refused(back(leave()), "nothing that is worth a role here");
        assertThat(API.accounts.users().all()).noneMatch(user -> user.name().contains("nobody"));
    }

    static Stream<Arguments> lies() {
        return Stream.of(
                lie("another sign-in's nonce", claims -> claims.claim("nonce", "another")),
                lie("no nonce", claims -> claims.claim("nonce", null)),
                lie("another audience", claims -> claims.audience("somebody-else")),
                lie("another party among the audience", claims -> claims.audience(List.of("muniment", "other"))
                        .claim("azp", "other")),
                lie("another issuer", claims -> claims.issuer("https://evil.example")),
                lie(
                        "expired",
                        claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(120)))),
                lie("never expires", claims -> claims.expirationTime(null)),
                lie("nobody", claims -> claims.subject(null)));
    }

    private static Arguments lie(String what, UnaryOperator<JWTClaimsSet.Builder> lie) {
        return Arguments.of(what, lie);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void a_token_that_says_anything_else_is_refused(String what, UnaryOperator<JWTClaimsSet.Builder> lie)
            throws Exception {
        provider.lie = lie;

        refused(back(leave()), "be trusted");
    }

    @ParameterizedTest
    @EnumSource(value = Signing.class, mode = EnumSource.Mode.EXCLUDE, names = "OWN_KEY")
    void a_token_that_the_provider_has_not_signed_is_refused(Signing signing) throws Exception {
        provider.signing = signing;

        refused(back(leave()), "be trusted");
    }

    @Test
    void an_answer_to_another_sign_in_is_refused() throws Exception {
        var mine = leave();
        var strangers = leave();

        refused(back(new Away(strangers.sentTo(), mine.cookie())), "belongs to another sign-in");
        refused(back(new Away(mine.sentTo(), "")), "belongs to another sign-in");
    }

    @Test
    void a_code_counts_once_and_only_with_its_verifier() throws Exception {
        var away = leave();
        var code = provider.code(away.sentTo());
        assertThat(get(returned(away, code), away.cookie()).status()).isEqualTo(200);

        refused(get(returned(away, code), away.cookie()), "invalid_grant");
        var other = leave();
        refused(get(returned(other, provider.code(leave().sentTo())), other.cookie()), "invalid_grant");
    }

    @Test
    void a_provider_that_says_no_or_is_another_one_is_heard() throws Exception {
        var away = leave();
        var state = "state=" + StandInProvider.state(away.sentTo());

        refused(get("/sign-in/provider/return?error=access_denied&" + state, away.cookie()), "access_denied");
        refused(get("/sign-in/provider/return?error=%3Cscript%3E&" + state, away.cookie()), "did not say why");
        refused(
                get("/sign-in/provider/return?code=x&iss=https://evil.example&" + state, away.cookie()),
                "another provider");
    }

    @Test
    void a_provider_that_is_away_is_said_to_be_and_passwords_go_on() throws Exception {
        var away = leave();
        provider.close();

        var back = get(returned(away, "code"), away.cookie());
        assertThat(back.status()).isEqualTo(503);
        assertThat(back.text()).contains("does not answer").contains("name=\"password\"");
    }

    private static void refused(ApiClient.Reply reply, String why) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(403);
        assertThat(reply.text()).contains(why);
        assertThat(reply.response().headers().allValues("Set-Cookie"))
                .noneMatch(cookie -> cookie.startsWith("muniment-session="));
    }

    private static Away leave() {
        var reply = get("/sign-in/provider", "");
        assertThat(reply.status()).as(reply.text()).isEqualTo(303);
        var cookie = cookie(reply, "muniment-departure");
        assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/sign-in/provider");
        return new Away(URI.create(reply.header("Location")), cookie);
    }

    private ApiClient.Reply back(Away away) {
        return get(returned(away, provider.code(away.sentTo())), away.cookie());
    }

    private static String returned(Away away, String code) {
        return "/sign-in/provider/return?code=" + code + "&state=" + StandInProvider.state(away.sentTo()) + "&more=x";
    }

    private static ApiClient.Reply me(String cookie) {
        return get("/api/v1/me", cookie);
    }

    private static ApiClient.Reply get(String target, String cookie) {
        var request = API.client.builder(target).GET();
        return API.client.send(
                target, cookie.isEmpty() ? request : request.header("Cookie", cookie.replaceFirst(";.*", "")));
    }

    private static String cookie(ApiClient.Reply reply, String name) {
        return reply.response().headers().allValues("Set-Cookie").stream()
                .filter(each -> each.startsWith(name + "=") && !each.startsWith(name + "=;"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(reply.status() + " " + reply.text()));
    }

    private static String journal() throws Exception {
        try (var connection = API.database().connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT string_agg(encode(event_payload, 'escape'), ' ') FROM event_journal"
                                + " WHERE event_ser_manifest = 'accounts.signed-in'")) {
            row.next();
            return row.getString(1);
        }
    }
}
