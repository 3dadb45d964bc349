package http.pages.transfers;

import http.pages.Address;
import http.pages.Parts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import model.TransferStatus;
import views.TransferQuery.Sort;

/**
 * The list of transfers.
 *
 * @param address the list's own, with what was asked
 * @param filter what else was asked for
 * @param filtered true when a change of a transfer's status can move it in or out
 */
public record TransfersScreen(
        List<TransferLine> lines,
        List<Tab> tabs,
        List<Column> columns,
        String text,
        Filter filter,
        String status,
        String sort,
        Parts parts,
        Address address,
        boolean filtered) {

    /** A filter by status; empty for all. */
    public record Tab(Optional<TransferStatus> status, long count, Address address, boolean chosen) {

        public String label() {
            return status.map(TransferStatus::label).orElse("all");
        }
    }

    /** A heading of the table; empty when nothing can be sorted by it. */
    public record Column(String name, Optional<Sort> sort, Address address, String order) {}

    /** Words for the order of a column, as assistive technology knows them. */
    static final String ASCENDING = "ascending";

    static final String DESCENDING = "descending";

    static String word(Sort sort) {
        return sort.name().toLowerCase(Locale.ROOT);
    }
}
