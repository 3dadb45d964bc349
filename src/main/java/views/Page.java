package views;

import java.util.List;

/**
 * Part of a list.
 *
 * @param total how many rows there are in all parts together
 */
public record Page<T>(List<T> rows, long total, Paging paging) {

    public Page {
        rows = List.copyOf(rows);
    }
}
