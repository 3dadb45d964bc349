package packaging.bagit;

import java.util.ArrayList;
import java.util.List;

/** Collects sentences, of which it keeps the first and counts the rest, so that a bad bag of any size fits into memory. */
public final class Problems {

    /** More than anybody reads. */
    public static final int KEPT_MAX = 1_000;

    private final List<String> kept = new ArrayList<>();
    private long count;

    public void add(String sentence) {
        count++;
        if (kept.size() < KEPT_MAX) {
            kept.add(sentence);
        }
    }

    public boolean isEmpty() {
        return count == 0;
    }

    public long count() {
        return count;
    }

    /** The first of them. */
    public List<String> kept() {
        return List.copyOf(kept);
    }

    /** The first few, and how many more there are. */
    public String summary(int most) {
        var shown = String.join("; ", kept.subList(0, Math.min(most, kept.size())));
        long more = count - Math.min(most, kept.size());
        return more > 0 ? shown + "; and " + more + " more" : shown;
    }
}
