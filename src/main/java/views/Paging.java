package views;

/**
 * Which part of a list is asked for.
 *
 * @param offset how many rows to leave out
 * @param limit how many rows to give at most, from 1 to {@value #LIMIT_MOST}
 */
public record Paging(int offset, int limit) {

    public static final int LIMIT_MOST = 1000;

    /** @throws IllegalArgumentException with a sentence for whoever asked, if a number is out of bounds */
    public Paging {
        if (offset < 0) {
            throw new IllegalArgumentException("offset is " + offset + "; give 0 or more");
        }
        if (limit < 1 || limit > LIMIT_MOST) {
            throw new IllegalArgumentException("limit is " + limit + "; give a number from 1 to " + LIMIT_MOST);
        }
    }
}
