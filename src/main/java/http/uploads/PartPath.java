package http.uploads;

import http.problem.ProblemType;
import http.problem.Refused;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The path that a client gives an uploaded file. Nothing in it leads upwards or anywhere else. */
final class PartPath {

    private static final int BYTES_MAX = 4096;
    private static final int NAME_BYTES_MAX = 255;
    private static final int DEPTH_MAX = 100;

    private PartPath() {}

    /** The names from the top down; {@link Refused} when it can't be a path within the upload. */
    static List<String> of(String text) {
        if (bytes(text) > BYTES_MAX || !isPlain(text)) {
            throw refused("A file's name is too long, or has control characters or half characters in it");
        }
        var names = List.of(text.split("/", -1));
        if (names.size() > DEPTH_MAX) {
            throw refused("More than " + DEPTH_MAX + " folders lie within each other");
        }
        for (var name : names) {
            if (name.isEmpty() || name.equals(".") || name.equals("..")) {
                throw refused("A file's path is absolute or has \"..\", \".\" or nothing between two slashes");
            }
            if (bytes(name) > NAME_BYTES_MAX) {
                throw refused("A file's or folder's name has more than " + NAME_BYTES_MAX + " bytes");
            }
        }
        return names;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    // The parser puts U+FFFD where a client sent no UTF-8: two such names could become one.
    private static boolean isPlain(String text) {
        return text.codePoints()
                .noneMatch(
                        c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE || c == 0xFFFD);
    }

    private static Refused refused(String what) {
        return new Refused(
                ProblemType.INVALID_BODY, what + "; nothing of the upload was kept. Rename it and upload again.");
    }
}
