package http.pages.transfers;

import http.exchange.Parameters;
import http.pages.Texts;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import views.TransferQuery;

/**
 * Which transfers the list is limited to, besides their status and a text; each is empty for all.
 *
 * @param from the first day of submission
 * @param to the last one
 */
public record Filter(String type, String from, String to) {

    static Filter of(Parameters asked) {
        var filter = new Filter(
                asked.text("type").orElse(""),
                asked.text("from").orElse(""),
                asked.text("to").orElse(""));
        day("from", filter.from());
        day("to", filter.to());
        return filter;
    }

    /** Whether anything is asked for. */
    public boolean isSet() {
        return !type.isEmpty() || !from.isEmpty() || !to.isEmpty();
    }

    /** Days are those of the pages' zone. */
    TransferQuery in(TransferQuery query, Texts texts) {
        return query.between(
                day("from", from).map(texts::beginning), day("to", to).map(day -> texts.beginning(day.plusDays(1))));
    }

    private static Optional<LocalDate> day(String name, String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            var day = LocalDate.parse(text);
            if (day.getYear() > 0 && day.getYear() < 10_000) { // what a database can compare
                return Optional.of(day);
            }
        } catch (DateTimeException noDay) {
            throw bad(name);
        }
        throw bad(name);
    }

    private static RuntimeException bad(String name) {
        return Parameters.bad("\"" + name + "\" is a day such as 2026-11-24.");
    }
}
