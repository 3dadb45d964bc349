package http.exchange;

import model.FilePath;

/**
 * A path, as the API gives it.
 *
 * @param text for people: UTF-8, with U+FFFD where the bytes are not
 * @param encoded percent-encoded bytes, which name the path exactly
 */
public record PathJson(String text, String encoded) {

    public static PathJson of(FilePath path) {
        return new PathJson(path.display(), path.encoded());
    }
}
