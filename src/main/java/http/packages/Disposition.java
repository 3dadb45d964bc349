package http.packages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The header that makes a browser keep what it gets, under a name that can do no harm (RFC 6266). */
final class Disposition {

    private Disposition() {}

    static String attachment(String name) {
        var plain = name.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^[.]+", "_");
        var header = "attachment; filename=\"" + plain + "\"";
        return plain.equals(name)
                ? header
                : header + "; filename*=UTF-8''"
                        + URLEncoder.encode(name.replace('/', '_'), StandardCharsets.UTF_8)
                                .replace("+", "%20")
                                .replace("*", "%2A");
    }
}
