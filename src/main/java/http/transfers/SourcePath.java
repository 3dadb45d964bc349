package http.transfers;

import http.problem.ProblemType;
import http.problem.Refused;
import java.util.ArrayList;

/**
 * A place in a source as a client writes it: {@code NAME:relative/path}. Nothing in it leads upwards.
 *
 * @param path without leading, trailing or doubled slashes
 */
record SourcePath(String source, String path) {

    static SourcePath parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new Refused(
                    ProblemType.INVALID_BODY,
                    "\"source\" is the name of a source, a colon and a relative path, such as papers:2026/box-1.");
        }
        var path = text.substring(colon + 1);
        if (path.startsWith("/")) {
            throw new Refused(
                    ProblemType.SOURCE_OUTSIDE, "The path in \"source\" is absolute; give it relative to the source.");
        }
        var segments = new ArrayList<String>();
        for (var segment : path.split("/", -1)) {
            if (segment.equals("..") || segment.equals(".")) {
                throw new Refused(
                        ProblemType.SOURCE_OUTSIDE,
                        "The path in \"source\" has \"" + segment + "\" in it; give it without detours.");
            }
            if (!segment.isEmpty()) {
                segments.add(segment);
            }
        }
        if (segments.isEmpty()) {
            throw new Refused(
                    ProblemType.INVALID_BODY,
                    "\"source\" names no directory; write its path within the source behind the colon.");
        }
        return new SourcePath(text.substring(0, colon), String.join("/", segments));
    }

    /** The name of the last directory. */
    String lastName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return source + ":" + path;
    }
}
