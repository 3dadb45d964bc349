package http.transfers;

import http.exchange.Call;
import http.exchange.JsonBody;
import http.exchange.ReadModels;
import http.exchange.Reading;
import http.transfers.AcceptTransfer.Asked;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import model.TransferId;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Takes a new transfer in from a source. Answers when the journal has it; the work on it begins by itself. */
public final class SubmitTransfer {

    private static final int SOURCE_CHARACTERS_MAX = 4096;

    private final AcceptTransfer acceptance;
    private final ReadModels views;
    private final Sources sources;
    private final Reading reading;
    private final TransferDoor door;

    public SubmitTransfer(TransferDoor door, ReadModels views, Map<String, Path> sources, Reading reading) {
        this.acceptance = new AcceptTransfer(door, views, reading);
        this.views = views;
        this.sources = new Sources(sources);
        this.reading = reading;
        this.door = door;
    }

    /** A request that was understood. */
    private record Understood(SourcePath source, Asked asked) {}

    public CompletionStage<HttpResponse> submit(Call call) {
        boolean mayBeRepeated = call.idempotencyKey().isPresent();
        var id = AcceptTransfer.idOf(call);
        return call.body().thenApply(this::understood).thenCompose(request -> reading.read(
                        () -> place(id, request.source(), mayBeRepeated))
                .thenCompose(place -> acceptance.accept(call, id, request.asked(), place)));
    }

    private Understood understood(JsonBody body) {
        body.only("source", "name", "type", "configuration", "accessionNumber");
        var source = SourcePath.parse(body.text("source", SOURCE_CHARACTERS_MAX));
        var described = Described.of(body, door.configurations());
        var name = described.name().orElseGet(source::lastName);
        return new Understood(source, new Asked(source.toString(), name, described, ""));
    }

    // Who repeats a request gets the first answer, even when the source has been emptied meanwhile.
    private Path place(TransferId id, SourcePath source, boolean mayBeRepeated) {
        return mayBeRepeated && views.transfer().of(id).isPresent()
                ? sources.unresolved(source)
                : sources.resolve(source);
    }
}
