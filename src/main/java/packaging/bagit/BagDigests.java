package packaging.bagit;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The checksum algorithms that others use in bags, by their names in the names of manifests (RFC 8493, 2.4). */
final class BagDigests {

    private static final Map<String, String> JAVA_NAMES = Map.ofEntries(
            Map.entry("md5", "MD5"),
            Map.entry("sha1", "SHA-1"),
            Map.entry("sha224", "SHA-224"),
            Map.entry("sha256", "SHA-256"),
            Map.entry("sha384", "SHA-384"),
            Map.entry("sha512", "SHA-512"),
            Map.entry("sha3224", "SHA3-224"),
            Map.entry("sha3256", "SHA3-256"),
            Map.entry("sha3384", "SHA3-384"),
            Map.entry("sha3512", "SHA3-512"));

    private static final int BUFFER_BYTES = 1 << 17;

    private final Map<String, MessageDigest> digests = new TreeMap<>();
    private final byte[] buffer = new byte[BUFFER_BYTES];

    /** Ready to be used for one file after the other. The names must be known. */
    BagDigests(Set<String> names) {
        names.forEach(name -> digests.put(name, digest(name).orElseThrow()));
    }

    static boolean isKnown(String name) {
        return digest(name).isPresent();
    }

    /** How many hexadecimal digits a digest has. */
    static int hexLength(String name) {
        return 2 * digest(name).orElseThrow().getDigestLength();
    }

    /** Reads to the end; the digests are in hexadecimal, by name. */
    Map<String, String> of(InputStream in) throws IOException {
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            for (var digest : digests.values()) {
                digest.update(buffer, 0, read);
            }
        }
        var result = new TreeMap<String, String>();
        digests.forEach((name, digest) -> result.put(name, HexFormat.of().formatHex(digest.digest())));
        return result;
    }

    boolean isEmpty() {
        return digests.isEmpty();
    }

    private static Optional<MessageDigest> digest(String name) {
        var javaName = JAVA_NAMES.get(name);
        if (javaName == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(MessageDigest.getInstance(javaName));
        } catch (NoSuchAlgorithmException notHere) {
            return Optional.empty();
        }
    }
}
