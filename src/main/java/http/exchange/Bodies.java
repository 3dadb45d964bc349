package http.exchange;

import http.problem.ProblemType;
import http.problem.Refused;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.scaladsl.model.EntityStreamSizeException;
import org.apache.pekko.util.ByteString;

/** Reads bodies: JSON, or a form, of a bounded size that arrives within a bounded time. */
public final class Bodies {

    /** The largest body. */
    public static final int BYTES_MAX = 64 * 1024;

    private static final int READ_MAX = 16 * BYTES_MAX;

    private final ActorSystem<?> system;
    private final long millisecondsMax;

    /** @param millisecondsMax for the whole body to arrive */
    public Bodies(ActorSystem<?> system, long millisecondsMax) {
        this.system = system;
        this.millisecondsMax = millisecondsMax;
    }

    CompletionStage<JsonBody> read(HttpRequest request) {
        var type = request.entity().getContentType().mediaType().toString();
        if (!type.equals("application/json")) {
            // Asking for this very type also keeps web pages of strangers out: a browser asks before it sends it.
            throw new Refused(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "Send a JSON object with the header Content-Type: application/json.");
        }
        return bytes(request).thenApply(JsonBody::parse);
    }

    CompletionStage<Form> readForm(HttpRequest request) {
        var type = request.entity().getContentType().mediaType().toString();
        if (!type.equals("application/x-www-form-urlencoded")) {
            throw new Refused(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE, "This takes what a page's form sends; programs use the API.");
        }
        return bytes(request).thenApply(Form::parse);
    }

    /** Reads a little more than it keeps: whoever is still sending when the connection closes never sees the answer. */
    private CompletionStage<byte[]> bytes(HttpRequest request) {
        if (request.entity().getContentLengthOption().orElse(0) > READ_MAX) {
            throw tooLarge();
        }
        return request.entity()
                .withSizeLimit(READ_MAX)
                .getDataBytes()
                .completionTimeout(Duration.ofMillis(millisecondsMax))
                .runFold(ByteString.emptyByteString(), Bodies::keep, system)
                .handle((bytes, failure) -> {
                    if (failure != null) {
                        throw unread(failure);
                    }
                    if (bytes.size() > BYTES_MAX) {
                        throw tooLarge();
                    }
                    return bytes.toArray();
                });
    }

    private static ByteString keep(ByteString kept, ByteString more) {
        return kept.size() > BYTES_MAX ? kept : kept.concat(more);
    }

    private RuntimeException unread(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof EntityStreamSizeException) {
            return tooLarge();
        }
        if (cause instanceof TimeoutException) {
            return new Refused(
                    ProblemType.SLOW_REQUEST,
                    "The body did not arrive within " + millisecondsMax / 1000 + " seconds; send it at once.");
        }
        return new Refused(ProblemType.BAD_REQUEST, "The body could not be read; send it again.");
    }

    private static Refused tooLarge() {
        return new Refused(
                ProblemType.TOO_LARGE, "A body has " + BYTES_MAX + " bytes at most; nothing here needs more.");
    }
}
