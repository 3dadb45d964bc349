package preservation.fixity;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import model.FilePath;

/**
 * A name in a checksum list, with {@code ./}, {@code ..} and doubled slashes resolved. Lists are written in the objects
 * directory, in the metadata directory ({@code ../objects/a}) or at the transfer's top ({@code objects/a}).
 *
 * @param fromTop true when the name itself leaves the directory that the list was written in, so that it can only be
 *     meant from the transfer's top
 */
record ListedName(boolean fromTop, FilePath path) {

    /** Empty for a name that points out of the transfer, or at no file. One character of the name is one byte. */
    static Optional<ListedName> of(String name) {
        if (name.startsWith("/")) {
            return Optional.empty();
        }
        Deque<String> kept = new ArrayDeque<>();
        int above = 0;
        for (var segment : name.split("/", -1)) {
            if (segment.equals("..")) {
                above += kept.pollLast() == null ? 1 : 0;
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                kept.addLast(segment);
            }
        }
        if (kept.isEmpty() || above > 1) {
            return Optional.empty();
        }
        var bytes = String.join("/", kept).getBytes(StandardCharsets.ISO_8859_1);
        return Optional.of(new ListedName(above == 1, FilePath.ofBytes(bytes)));
    }
}
