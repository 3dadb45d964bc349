package preservation.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.BooleanSupplier;
import model.ChecksumAlgorithm;

/** Several digests of the same bytes in one pass. Usable again after {@link #finish}; for one thread. */
public final class Digests {

    private final Map<ChecksumAlgorithm, MessageDigest> digests = new EnumMap<>(ChecksumAlgorithm.class);

    public Digests(Collection<ChecksumAlgorithm> algorithms) {
        for (var algorithm : algorithms) {
            digests.put(algorithm, newDigest(algorithm));
        }
    }

    private static MessageDigest newDigest(ChecksumAlgorithm algorithm) {
        try {
            return MessageDigest.getInstance(algorithm.javaName());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this Java has no " + algorithm.javaName(), missing);
        }
    }

    public void update(byte[] bytes, int length) {
        for (var digest : digests.values()) {
            digest.update(bytes, 0, length);
        }
    }

    /** In hexadecimal, by algorithm; begins anew. */
    public Map<ChecksumAlgorithm, String> finish() {
        var hex = new EnumMap<ChecksumAlgorithm, String>(ChecksumAlgorithm.class);
        digests.forEach((algorithm, digest) -> hex.put(algorithm, HexFormat.of().formatHex(digest.digest())));
        return hex;
    }

    /**
     * Reads a channel to its end.
     *
     * @param buffer what is read at a time; one that the caller uses again
     * @param isGivenUp asked between reads; then an {@link InterruptedException}
     * @return how many bytes were read
     */
    public long readAll(ReadableByteChannel from, byte[] buffer, BooleanSupplier isGivenUp)
            throws IOException, InterruptedException {
        var bytes = ByteBuffer.wrap(buffer);
        long total = 0;
        for (int read = from.read(bytes); read >= 0; read = from.read(bytes)) {
            update(buffer, read);
            bytes.clear();
            total += read;
            if (isGivenUp.getAsBoolean()) {
                throw new InterruptedException("the attempt was given up");
            }
        }
        return total;
    }
}
