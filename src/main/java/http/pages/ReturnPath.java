package http.pages;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/** Where somebody goes on who had to sign in first. Never to another site, whatever the address says. */
public final class ReturnPath {

    /** A browser takes two slashes, or a backslash for one, as the beginning of a host's name. */
    private static final Pattern OWN = Pattern.compile("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\]]{0,999}");

    /** Whatever else a caller sends leads nowhere. */
    private static final Pattern REFERER = Pattern.compile("https?://[^/?#]+(/.*)");

    private static final Pattern WAY_IN = Pattern.compile("/sign-(in|out)([?/].*)?");
    private static final String HOME = "/";

    private ReturnPath() {}

    /** The path, if it is one of ours; else that of the transfers. */
    public static String of(String text) {
        return OWN.matcher(text).matches() && !WAY_IN.matcher(text).matches() ? text : HOME;
    }

    /** The page that a form was sent from, as the browser says; what was typed into it is still there one page back. */
    static Optional<String> back(HttpRequest request) {
        return request.method().name().equals("POST")
                ? request.getHeader("Referer")
                        .map(referer -> REFERER.matcher(referer.value()))
                        .filter(Matcher::matches)
                        .map(referer -> of(referer.group(1)))
                        .filter(path -> !path.equals(HOME))
                : Optional.empty();
    }

    /** What was asked for, if asking again does no harm; empty for the transfers, where everybody begins. */
    static String of(HttpRequest request) {
        var path = request.method().name().equals("GET")
                ? of(request.getUri().toRelative().toString())
                : HOME;
        return path.equals(HOME) ? "" : path;
    }
}
