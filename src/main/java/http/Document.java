package http;

import http.exchange.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** The description of the API, as it is shipped. */
final class Document {

    private static final ContentType YAML = ContentTypes.parse("application/yaml");

    private final byte[] text;

    Document() {
        try (var in = Document.class.getResourceAsStream("/openapi.yaml")) {
            if (in == null) {
                throw new IllegalStateException("not shipped: openapi.yaml");
            }
            text = in.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    CompletionStage<HttpResponse> serve(Call call) {
        call.parameters();
        return CompletableFuture.completedFuture(HttpResponse.create().withEntity(HttpEntities.create(YAML, text)));
    }
}
