package preservation.fixity;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import model.ChecksumAlgorithm;

/**
 * One line of a checksum list in any form that GNU coreutils (9.1, {@code src/digest.c}) takes: {@code HASH  NAME},
 * {@code HASH *NAME}, the reversed {@code HASH NAME} of BSD, the tagged {@code SHA256 (NAME) = HASH}, each also with a
 * leading backslash and an escaped name. Names are bytes, here and in {@link ListedName} one character each (ISO 8859-1).
 *
 * @param digest in lower-case hexadecimal
 * @param name as it was written, unescaped
 */
record ChecksumLine(String digest, String name) {

    // After the digest one space more means text, an asterisk binary; without either it is the form of BSD's -r.
    private static final Pattern PLAIN = Pattern.compile("([0-9A-Fa-f]+)[ \t](?:[ *](?=.))?(.+)", Pattern.DOTALL);
    private static final Pattern TAGGED =
            Pattern.compile("([A-Z0-9]+) ?\\((.+)\\)[ \t]*=[ \t]*([0-9A-Fa-f]+)", Pattern.DOTALL);

    /** Reads a line without its line end; empty when it is malformed. */
    static Optional<ChecksumLine> read(String line, ChecksumAlgorithm algorithm) {
        var text = line.replaceFirst("^[ \t]+", "");
        boolean escaped = text.startsWith("\\");
        var rest = escaped ? text.substring(1) : text;
        var tagged = TAGGED.matcher(rest);
        if (tagged.matches() && tagged.group(1).equals(algorithm.label().toUpperCase(Locale.ROOT))) {
            return of(tagged.group(3), tagged.group(2), escaped, algorithm);
        }
        var plain = PLAIN.matcher(rest);
        return plain.matches() ? of(plain.group(1), plain.group(2), escaped, algorithm) : Optional.empty();
    }

    private static Optional<ChecksumLine> of(String digest, String name, boolean escaped, ChecksumAlgorithm algorithm) {
        if (name.indexOf('\0') >= 0 || digest.length() != algorithm.hexLength()) {
            return Optional.empty();
        }
        var plain = escaped ? unescaped(name) : Optional.of(name);
        return plain.map(text -> new ChecksumLine(digest.toLowerCase(Locale.ROOT), text));
    }

    private static Optional<String> unescaped(String name) {
        var text = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) != '\\') {
                text.append(name.charAt(i));
                continue;
            }
            int escape = ++i < name.length() ? "\\nr".indexOf(name.charAt(i)) : -1;
            if (escape < 0) {
                return Optional.empty();
            }
            text.append("\\\n\r".charAt(escape));
        }
        return Optional.of(text.toString());
    }
}
