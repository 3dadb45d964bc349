package model;

import java.util.Optional;

/** Text that a task produced: within the event when it is small, as a blob when it is not. Both empty is no text. */
public record StoredText(Optional<String> inline, Optional<BlobRef> blob) {

    /** UTF-8 text up to this many bytes is kept within the event. */
    public static final int INLINE_BYTES_MAX = 4096;

    public static final StoredText NONE = new StoredText(Optional.empty(), Optional.empty());

    public boolean isEmpty() {
        return inline.isEmpty() && blob.isEmpty();
    }
}
