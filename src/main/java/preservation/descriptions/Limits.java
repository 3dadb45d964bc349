package preservation.descriptions;

/**
 * How much of a metadata list is taken.
 *
 * @param bytesMax of the whole file
 * @param rowsMax without the heading
 */
public record Limits(long bytesMax, long rowsMax) {

    /** Characters of one row, all values together. */
    public static final int ROW_CHARS_MAX = 4 << 20;

    /** Columns of one row. */
    public static final int COLUMNS_MAX = 2000;
}
