package http.problem;

import java.util.Map;
import org.apache.pekko.event.LoggingAdapter;
import org.apache.pekko.http.ParsingErrorHandler;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.scaladsl.model.ErrorInfo;
import org.apache.pekko.http.scaladsl.model.StatusCode;
import org.apache.pekko.http.scaladsl.settings.ServerSettings;

/** Answers what is no HTTP request, before anything else sees it. Named in http.conf. */
public final class UnparsableRequest extends ParsingErrorHandler {

    /** Pekko looks for a Scala object, which is a class with this field. */
    public static final UnparsableRequest MODULE$ = new UnparsableRequest();

    private UnparsableRequest() {}

    @Override
    public HttpResponse handle(StatusCode status, ErrorInfo error, LoggingAdapter log, ServerSettings settings) {
        // Only the summary: the detail repeats what a stranger sent.
        var type =
                status.intValue() == ProblemType.TOO_LARGE.status() ? ProblemType.TOO_LARGE : ProblemType.BAD_REQUEST;
        return Problems.answer(
                type,
                "The request can't be read: " + error.summary() + ". Correct it and send it again.",
                "/",
                Map.of());
    }
}
