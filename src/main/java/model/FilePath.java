package model;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A relative path inside a transfer, byte for byte. Names are bytes from strangers and need not be valid UTF-8, so the
 * path is held percent-encoded (RFC 3986): every byte but unreserved characters and the separating {@code /} is escaped,
 * upper case. The encoding is canonical, so equal paths have equal text. It has no leading or trailing slash, and no
 * segment is empty, {@code .} or {@code ..}.
 */
public record FilePath(String encoded) implements Comparable<FilePath> {

    private static final String UNRESERVED_MARKS = "-._~";
    private static final String UPPER_HEX = "0123456789ABCDEF";

    // One pass and nothing allocated: large transfers make paths by the million.
    public FilePath {
        int segment = 0;
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '/') {
                checkSegment(encoded, segment, i);
                segment = i + 1;
            } else if (c == '%') {
                checkEscape(encoded, i);
                i += 2;
            } else if (!isUnreserved(c)) {
                throw notCanonical(encoded);
            }
        }
        checkSegment(encoded, segment, encoded.length());
    }

    private static void checkSegment(String encoded, int from, int to) {
        int length = to - from;
        boolean onlyDots = length <= 2 && encoded.startsWith("..".substring(0, length), from);
        if (onlyDots) {
            throw new IllegalArgumentException("not a relative path inside a transfer: " + encoded);
        }
    }

    /** Two upper-case digits, of a byte that can't stand for itself. */
    private static void checkEscape(String encoded, int at) {
        if (at + 2 >= encoded.length()) {
            throw new IllegalArgumentException("broken escape in path: " + encoded);
        }
        int high = UPPER_HEX.indexOf(encoded.charAt(at + 1));
        int low = UPPER_HEX.indexOf(encoded.charAt(at + 2));
        int value = high * 16 + low;
        if (high < 0 || low < 0 || value == '/' || isUnreserved(value)) {
            throw notCanonical(encoded);
        }
    }

    private static IllegalArgumentException notCanonical(String encoded) {
        return new IllegalArgumentException("not a canonical path: " + encoded);
    }

    /** From the raw bytes of a file system, separated by {@code /}. */
    public static FilePath ofBytes(byte[] raw) {
        return new FilePath(canonical(raw));
    }

    /** From text, by its UTF-8 bytes. */
    public static FilePath of(String text) {
        return ofBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] bytes() {
        return decode(encoded);
    }

    /** For people: UTF-8, with U+FFFD where the bytes are not. Different paths may look the same; never compare this. */
    public String display() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** The last segment. */
    public FilePath name() {
        return new FilePath(encoded.substring(encoded.lastIndexOf('/') + 1));
    }

    public List<FilePath> segments() {
        var segments = new ArrayList<FilePath>();
        for (var segment : encoded.split("/", -1)) {
            segments.add(new FilePath(segment));
        }
        return segments;
    }

    /** True when this path lies below the given directory (or is it). */
    public boolean isUnder(FilePath directory) {
        int length = directory.encoded.length();
        return encoded.startsWith(directory.encoded) && (encoded.length() == length || encoded.charAt(length) == '/');
    }

    public FilePath resolve(FilePath below) {
        return new FilePath(encoded + "/" + below.encoded);
    }

    /** What remains of this path below the given directory. */
    public FilePath relativeTo(FilePath directory) {
        if (!encoded.startsWith(directory.encoded + "/")) {
            throw new IllegalArgumentException(encoded + " is not below " + directory.encoded);
        }
        return new FilePath(encoded.substring(directory.encoded.length() + 1));
    }

    /** Segment by segment: a directory stands directly before everything in it, {@code a, a/x, a-b} and {@code a.txt}. */
    @Override
    public int compareTo(FilePath other) {
        int shorter = Math.min(encoded.length(), other.encoded.length());
        for (int i = 0; i < shorter; i++) {
            int difference = rank(encoded.charAt(i)) - rank(other.encoded.charAt(i));
            if (difference != 0) {
                return difference;
            }
        }
        return encoded.length() - other.encoded.length();
    }

    private static int rank(char c) {
        return c == '/' ? 0 : c;
    }

    /** The percent-encoded form, safe in logs, URLs and XML. */
    @Override
    public String toString() {
        return encoded;
    }

    private static String canonical(byte[] raw) {
        var text = new StringBuilder(raw.length + 16);
        for (byte b : raw) {
            int c = b & 0xFF;
            if (c == '/' || isUnreserved(c)) {
                text.append((char) c);
            } else {
                text.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return text.toString();
    }

    private static boolean isUnreserved(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || UNRESERVED_MARKS.indexOf(c) >= 0;
    }

    private static byte[] decode(String encoded) {
        var out = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                if (i + 2 >= encoded.length()) {
                    throw new IllegalArgumentException("broken escape in path: " + encoded);
                }
                out.write(HexFormat.fromHexDigits(encoded, i + 1, i + 3));
                i += 2;
            } else {
                out.write(c);
            }
        }
        return out.toByteArray();
    }
}
