package views;

import java.nio.charset.StandardCharsets;
import model.FilePath;

/** A piece of a path that a person types, as it stands within encoded paths. */
final class FilePathText {

    private FilePathText() {}

    /** Every byte that a path would have escaped is escaped; slashes anywhere are kept. */
    static String encoded(String typed) {
        var text = new StringBuilder();
        for (var piece : typed.split("/", -1)) {
            text.append(text.isEmpty() && !typed.startsWith("/") ? "" : "/").append(segment(piece));
        }
        return typed.startsWith("/") ? text.substring(1) : text.toString();
    }

    // "." and ".." are no paths, but can be part of one; so is nothing.
    private static String segment(String piece) {
        return piece.isEmpty()
                ? ""
                : FilePath.ofBytes(("x" + piece).getBytes(StandardCharsets.UTF_8))
                        .encoded()
                        .substring(1);
    }
}
