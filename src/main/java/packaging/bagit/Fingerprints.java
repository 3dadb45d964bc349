package packaging.bagit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A set of texts that remembers 128 bits of SHA-256 of each instead of the text: 20 to 40 bytes a member, however long
 * the paths of a bag are. It can tell whether it holds a text; it cannot list what it holds.
 */
public final class Fingerprints {

    private static final int INITIAL_CAPACITY = 1 << 10;

    private final MessageDigest sha256 = sha256();
    private long[] table = new long[2 * INITIAL_CAPACITY]; // pairs; a pair of zeros is free
    private int size;

    /** Adds the text made of these parts; false when it was there. Parts must not contain U+0000. */
    public boolean add(String... parts) {
        if (5L * (size + 1) > 4L * (table.length / 2)) { // four fifths full: some ten steps to a free slot
            grow();
        }
        var print = print(parts);
        boolean added = put(print.getLong(), print.getLong());
        size += added ? 1 : 0;
        return added;
    }

    public boolean contains(String... parts) {
        var print = print(parts);
        long high = print.getLong();
        long low = print.getLong();
        int slot = find(high, low);
        return !isFree(slot);
    }

    public int size() {
        return size;
    }

    /** The slot that holds the print, or the free one where it would go. */
    private int find(long high, long low) {
        int slot = slot(high);
        while (!isFree(slot) && (table[slot] != high || table[slot + 1] != low)) {
            slot = next(slot);
        }
        return slot;
    }

    private boolean put(long high, long low) {
        int slot = find(high, low);
        boolean isNew = isFree(slot);
        table[slot] = high;
        table[slot + 1] = low;
        return isNew;
    }

    private void grow() {
        var old = table;
        table = new long[Math.multiplyExact(old.length, 2)];
        for (int i = 0; i < old.length; i += 2) {
            if (old[i] != 0 || old[i + 1] != 0) {
                put(old[i], old[i + 1]);
            }
        }
    }

    private int slot(long high) {
        return 2 * (int) (high & (table.length / 2 - 1));
    }

    private int next(int slot) {
        return (slot + 2) & (table.length - 1);
    }

    private boolean isFree(int slot) {
        return table[slot] == 0 && table[slot + 1] == 0;
    }

    private ByteBuffer print(String... parts) {
        for (var part : parts) {
            sha256.update(part.getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) 0);
        }
        return ByteBuffer.wrap(sha256.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java platform must have SHA-256
        }
    }
}
