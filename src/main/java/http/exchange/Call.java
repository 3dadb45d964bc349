package http.exchange;

import http.access.Caller;
import http.problem.ProblemType;
import http.problem.Refused;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import model.JobId;
import model.TransferId;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * A request on its way to its handler. Whatever of it can't be used is {@link Refused}.
 *
 * @param variables of the path, by name
 * @param caller who asks, and may
 */
public record Call(HttpRequest request, Map<String, String> variables, Bodies bodies, Caller caller) {

    private static final int KEY_CHARACTERS_MAX = 255;

    /** The path's variable of this name. */
    public String variable(String name) {
        return variables.get(name);
    }

    /** The transfer that the path names. */
    public TransferId transfer() {
        var text = variable("transfer");
        try {
            return TransferId.of(text);
        } catch (IllegalArgumentException noUuid) {
            throw notFound("There is no transfer of this id; an id is a UUID in lower case.");
        }
    }

    /** The job that the path names. */
    public JobId job() {
        return job(variable("job"))
                .orElseThrow(() ->
                        notFound("There is no job of this name; a job's name is its step, a hyphen and its turn."));
    }

    /** A job of the transfer that the path names; empty when it can be no job's name. */
    public Optional<JobId> job(String name) {
        int hyphen = name.lastIndexOf('-');
        if (hyphen < 1 || !name.substring(hyphen + 1).matches("0|[1-9][0-9]{0,8}")) {
            return Optional.empty();
        }
        return Optional.of(
                new JobId(transfer(), name.substring(0, hyphen), Integer.parseInt(name.substring(hyphen + 1))));
    }

    /** The task of the job that the path names. */
    public int ordinal() {
        var text = variable("ordinal");
        if (!text.matches("0|[1-9][0-9]{0,8}")) {
            throw notFound("There is no such task; tasks are numbered from 0.");
        }
        return Integer.parseInt(text);
    }

    /** A UUID in the path. */
    public UUID uuid(String name) {
        try {
            return TransferId.of(variable(name)).value();
        } catch (IllegalArgumentException noUuid) {
            throw notFound("There is nothing of this id; an id is a UUID in lower case.");
        }
    }

    /** The query's parameters; one that is not known here is refused, for it would filter nothing. */
    public Parameters parameters(String... known) {
        return Parameters.of(request, known);
    }

    /** The JSON object in the body. */
    public CompletionStage<JsonBody> body() {
        return bodies.read(request);
    }

    /** The form in the body. */
    public CompletionStage<Form> form() {
        return bodies.readForm(request);
    }

    /**
     * The same request as a client of the API would send it, so that a form of a page is carried out by what carries out the
     * API.
     *
     * @param key names the request, as {@link #idempotencyKey} does
     */
    public Call asApi(Map<String, ?> body, String key) {
        var sent = request.removeHeader("Idempotency-Key")
                .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, Replies.bytes(body)));
        return new Call(
                key.isEmpty() ? sent : sent.addHeader(RawHeader.create("Idempotency-Key", key)),
                variables,
                bodies,
                caller);
    }

    public Optional<String> header(String name) {
        return request.getHeader(name).map(HttpHeader::value);
    }

    /** The client's own name for this request; with or without the quotation marks of a structured field. */
    public Optional<String> idempotencyKey() {
        return header("Idempotency-Key").map(text -> {
            var key = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                    ? text.substring(1, text.length() - 1)
                    : text;
            if (key.isEmpty()
                    || key.length() > KEY_CHARACTERS_MAX
                    || !key.chars().allMatch(c -> c > ' ' && c < 127)) {
                throw new Refused(
                        ProblemType.BAD_PARAMETER,
                        "An Idempotency-Key is 1 to " + KEY_CHARACTERS_MAX
                                + " visible ASCII characters without spaces; send a UUID, for example.");
            }
            return key;
        });
    }

    /** The id of the command that this call gives, so that repeating it has no second effect. */
    public String commandId(List<String> asked) {
        return Command.id(idempotencyKey(), by(), asked);
    }

    /** What the journal calls the caller. */
    public String by() {
        return caller.name();
    }

    private static Refused notFound(String detail) {
        return new Refused(ProblemType.NOT_FOUND, detail);
    }
}
