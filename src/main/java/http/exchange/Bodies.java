package http.exchange;

import http.problem.ProblemType;
import http.problem.Refused;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.scaladsl.model.EntityStreamException;
import org.apache.pekko.http.scaladsl.model.EntityStreamSizeException;

/** Reads bodies: JSON, or a form, of a bounded size that arrives within a bounded time. */
public final class Bodies {

    /** The largest body. */
    public static final int BYTES_MAX = 64 * 1024;

    // What its own check of a collected body says; there is no type for it.
    private static final String PEKKO_TOO_LARGE = "Request too large";

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

    private CompletionStage<byte[]> bytes(HttpRequest request) {
        if (request.entity().getContentLengthOption().orElse(0) > BYTES_MAX) {
            throw tooLarge();
        }
        return request.entity().toStrict(millisecondsMax, BYTES_MAX, system).handle((entity, failure) -> {
            if (failure != null) {
                throw unread(failure);
            }
            return entity.getData().toArray();
        });
    }

    private RuntimeException unread(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof EntityStreamSizeException
                || (cause instanceof EntityStreamException broken
                        && broken.info().summary().startsWith(PEKKO_TOO_LARGE))) {
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
