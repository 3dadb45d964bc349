package model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Identifiers that need no journaling because they follow from what is journaled: version-5 UUIDs (RFC 9562, 5.5). A
 * repeated task gives the same one.
 */
public final class Ids {

    private Ids() {}

    /** Of an entry of the source. */
    public static UUID ofOriginal(TransferId transfer, FilePath originalPath) {
        return version5(transfer.value(), originalPath.bytes());
    }

    /** Of anything else that belongs to the thing named by {@code namespace}. */
    public static UUID derived(UUID namespace, String name) {
        return version5(namespace, name.getBytes(StandardCharsets.UTF_8));
    }

    private static UUID version5(UUID namespace, byte[] name) {
        try {
            var sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(16)
                    .putLong(namespace.getMostSignificantBits())
                    .putLong(namespace.getLeastSignificantBits())
                    .array());
            var hash = ByteBuffer.wrap(sha1.digest(name));
            long high = (hash.getLong() & ~0xF000L) | 0x5000L;
            long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java platform must have SHA-1
        }
    }
}
