package checker;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a relative URI reference (RFC 3986) says as a path: its percent-encoded bytes decoded, once. */
final class HrefPath {

    private static final Pattern ESCAPE = Pattern.compile("(?:%[0-9A-Fa-f]{2})+");

    private HrefPath() {}

    /** A percent sign that begins no escape stays as it is, so that the path it makes is missed on the disk. */
    static String of(String uri) {
        return ESCAPE.matcher(uri).replaceAll(found -> quoted(found.group()));
    }

    private static String quoted(String escapes) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 1; i < escapes.length(); i += 3) {
            bytes.write(HexFormat.fromHexDigits(escapes, i, i + 2));
        }
        return Matcher.quoteReplacement(bytes.toString(StandardCharsets.UTF_8));
    }
}
