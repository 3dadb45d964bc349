package audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Follows the links of one journal, row by row, over the stored bytes alone: what an event means is not asked. After
 * something that is wrong it goes on with what it found, so that one change is told once.
 *
 * @see pipeline.journal.ChainedEvent
 */
final class Chain {

    private static final int LINK_BYTES = 32;
    private static final int HEADER_BYTES = LINK_BYTES + Long.BYTES;
    private static final HexFormat HEX = HexFormat.of();

    private final String persistenceId;
    private final List<Anchor> anchors;
    private final Set<String> unseen = new TreeSet<>();
    private final Consumer<Discrepancy> tell;
    private final MessageDigest sha256 = sha256();
    private byte[] head;
    private long sequence;

    /** @param start the link that the first event follows, in hexadecimal */
    Chain(String persistenceId, String start, List<Anchor> anchors, Consumer<Discrepancy> tell) {
        this.persistenceId = persistenceId;
        this.anchors = anchors;
        this.tell = tell;
        this.head = HEX.parseHex(start);
        anchors.stream().filter(anchor -> anchor.sequence().isEmpty()).forEach(anchor -> unseen.add(anchor.head()));
    }

    /**
     * The next row.
     *
     * @param name of the event's kind
     * @param stored previous link, number and event, as they lie in the journal
     */
    void next(long row, String name, byte[] stored) {
        boolean whole = row == sequence + 1;
        if (!whole) {
            missing(row);
        }
        sequence = row;
        if (stored.length < HEADER_BYTES) {
            say(row, "the event is cut off", HEADER_BYTES + " bytes or more", stored.length + " bytes");
            return;
        }
        long number = ByteBuffer.wrap(stored, LINK_BYTES, Long.BYTES).getLong();
        if (number != row) {
            say(row, "the event was moved here from another place", "event " + row, "event " + number);
        }
        if (whole && !Arrays.equals(stored, 0, LINK_BYTES, head, 0, LINK_BYTES)) {
            broken(row, HEX.formatHex(stored, 0, LINK_BYTES));
        }
        head = link(name, stored);
        compare();
    }

    private void missing(long row) {
        say(
                sequence + 1,
                row <= sequence ? "an event is there twice" : "events are missing up to " + (row - 1),
                "event " + (sequence + 1),
                "event " + row);
    }

    private void broken(long row, String previous) {
        if (row == 1) {
            say(row, "the journal does not begin where it was begun", head(), previous);
        } else {
            say(
                    row - 1,
                    "the event was changed, or the one after it: event " + row + " was written after another one",
                    previous,
                    head());
        }
    }

    private byte[] link(String name, byte[] stored) {
        sha256.update(stored, 0, HEADER_BYTES);
        sha256.update(name.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) 0);
        sha256.update(stored, HEADER_BYTES, stored.length - HEADER_BYTES);
        return sha256.digest();
    }

    private void compare() {
        if (anchors.isEmpty()) {
            return;
        }
        var link = head();
        unseen.remove(link);
        for (var anchor : anchors) {
            if (anchor.sequence().isPresent()
                    && anchor.sequence().getAsLong() == sequence
                    && !anchor.head().equals(link)) {
                say(
                        sequence,
                        "the journal is not the one that " + anchor.source() + " was made of",
                        anchor.head(),
                        link);
            }
        }
    }

    /** There are no more rows. */
    void end() {
        for (var anchor : anchors) {
            if (anchor.sequence().isPresent() && anchor.sequence().getAsLong() > sequence) {
                say(
                        sequence + 1,
                        "events are missing at the end: " + anchor.source() + " knows "
                                + anchor.sequence().getAsLong(),
                        anchor.head(),
                        "");
            } else if (anchor.sequence().isEmpty() && unseen.contains(anchor.head())) {
                say(0, "no event has the head that " + anchor.source() + " names", anchor.head(), head());
            }
        }
    }

    String persistenceId() {
        return persistenceId;
    }

    long sequence() {
        return sequence;
    }

    /** The last link, in hexadecimal. */
    String head() {
        return HEX.formatHex(head);
    }

    private void say(long at, String message, String expected, String found) {
        tell.accept(new Discrepancy(persistenceId, at, message, expected, found));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java platform must have SHA-256
        }
    }
}
