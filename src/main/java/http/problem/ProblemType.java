package http.problem;

import java.util.Locale;

/** Every kind of problem that the API answers with. Clients tell them apart by {@link #uri}, which stays for ever. */
public enum ProblemType {
    BAD_REQUEST(400, "This is no request that can be understood"),
    BAD_PARAMETER(400, "A parameter can't be used"),
    MALFORMED_BODY(400, "The body is not the JSON that is expected"),
    UNAUTHENTICATED(401, "Nobody knows who asks"),
    FORBIDDEN(403, "The caller may not do this"),
    CROSS_SITE(403, "Another site asked this"),
    NOT_FOUND(404, "There is nothing of this name"),
    METHOD_NOT_ALLOWED(405, "This can't be done here"),
    SLOW_REQUEST(408, "The body did not arrive in time"),
    IDEMPOTENCY_KEY_REUSED(409, "The idempotency key belongs to another request"),
    REFUSED(409, "The transfer refused"),
    VERIFICATION_RUNNING(409, "The record is being verified already"),
    ACCOUNTS_REFUSED(409, "The accounts can't be changed so"),
    TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body has a type that is not understood"),
    INVALID_BODY(422, "A field of the body can't be used"),
    UNSUPPORTED_TRANSFER_TYPE(422, "Transfers of this type are not supported"),
    UNKNOWN_CONFIGURATION(422, "There is no such processing configuration"),
    UNKNOWN_SOURCE(422, "There is no such source"),
    SOURCE_NOT_FOUND(422, "There is nothing at this place in the source"),
    SOURCE_OUTSIDE(422, "The path leads out of the source"),
    TOO_MANY_TRIES(429, "Too many tries to sign in"),
    INTERNAL(500, "Something is broken"),
    DATABASE_UNAVAILABLE(503, "The database does not answer"),
    TOO_MANY_STREAMS(503, "Too many event streams are open"),
    NOT_READY(503, "The service is not ready"),
    UNKNOWN_OUTCOME(504, "No answer came in time");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status that goes with it. */
    public int status() {
        return status;
    }

    /** What went wrong in general. */
    public String title() {
        return title;
    }

    /** The {@code type} member (RFC 9457, 3.1.1). */
    public String uri() {
        return "urn:muniment:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
