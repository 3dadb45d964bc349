package http.files;

import http.exchange.Call;
import http.exchange.PageJson;
import http.exchange.Parameters;
import http.exchange.ReadModels;
import http.exchange.Reading;
import http.exchange.Replies;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import model.TransferId;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import views.FileQuery;
import views.RegisterQuery;

/** Shows the files of a transfer: what they are, and what was found about them. */
public record ReadFiles(ReadModels views, Reading reading) {

    /** Whether entries are asked for that are no longer part of the package. */
    private enum Removed {
        WITHOUT,
        WITH;

        String label() {
            return this == WITH ? "true" : "false";
        }
    }

    public CompletionStage<HttpResponse> list(Call call) {
        var id = call.transfer();
        var query = query(id, call.parameters("path", "under", "removed", "offset", "limit"));
        return reading.reply(() -> {
            Replies.require(views.transfer().of(id), "There is no transfer of this id.");
            return PageJson.of(views.files().page(query), FileJson::of);
        });
    }

    /** What the parameters ask for. */
    public static FileQuery query(TransferId id, Parameters asked) {
        boolean removed = asked.one("removed", Removed.values(), Removed::label).equals(Optional.of(Removed.WITH));
        var under = asked.text("under").map(text -> text.replaceAll("^/+|/+$", "")).stream()
                .filter(text -> !text.isEmpty())
                .toList();
        return new FileQuery(
                new RegisterQuery(id, under, List.of(), false, removed, false),
                asked.text("path").orElse(""),
                asked.paging());
    }

    public CompletionStage<HttpResponse> one(Call call) {
        var id = call.transfer();
        var file = call.uuid("file");
        call.parameters();
        return reading.reply(() -> FileJson.Full.of(
                views.file().of(id, file).orElseThrow(Replies.missing("This transfer has no file of this id."))));
    }
}
