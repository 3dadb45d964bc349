package http.pages;

import http.exchange.Call;
import http.exchange.Form;
import http.problem.ProblemType;
import http.problem.Refused;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.Cookie;
import org.apache.pekko.http.javadsl.model.headers.HttpCookiePair;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * Keeps strangers' sites from sending forms in the name of a visitor. The browser keeps a random text in a cookie that no
 * script can read and no other site can send; each form has a field that only somebody who knows that text can make. So
 * every node understands the forms of every other one, and also after it was started again.
 */
public final class FormToken {

    static final String COOKIE = "muniment-form";

    /** The name of the form's field. */
    public static final String FIELD = "token";

    private static final int BYTES = 32;
    private static final byte[] PURPOSE = "a form of muniment".getBytes(StandardCharsets.US_ASCII);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String secret;
    private final boolean fresh;

    private FormToken(String secret, boolean fresh) {
        this.secret = secret;
        this.fresh = fresh;
    }

    /** The visitor's own, or a new one. */
    static FormToken of(HttpRequest request) {
        return cookie(request)
                .filter(FormToken::isOurs)
                .map(secret -> new FormToken(secret, false))
                .orElseGet(() -> {
                    var bytes = new byte[BYTES];
                    RANDOM.nextBytes(bytes);
                    return new FormToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), true);
                });
    }

    /** True when the browser has to be given the cookie. */
    boolean isFresh() {
        return fresh;
    }

    HttpHeader cookie() {
        return RawHeader.create("Set-Cookie", COOKIE + "=" + secret + "; Path=/; HttpOnly; SameSite=Strict");
    }

    /** What belongs into the field. */
    public String field() {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(PURPOSE));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible); // every Java platform must have it
        }
    }

    /** {@link Refused} when another site sends it; asked before the body is read. */
    static void checkOrigin(Call call) {
        var site = call.header("Sec-Fetch-Site").map(text -> text.toLowerCase(Locale.ROOT));
        boolean foreign = site.isPresent()
                ? !site.get().equals("same-origin") && !site.get().equals("none")
                : call.header("Origin")
                        .map(origin -> !origin.replaceFirst("^[a-z]+://", "")
                                .equals(call.header("Host").orElse("")))
                        .orElse(false);
        if (foreign) {
            throw new Refused(
                    ProblemType.FORBIDDEN,
                    "This form was sent by another site. Nothing was done; use the form on Muniment's own page.");
        }
    }

    /** {@link Refused} unless the form was made for this visitor. */
    static void check(Call call, Form form) {
        check(call, form.text(FIELD));
    }

    /** The same for a form that is not read as a whole. */
    static void check(Call call, String field) {
        var token = of(call.request());
        var given = field.getBytes(StandardCharsets.UTF_8);
        if (token.isFresh() || !MessageDigest.isEqual(token.field().getBytes(StandardCharsets.UTF_8), given)) {
            throw new Refused(
                    ProblemType.FORBIDDEN,
                    "The form does not belong to this browser's visit, or the browser sends no cookies. Nothing was"
                            + " done; load the page again and send its form.");
        }
    }

    private static Optional<String> cookie(HttpRequest request) {
        return StreamSupport.stream(request.getHeaders().spliterator(), false)
                .filter(Cookie.class::isInstance)
                .flatMap(header ->
                        StreamSupport.stream(((Cookie) header).getCookies().spliterator(), false))
                .filter(pair -> pair.name().equals(COOKIE))
                .map(HttpCookiePair::value)
                .findFirst();
    }

    private static boolean isOurs(String text) {
        return text.matches("[A-Za-z0-9_-]{43}");
    }
}
