package http.pages.transfers;

import http.exchange.Call;
import http.exchange.Form;
import http.exchange.Reading;
import http.pages.Address;
import http.pages.Shown;
import http.pages.Texts;
import http.transfers.BrowseSources;
import http.transfers.SubmitTransfer;
import http.transfers.TransferDoor;
import http.uploads.UploadLimits;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Location;

/** Lets a person look through the sources and submit a directory. */
public record SubmitPage(
        BrowseSources sources,
        SubmitTransfer submission,
        TransferDoor door,
        Reading reading,
        Texts texts,
        UploadLimits uploads) {

    private static final String API = "/api/v1";
    private static final List<String> FIELDS = List.of("source", "name", "type", "configuration", "accessionNumber");

    public CompletionStage<Shown> show(Call call) {
        var asked = call.parameters("source", "path", "name", "configuration", "accession");
        var names = sources.names();
        var source = asked.text("source").or(() -> names.size() == 1 ? Optional.of(names.get(0)) : Optional.empty());
        return reading.read(() -> {
            var directory =
                    source.map(name -> sources.look(name, asked.text("path").orElse("")));
            var configurations = door.configurations().stream().sorted().toList();
            var proposed = new SubmitScreen.Proposed(
                    asked.text("name").orElse(""),
                    asked.text("configuration").orElse("default"),
                    asked.text("accession").orElse(""));
            var screen = new SubmitScreen(names, directory, configurations, proposed, uploads);
            return new Shown("submit", texts.of("submit.title"), "submit", screen, 0);
        });
    }

    /** Goes on with the new transfer's page. */
    public CompletionStage<Address> submit(Call call, Form form) {
        var body = new HashMap<String, String>();
        FIELDS.forEach(field -> body.put(field, form.text(field)));
        return submission.submit(call.asApi(body, form.text("key"))).thenApply(SubmitPage::page);
    }

    /** The page of the transfer that the API has taken in. */
    static Address page(HttpResponse accepted) {
        var api = accepted.getHeader(Location.class).orElseThrow().getUri().path();
        return Address.of(api.substring(API.length()));
    }
}
