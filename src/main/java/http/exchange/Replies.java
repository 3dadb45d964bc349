package http.exchange;

import codec.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import http.problem.ProblemType;
import http.problem.Refused;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.util.ByteString;

/** Answers that are not problems. */
public final class Replies {

    private static final ByteString END = ByteString.fromString("\n");

    private Replies() {}

    public static HttpResponse ok(Object body) {
        return json(200, body);
    }

    public static HttpResponse json(int status, Object body) {
        return HttpResponse.create()
                .withStatus(StatusCodes.get(status))
                .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, bytes(body)));
    }

    /** As one line of JSON, for an answer of many. */
    public static ByteString line(Object body) {
        return ByteString.fromArray(bytes(body)).concat(END);
    }

    /** As JSON. */
    static byte[] bytes(Object body) {
        try {
            return Json.text().writeValueAsBytes(body);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("an answer can't be written as JSON", bug);
        }
    }

    /** Goes on when it is there; else {@link Refused}. */
    public static void require(Optional<?> found, String sentence) {
        if (found.isEmpty()) {
            throw missing(sentence).get();
        }
    }

    /** For what should be there and is not; the sentence says what is missing. */
    public static Supplier<Refused> missing(String sentence) {
        return () -> new Refused(ProblemType.NOT_FOUND, sentence);
    }
}
