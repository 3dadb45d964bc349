package tools;

import java.nio.charset.StandardCharsets;

/** What was kept of a stream: its first bytes, and how many there were. */
public final class Captured {

    private final byte[] kept;
    private final long total;

    Captured(byte[] kept, long total) {
        this.kept = kept;
        this.total = total;
    }

    public byte[] bytes() {
        return kept.clone();
    }

    /** How many bytes there were, kept or not. */
    public long total() {
        return total;
    }

    public boolean isCut() {
        return total > kept.length;
    }

    /** As UTF-8; what is not UTF-8 becomes U+FFFD. A line at the end says how many bytes were left out, if any were. */
    public String text() {
        var text = new String(kept, StandardCharsets.UTF_8);
        return isCut() ? text + "\n[" + (total - kept.length) + " more bytes were not kept]" : text;
    }
}
