package http.packages;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A part of a file, both ends included (RFC 9110, 14.1).
 *
 * @param last never behind the end
 */
record ByteRange(long first, long last) {

    private static final Pattern ONE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    /** What a header asks for: all, a part, or a part that there is none of. */
    record Asked(boolean possible, Optional<ByteRange> part) {
        private static final Asked ALL = new Asked(true, Optional.empty());
        private static final Asked IMPOSSIBLE = new Asked(false, Optional.empty());
    }

    /** Several parts at once, and what is no range at all, are answered with the whole, as the standard allows. */
    static Asked of(Optional<String> header, long size) {
        var range = header.map(ONE::matcher).filter(match -> match.matches());
        if (range.isEmpty()) {
            return Asked.ALL;
        }
        var from = range.get().group(1);
        var to = range.get().group(2);
        if (from.isEmpty()) {
            return to.isEmpty() ? Asked.ALL : suffix(Long.parseLong(to), size);
        }
        long first = Long.parseLong(from);
        long last = to.isEmpty() ? size - 1 : Math.min(Long.parseLong(to), size - 1);
        if (!to.isEmpty() && Long.parseLong(to) < first) {
            return Asked.ALL;
        }
        return first >= size ? Asked.IMPOSSIBLE : part(first, last);
    }

    private static Asked suffix(long length, long size) {
        return length == 0 || size == 0 ? Asked.IMPOSSIBLE : part(Math.max(0, size - length), size - 1);
    }

    private static Asked part(long first, long last) {
        return new Asked(true, Optional.of(new ByteRange(first, last)));
    }

    long length() {
        return last - first + 1;
    }

    /** As {@code Content-Range} writes it. */
    String of(long size) {
        return "bytes " + first + "-" + last + "/" + size;
    }
}
