package codec;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.HexFormat;
import model.FilePath;

/**
 * Between {@link FilePath} and the file system without losing a byte: {@link Path#toUri} and {@link Path#of(URI)} are the
 * only doors of the JDK through which names that are not valid UTF-8 pass unharmed.
 */
public final class NameBytes {

    private NameBytes() {}

    public static Path resolve(Path directory, FilePath below) {
        if (isPlain(below.encoded())) {
            return directory.toAbsolutePath().normalize().resolve(below.encoded());
        }
        var base = directory.toAbsolutePath().normalize().toUri().getRawPath();
        if (!base.endsWith("/")) {
            base += "/";
        }
        return Path.of(URI.create("file://" + base + below.encoded()));
    }

    /** The path of a file below a directory. */
    public static FilePath below(Path directory, Path file) {
        var base = rawPath(directory);
        var whole = rawPath(file);
        if (!whole.startsWith(base + "/")) {
            throw new IllegalArgumentException(whole + " is not below " + base);
        }
        // A URI leaves more characters unescaped than our canonical form does, so go by way of the bytes.
        return FilePath.ofBytes(unescape(whole.substring(base.length() + 1)));
    }

    /** One segment as a relative {@link Path}. */
    public static Path nameOf(FilePath segment) {
        return isPlain(segment.encoded())
                ? Path.of(segment.encoded())
                : Path.of(URI.create("file:///" + segment.encoded())).getFileName();
    }

    /** The last name of a path. */
    public static FilePath nameOf(Path file) {
        var text = file.getFileName().toString();
        if (text.chars().allMatch(c -> c > 0 && c < 0x80)) { // the same bytes in every encoding of a file system
            return FilePath.of(text);
        }
        var raw = rawPath(file);
        return FilePath.ofBytes(unescape(raw.substring(raw.lastIndexOf('/') + 1)));
    }

    private static boolean isPlain(String encoded) {
        return encoded.indexOf('%') < 0;
    }

    private static String rawPath(Path path) {
        var raw = path.toAbsolutePath().normalize().toUri().getRawPath();
        return raw.endsWith("/") && raw.length() > 1 ? raw.substring(0, raw.length() - 1) : raw;
    }

    private static byte[] unescape(String raw) {
        var out = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) == '%') {
                out.write(HexFormat.fromHexDigits(raw, i + 1, i + 3));
                i += 2;
            } else {
                out.write(raw.charAt(i));
            }
        }
        return out.toByteArray();
    }
}
