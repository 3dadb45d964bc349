package http.problem;

import accounts.AccountRefused;
import accounts.AccountsUnavailable;
import accounts.SignInRefused;
import audit.AuditUnavailable;
import codec.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.pattern.StatusReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import views.ViewsUnavailable;

/** The one place where what went wrong becomes an answer (RFC 9457). */
public final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final ContentType PROBLEM_JSON = ContentTypes.parse("application/problem+json");

    private static final String RETRY_AFTER = "retryAfter";

    private Problems() {}

    /**
     * The answer to a request that failed.
     *
     * @param instance the path of the request
     */
    public static HttpResponse answer(Throwable failure, String instance) {
        var refused = refused(failure, instance);
        return answer(refused.type(), refused.getMessage(), instance, refused.more());
    }

    /** What a failure means for whoever asked; what they need not know is in the log. */
    public static Refused refused(Throwable failure, String instance) {
        var cause = cause(failure);
        if (cause instanceof Refused refused) {
            return refused;
        }
        if (cause instanceof StatusReply.ErrorMessage refusal) {
            return new Refused(ProblemType.REFUSED, sentence(refusal.getMessage()));
        }
        if (cause instanceof AccountRefused refused) {
            return new Refused(type(refused), sentence(refused.getMessage()));
        }
        if (cause instanceof SignInRefused refused) {
            return notSignedIn(refused);
        }
        if (cause instanceof TimeoutException) {
            return new Refused(
                    ProblemType.UNKNOWN_OUTCOME,
                    "No answer came in time, so it is unknown whether it was done. Repeat the request with the same"
                            + " Idempotency-Key and body: it takes effect once.");
        }
        if (cause instanceof ViewsUnavailable
                || cause instanceof AccountsUnavailable
                || cause instanceof AuditUnavailable) {
            LOG.warn(
                    "the database failed ({}); {} is answered with 503, and may be repeated",
                    innermost(cause).getMessage(),
                    instance);
            LOG.debug("how the database failed", cause);
            return new Refused(
                    ProblemType.DATABASE_UNAVAILABLE,
                    "The database does not answer. Nothing is lost; repeat the request in a few seconds.");
        }
        LOG.error("{} failed; its client is told to look here", instance, cause);
        return new Refused(
                ProblemType.INTERNAL, "This is a fault of the service. Its log says more; ask its operator.");
    }

    /** For what is known without an exception. */
    public static HttpResponse answer(ProblemType type, String detail, String instance, Map<String, Object> more) {
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", type.uri());
        problem.put("title", type.title());
        problem.put("status", type.status());
        problem.put("detail", detail);
        problem.put("instance", instance);
        problem.putAll(more);
        var response = HttpResponse.create()
                .withStatus(StatusCodes.get(type.status()))
                .withEntity(HttpEntities.create(PROBLEM_JSON, bytes(problem)));
        return switch (type.status()) {
            case 401 -> response.addHeader(RawHeader.create("WWW-Authenticate", "Bearer realm=\"muniment\""));
            case 429 -> response.addHeader(RawHeader.create("Retry-After", String.valueOf(more.get(RETRY_AFTER))));
            case 503 -> response.addHeader(RawHeader.create("Retry-After", "3"));
            default -> response;
        };
    }

    private static ProblemType type(AccountRefused refused) {
        return switch (refused.why()) {
            case INVALID -> ProblemType.INVALID_BODY;
            case UNKNOWN -> ProblemType.NOT_FOUND;
            case CONFLICT -> ProblemType.ACCOUNTS_REFUSED;
        };
    }

    private static Refused notSignedIn(SignInRefused refused) {
        long seconds = refused.waiting().toSeconds();
        return seconds == 0
                ? new Refused(ProblemType.UNAUTHENTICATED, refused.getMessage())
                : new Refused(ProblemType.TOO_MANY_TRIES, refused.getMessage(), Map.of(RETRY_AFTER, seconds + 1));
    }

    private static Throwable cause(Throwable failure) {
        var cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static Throwable innermost(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** Refusals come as clauses without a full stop. */
    private static String sentence(String reason) {
        return reason.substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                + reason.substring(1)
                + (reason.endsWith(".") ? "" : ".");
    }

    private static byte[] bytes(Map<String, Object> problem) {
        try {
            return Json.text().writeValueAsBytes(problem);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible); // texts and numbers can always be written
        }
    }
}
