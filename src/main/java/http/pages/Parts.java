package http.pages;

import java.util.Optional;

/**
 * The links below a list of which a page shows a part.
 *
 * @param first the number of the first row shown, from 1; 0 when there is none
 * @param last the number of the last row shown
 */
public record Parts(long first, long last, long total, Optional<Address> before, Optional<Address> after) {

    public static Parts of(views.Page<?> page, Address address) {
        var paging = page.paging();
        long last = paging.offset() + (long) page.rows().size();
        return new Parts(
                page.rows().isEmpty() ? 0 : paging.offset() + 1L,
                last,
                page.total(),
                paging.offset() == 0
                        ? Optional.empty()
                        : Optional.of(offset(address, Math.max(0, paging.offset() - paging.limit()))),
                last >= page.total() ? Optional.empty() : Optional.of(offset(address, (int) last)));
    }

    /** True when all rows are shown. */
    public boolean isWhole() {
        return before.isEmpty() && after.isEmpty();
    }

    private static Address offset(Address address, int offset) {
        return address.with("offset", offset == 0 ? "" : offset);
    }
}
