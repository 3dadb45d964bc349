package http.pages.accounts;

import accounts.provider.Departure;
import accounts.provider.IdentityProvider;
import accounts.provider.ProviderRefused;
import http.access.Access;
import http.exchange.Call;
import http.exchange.Reading;
import http.pages.Pages;
import http.pages.Shown;
import http.problem.ProblemType;
import http.problem.Refused;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.StreamSupport;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.Cookie;
import org.apache.pekko.http.javadsl.model.headers.HttpCookiePair;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** Lets people in for whom the provider vouches: sends them there, and takes them when they come back. */
public record ProviderPage(Access access, Reading reading, Pages pages) {

    private static final String COOKIE = "muniment-departure";

    public CompletionStage<HttpResponse> leave(Call call) {
        var provider = provider();
        return reading.read(() -> {
                    var leave = provider.leave();
                    return HttpResponse.create()
                            .withStatus(StatusCodes.SEE_OTHER)
                            .addHeader(
                                    RawHeader.create("Location", leave.address().toString()))
                            .addHeader(cookie(leave.departure().text(), 600));
                })
                .exceptionally(failure -> again(call, failure));
    }

    public CompletionStage<HttpResponse> comeBack(Call call) {
        var provider = provider();
        var departure = departure(call);
        var query = call.request().getUri().query();
        var back = new IdentityProvider.Return(
                query.get("code"), query.get("state"), query.get("error"), query.get("iss"));
        return reading.read(() -> {
                    var proven = provider.proven(departure.orElseThrow(ProviderPage::stranger), back);
                    var begun = access.accounts().providerSignIn().begin(proven);
                    return goOn(call).addHeader(access.cookie().given(begun.token()));
                })
                .exceptionally(failure -> again(call, failure))
                .thenApply(answer -> answer.addHeader(cookie("", 0)));
    }

    // A redirect would be the other site's, and the session's cookie does not go along with those.
    private HttpResponse goOn(Call call) {
        var shown = new Shown("signed-in", pages.texts().of("sign-in.title"), "", "/", 0);
        return pages.written(call, shown, 200).addHeader(RawHeader.create("Refresh", "0; url=/"));
    }

    private HttpResponse again(Call call, Throwable failure) {
        var cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        if (!(cause instanceof ProviderRefused refused)) {
            throw failure instanceof CompletionException wrapped ? wrapped : new CompletionException(failure);
        }
        int status = refused.why() == ProviderRefused.Why.AWAY ? 503 : 403;
        var screen = new SignInScreen(
                "",
                "/",
                Optional.of(refused.getMessage()),
                Optional.of(provider().name()));
        return pages.written(call, new Shown("sign-in", pages.texts().of("sign-in.title"), "", screen, 0), status);
    }

    private IdentityProvider provider() {
        return access.provider()
                .orElseThrow(() -> new Refused(
                        ProblemType.NOT_FOUND,
                        "No provider is set up to sign in with; sign in with a name and a password."));
    }

    private static Optional<Departure> departure(Call call) {
        return call.request().getHeader(Cookie.class).stream()
                .flatMap(cookie -> StreamSupport.stream(cookie.getCookies().spliterator(), false))
                .filter(pair -> pair.name().equals(COOKIE))
                .map(HttpCookiePair::value)
                .findFirst()
                .flatMap(Departure::of);
    }

    private static ProviderRefused stranger() {
        return ProviderRefused.refused("This answer belongs to another sign-in, or to none. Begin it anew.");
    }

    // Lax, for it has to come along when the other site sends the browser back.
    private RawHeader cookie(String value, int seconds) {
        return RawHeader.create(
                "Set-Cookie",
                COOKIE + "=" + value + "; Path=/sign-in/provider; HttpOnly; SameSite=Lax; Max-Age=" + seconds
                        + (access.cookie().secure() ? "; Secure" : ""));
    }
}
