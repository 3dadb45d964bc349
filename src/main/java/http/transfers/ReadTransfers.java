package http.transfers;

import http.exchange.Call;
import http.exchange.PageJson;
import http.exchange.Parameters;
import http.exchange.ReadModels;
import http.exchange.Reading;
import http.exchange.Replies;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import model.TransferStatus;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import views.TransferQuery;

/** Shows transfers: all, or one in full. */
public record ReadTransfers(ReadModels views, Reading reading) {

    public CompletionStage<HttpResponse> list(Call call) {
        var asked = query(call.parameters("status", "name", "type", "since", "until", "sort", "offset", "limit"));
        return reading.reply(() -> PageJson.of(views.transfers().page(asked), TransferJson::of));
    }

    public CompletionStage<HttpResponse> one(Call call) {
        var id = call.transfer();
        call.parameters();
        return reading.reply(() -> TransferJson.Full.of(
                views.transfer().of(id).orElseThrow(Replies.missing("There is no transfer of this id."))));
    }

    /** What the parameters ask for; those that may be given are up to the caller. */
    public static TransferQuery query(Parameters asked) {
        var sort = asked.text("sort").orElse("-submitted");
        boolean descending = sort.startsWith("-");
        return new TransferQuery(
                asked.some("status", TransferStatus.values(), TransferStatus::label),
                asked.text("name").orElse(""),
                asked.text("text").orElse(""),
                asked.text("type").orElse(""),
                asked.instant("since"),
                asked.instant("until"),
                key(descending ? sort.substring(1) : sort),
                descending,
                asked.paging());
    }

    private static TransferQuery.Sort key(String word) {
        return Stream.of(TransferQuery.Sort.values())
                .filter(sort -> word(sort).equals(word))
                .findFirst()
                .orElseThrow(() -> Parameters.bad("\"sort\" is one of "
                        + Stream.of(TransferQuery.Sort.values())
                                .map(ReadTransfers::word)
                                .collect(Collectors.joining(", "))
                        + "; a hyphen in front turns the order around."));
    }

    private static String word(TransferQuery.Sort sort) {
        return sort.name().toLowerCase(Locale.ROOT);
    }
}
