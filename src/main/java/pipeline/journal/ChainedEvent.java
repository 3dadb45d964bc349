package pipeline.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The envelope in which every event is stored. Each event is bound to all that precede it under the same persistence id,
 * so that a later change, removal or insertion shows.
 *
 * <p>{@code link = SHA-256(previous link ‖ sequence, 8 bytes big-endian ‖ name, UTF-8 ‖ 0x00 ‖ event bytes)}. A transfer's
 * chain starts from {@link #GENESIS}; a job's from the link of the {@code JobOpened} that opened it.
 */
public final class ChainedEvent {

    /** 64 zeros. */
    public static final String GENESIS = "0".repeat(64);

    /** Which serializer made a journal row of one: stored in every row; never change it. */
    public static final int SERIALIZER = 770_001;

    private static final int PREVIOUS_BYTES = 32;
    private static final int HEADER_BYTES = PREVIOUS_BYTES + Long.BYTES;

    private final long sequence;
    private final String previous;
    private final String name;
    private final byte[] bytes;
    private final Object event;
    private String link = ""; // made when it is first asked for; whoever is second makes the same

    private ChainedEvent(long sequence, String previous, String name, byte[] bytes, Object event) {
        this.sequence = sequence;
        this.previous = previous;
        this.name = name;
        this.bytes = bytes;
        this.event = event;
    }

    /** Chains a new event to what precedes it. */
    public static ChainedEvent seal(long sequence, String previous, Object event) {
        return new ChainedEvent(sequence, previous, EventCodec.nameOf(event), EventCodec.encode(event), event);
    }

    /** From the bytes and the manifest of a journal row. */
    public static ChainedEvent read(String name, byte[] stored) {
        if (stored.length < HEADER_BYTES) {
            throw new IllegalStateException("a journal row of " + stored.length + " bytes is no chained event");
        }
        var previous = HexFormat.of().formatHex(stored, 0, PREVIOUS_BYTES);
        long sequence = ByteBuffer.wrap(stored, PREVIOUS_BYTES, Long.BYTES).getLong();
        var bytes = Arrays.copyOfRange(stored, HEADER_BYTES, stored.length);
        return new ChainedEvent(sequence, previous, name, bytes, EventCodec.decode(name, bytes));
    }

    /** The event's number under its persistence id, from 1. */
    public long sequence() {
        return sequence;
    }

    /** The link before, in hexadecimal. */
    public String previous() {
        return previous;
    }

    /** The stable name of the event's kind. */
    public String name() {
        return name;
    }

    /** What the stored bytes mean. */
    public Object event() {
        return event;
    }

    /** What a journal row holds; the name is its manifest. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(HEADER_BYTES + bytes.length)
                .put(HexFormat.of().parseHex(previous))
                .putLong(sequence)
                .put(bytes)
                .array();
    }

    /** This event's link, in hexadecimal. */
    public String link() {
        if (link.isEmpty()) {
            link = digest();
        }
        return link;
    }

    private String digest() {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(HexFormat.of().parseHex(previous));
            sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(sequence).array());
            sha256.update(name.getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) 0);
            return HexFormat.of().formatHex(sha256.digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java platform must have SHA-256
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChainedEvent that && link().equals(that.link());
    }

    @Override
    public int hashCode() {
        return link().hashCode();
    }

    @Override
    public String toString() {
        return sequence + " " + event;
    }
}
