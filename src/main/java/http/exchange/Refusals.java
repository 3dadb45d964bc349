package http.exchange;

import http.problem.Problems;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** How an endpoint tells its caller what went wrong, before its handler or in it. */
@FunctionalInterface
public interface Refusals {

    /** For programs: a problem (RFC 9457). */
    Refusals PROBLEM =
            (failure, request) -> Problems.answer(failure, request.getUri().getPathString());

    /** A failure that is {@code Refused} says what is wrong; any other is ours. */
    HttpResponse answer(Throwable failure, HttpRequest request);
}
