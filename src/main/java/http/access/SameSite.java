package http.access;

import java.net.URI;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/** Whether a request that changes something was made by our own pages. Browsers say so; other clients need not. */
public final class SameSite {

    private static final Set<String> SAFE = Set.of("GET", "HEAD");

    private SameSite() {}

    /** True for what changes nothing, and for what no browser sent. */
    public static boolean holds(HttpRequest request) {
        if (SAFE.contains(request.method().name())) {
            return true;
        }
        var site = request.getHeader("Sec-Fetch-Site").map(HttpHeader::value);
        if (site.isPresent()) {
            return site.get().equals("same-origin") || site.get().equals("none");
        }
        return request.getHeader("Origin")
                .map(HttpHeader::value)
                .map(origin -> isAt(origin, request))
                .orElse(true);
    }

    private static boolean isAt(String origin, HttpRequest request) {
        var host = request.getHeader("Host").map(HttpHeader::value).orElse("");
        try {
            return !host.isEmpty() && host.equalsIgnoreCase(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException unreadable) {
            return false; // "null", for one, is what a page without a place of its own says
        }
    }
}
