package http.access;

import accounts.Accounts;
import accounts.ApiKey;
import accounts.Sessions;
import http.exchange.Reading;
import http.problem.ProblemType;
import http.problem.Refused;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/** Knows callers by an API key or by the cookie of a session, and looks each up anew: what is revoked is revoked at once. */
public record Credentials(Accounts accounts, Reading reading) implements Identification {

    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +([A-Za-z0-9._~+/=-]{1,200})");

    @Override
    public CompletionStage<Optional<Caller>> of(HttpRequest request) {
        var header = request.getHeader("Authorization").map(HttpHeader::value);
        if (header.isPresent()) { // never the cookie beside it: a wrong key shall show
            var key = BEARER.matcher(header.get());
            return key.matches()
                    ? reading.read(() -> accounts.keys().find(key.group(1)).map(Credentials::caller))
                    : CompletableFuture.completedFuture(Optional.empty());
        }
        var token = SessionCookie.of(request);
        if (token.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        if (!SameSite.holds(request)) {
            throw new Refused(
                    ProblemType.CROSS_SITE,
                    "A page of another site sent this request with the cookie of your session; do it on the pages of this"
                            + " service, or with a key.");
        }
        return reading.read(() -> accounts.sessions().find(token.get()).map(Credentials::caller));
    }

    private static Caller caller(ApiKey key) {
        return new Caller("key:" + key.name(), key.roles(), Caller.Means.KEY);
    }

    private static Caller caller(Sessions.Session session) {
        return new Caller(session.user(), session.roles(), Caller.Means.SESSION);
    }
}
