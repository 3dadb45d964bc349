package packaging.bagit;

import java.util.Locale;
import java.util.Optional;

/**
 * One line of a manifest.
 *
 * @param digest in hexadecimal, lower case
 * @param path as written, before escapes are read
 */
record ManifestLine(String digest, String path) {

    /** Reads {@code digest, blanks, path}; empty when the line is not like that. */
    static Optional<ManifestLine> parse(String line) {
        int end = 0;
        while (end < line.length() && !isBlank(line.charAt(end))) {
            end++;
        }
        int begin = end;
        while (begin < line.length() && isBlank(line.charAt(begin))) {
            begin++;
        }
        if (end == 0 || begin == end || begin == line.length() || !isHex(line, end)) {
            return Optional.empty();
        }
        return Optional.of(new ManifestLine(line.substring(0, end).toLowerCase(Locale.ROOT), line.substring(begin)));
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isHex(String line, int end) {
        for (int i = 0; i < end; i++) {
            if (Character.digit(line.charAt(i), 16) < 0 || line.charAt(i) > 'f') {
                return false;
            }
        }
        return true;
    }
}
