package http.access;

import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.Cookie;
import org.apache.pekko.http.javadsl.model.headers.HttpCookiePair;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * The cookie that holds the token of a session. No script can read it, and browsers send it only with what our own pages
 * ask.
 *
 * @param secure whether browsers may send it over TLS only
 */
public record SessionCookie(boolean secure) {

    private static final String NAME = "muniment-session";

    /** The token that came with a request. */
    public static Optional<String> of(HttpRequest request) {
        return request.getHeader(Cookie.class).stream()
                .flatMap(cookie -> StreamSupport.stream(cookie.getCookies().spliterator(), false))
                .filter(pair -> pair.name().equals(NAME))
                .map(HttpCookiePair::value)
                .findFirst();
    }

    /** The header that gives it; it ends with the browser, or when the session does. */
    public RawHeader given(String token) {
        return header(token, "");
    }

    /** The header that takes it away. */
    public RawHeader taken() {
        return header("", "; Max-Age=0");
    }

    private RawHeader header(String value, String more) {
        return RawHeader.create(
                "Set-Cookie",
                NAME + "=" + value + "; Path=/; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "") + more);
    }
}
