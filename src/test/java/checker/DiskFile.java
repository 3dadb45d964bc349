package checker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A regular file as it lies on disk; each digest is computed when it is first asked for. */
final class DiskFile {

    private static final Map<String, String> JAVA_NAMES =
            Map.of("md5", "MD5", "sha1", "SHA-1", "sha256", "SHA-256", "sha512", "SHA-512");

    private final Path path;
    private final long size;
    private final Map<String, String> digests = new HashMap<>();

    DiskFile(Path path) throws IOException {
        this.path = path;
        this.size = Files.size(path);
    }

    Path path() {
        return path;
    }

    long size() {
        return size;
    }

    String sha256() {
        return digest("sha256").orElseThrow();
    }

    /** In lower-case hexadecimal; empty when the algorithm is unknown. {@code SHA-256} and {@code sha256} are the same. */
    Optional<String> digest(String algorithm) {
        var name = algorithm.toLowerCase(Locale.ROOT).replace("-", "");
        var javaName = JAVA_NAMES.get(name);
        return javaName == null
                ? Optional.empty()
                : Optional.of(digests.computeIfAbsent(name, unused -> compute(javaName)));
    }

    private String compute(String javaName) {
        try (var in = Files.newInputStream(path)) {
            var digest = MessageDigest.getInstance(javaName);
            var buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
