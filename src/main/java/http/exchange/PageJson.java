package http.exchange;

import java.util.List;
import java.util.function.Function;
import views.Page;

/** A part of a list, as the API gives it. */
public record PageJson<T>(List<T> items, long total, int offset, int limit) {

    public static <V, T> PageJson<T> of(Page<V> page, Function<V, T> json) {
        return new PageJson<>(
                page.rows().stream().map(json).toList(),
                page.total(),
                page.paging().offset(),
                page.paging().limit());
    }
}
