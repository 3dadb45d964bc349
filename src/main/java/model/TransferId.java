package model;

import java.util.UUID;

/** Names one transfer for ever: it appears in URLs, persistence ids, METS and the audit trail. */
public record TransferId(UUID value) implements Comparable<TransferId> {

    /** Reads the 36-character form; anything else is refused with an {@link IllegalArgumentException}. */
    public static TransferId of(String text) {
        var id = UUID.fromString(text);
        if (!id.toString().equals(text)) {
            throw new IllegalArgumentException("not a transfer id: " + text);
        }
        return new TransferId(id);
    }

    @Override
    public int compareTo(TransferId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
