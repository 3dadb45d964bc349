package http.accounts;

import accounts.AccessRole;
import accounts.Sessions;
import http.access.Access;
import http.access.Caller;
import http.access.Permission;
import http.access.SameSite;
import http.access.SessionCookie;
import http.exchange.Call;
import http.exchange.Reading;
import http.exchange.Replies;
import http.problem.ProblemType;
import http.problem.Refused;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** The way in and out, and what one is. */
public record SignInAndOut(Access access, Reading reading) {

    private static final int TEXT_CHARACTERS_MAX = 1024;

    record SignedIn(String user, List<String> roles, Instant endsAt) {}

    record Myself(String name, List<String> roles, List<String> permissions, String means) {}

    record SignedOut(String user) {}

    public CompletionStage<HttpResponse> signIn(Call call) {
        if (!SameSite.holds(call.request())) {
            throw new Refused(ProblemType.CROSS_SITE, "Sign in on the pages of this service.");
        }
        var address = access.address().of(call.request());
        return call.body().thenCompose(body -> {
            body.only("user", "password");
            var user = body.text("user", TEXT_CHARACTERS_MAX);
            var password = body.text("password", TEXT_CHARACTERS_MAX);
            return reading.read(() -> signedIn(access.accounts().signIn().begin(user, password, address)));
        });
    }

    /** Also without a session that is still open: what is asked for is that there be none. */
    public CompletionStage<HttpResponse> signOut(Call call) {
        var token = SessionCookie.of(call.request());
        return reading.read(() -> {
            token.ifPresent(access.accounts().sessions()::end);
            return Replies.ok(new SignedOut(call.by()))
                    .addHeader(access.cookie().taken());
        });
    }

    public CompletionStage<HttpResponse> myself(Call call) {
        call.parameters();
        var caller = call.caller();
        var permissions = Arrays.stream(Permission.values())
                .filter(caller::has)
                .map(Permission::label)
                .toList();
        return CompletableFuture.completedFuture(Replies.ok(new Myself(
                caller.name(),
                AccessRole.labels(caller.roles()),
                permissions,
                caller.means().label())));
    }

    public CompletionStage<HttpResponse> changePassword(Call call) {
        var address = access.address().of(call.request());
        return call.body().thenCompose(body -> {
            body.only("password", "newPassword");
            var password = body.text("password", TEXT_CHARACTERS_MAX);
            var next = body.text("newPassword", TEXT_CHARACTERS_MAX);
            if (call.caller().means() != Caller.Means.SESSION) {
                throw new Refused(ProblemType.ACCOUNTS_REFUSED, "Only somebody who is signed in has a password.");
            }
            return reading.read(() -> signedIn(access.accounts().signIn().change(call.by(), password, next, address)));
        });
    }

    private HttpResponse signedIn(Sessions.Begun begun) {
        var session = begun.session();
        return Replies.ok(new SignedIn(session.user(), AccessRole.labels(session.roles()), session.endsAt()))
                .addHeader(access.cookie().given(begun.token()));
    }
}
