package http.transfers;

import http.exchange.Call;
import http.exchange.ReadModels;
import http.exchange.Reading;
import http.transfers.AcceptTransfer.Asked;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import model.TransferId;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Takes a new transfer in from an upload that lies whole on the disk. */
public record SubmitUpload(TransferDoor door, ReadModels views, Reading reading) {

    /** What the source of an upload is called begins so. */
    public static final String SOURCE = "upload:";

    /**
     * An upload.
     *
     * @param name what it is called when nobody gives it a name
     * @param digest names its content
     * @param transfer what it was stored for
     */
    public record Uploaded(String name, String digest, TransferId transfer) {}

    /** The transfer's id, the same for each repetition of the request. */
    public static TransferId idOf(Call call) {
        return AcceptTransfer.idOf(call);
    }

    /** Fails with {@code Refused} when the fields can't be used, before anything was kept. */
    public CompletionStage<Void> check(Call call, Map<String, String> fields) {
        return described(call, fields).thenAccept(fine -> {});
    }

    /** Answers when the journal has the transfer. */
    public CompletionStage<HttpResponse> submit(Call call, Map<String, String> fields, Uploaded upload, Path place) {
        return described(call, fields).thenCompose(described -> {
            var name = described.name().orElse(upload.name());
            var asked = new Asked(SOURCE + upload.name(), name, described, upload.digest());
            return new AcceptTransfer(door, views, reading).accept(call, upload.transfer(), asked, place);
        });
    }

    private CompletionStage<Described> described(Call call, Map<String, String> fields) {
        return call.asApi(fields, "")
                .body()
                .thenApply(body -> Described.of(
                        body.only("name", "type", "configuration", "accessionNumber"), door.configurations()));
    }
}
