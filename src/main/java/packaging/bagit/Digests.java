package packaging.bagit;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import model.ChecksumAlgorithm;

/** Several digests taken in one read. */
public final class Digests {

    private static final int BUFFER_BYTES = 1 << 17;

    private final Map<ChecksumAlgorithm, MessageDigest> digests = new EnumMap<>(ChecksumAlgorithm.class);

    public Digests(Set<ChecksumAlgorithm> algorithms) {
        for (var algorithm : algorithms) {
            try {
                digests.put(algorithm, MessageDigest.getInstance(algorithm.javaName()));
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible); // every JDK has the four
            }
        }
    }

    /** Reads the stream to its end, without closing it. */
    public static Map<ChecksumAlgorithm, String> of(InputStream in, Set<ChecksumAlgorithm> algorithms)
            throws IOException {
        var digests = new Digests(algorithms);
        var buffer = new byte[BUFFER_BYTES];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            digests.update(buffer, 0, read);
        }
        return digests.hexadecimal();
    }

    public void update(byte[] bytes, int offset, int length) {
        digests.values().forEach(digest -> digest.update(bytes, offset, length));
    }

    /** In hexadecimal; begins anew afterwards. */
    public Map<ChecksumAlgorithm, String> hexadecimal() {
        var result = new EnumMap<ChecksumAlgorithm, String>(ChecksumAlgorithm.class);
        digests.forEach(
                (algorithm, digest) -> result.put(algorithm, HexFormat.of().formatHex(digest.digest())));
        return result;
    }
}
