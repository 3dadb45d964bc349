package model;

import java.util.BitSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Which tasks of a job, by their places in its plan: ascending ranges such as {@code 0-127,130}, or nothing. The text is
 * canonical, so equal sets have equal text, and it stays short for the runs that hand-outs are made of.
 */
public record Ordinals(String ranges) {

    private static final Pattern SHAPE = Pattern.compile("(\\d{1,9}(-\\d{1,9})?(,\\d{1,9}(-\\d{1,9})?)*)?");

    public static final Ordinals NONE = new Ordinals("");

    public Ordinals {
        if (!SHAPE.matcher(ranges).matches()) {
            throw new IllegalArgumentException("not a list of ordinals: " + ranges);
        }
    }

    public static Ordinals of(int... ordinals) {
        return of(IntStream.of(ordinals).collect(BitSet::new, BitSet::set, BitSet::or));
    }

    public static Ordinals of(BitSet set) {
        var text = new StringBuilder();
        for (int first = set.nextSetBit(0); first >= 0; ) {
            int last = set.nextClearBit(first) - 1;
            text.append(text.isEmpty() ? "" : ",").append(first);
            if (last > first) {
                text.append('-').append(last);
            }
            first = set.nextSetBit(last + 1);
        }
        return new Ordinals(text.toString());
    }

    /** A new set that the caller may change. */
    public BitSet toBitSet() {
        var set = new BitSet();
        if (ranges.isEmpty()) {
            return set;
        }
        for (var range : ranges.split(",", -1)) {
            int dash = range.indexOf('-');
            int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
            int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
            set.set(first, last + 1);
        }
        return set;
    }

    public IntStream stream() {
        return toBitSet().stream();
    }

    public int count() {
        return toBitSet().cardinality();
    }

    public boolean isEmpty() {
        return ranges.isEmpty();
    }
}
