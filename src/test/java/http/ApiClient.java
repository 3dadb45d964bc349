package http;

import static org.assertj.core.api.Assertions.assertThat;

import codec.Json;
import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A client that holds every request it makes, and every answer, against the API's document. */
final class ApiClient {

    static final String DOCUMENT = document();
    private static final OpenApiInteractionValidator VALIDATOR =
            OpenApiInteractionValidator.createForInlineApiSpecification(DOCUMENT)
                    .withLevelResolver(LevelResolver.create() // most tests let anybody in
                            .withLevel("validation.request.security.missing", ValidationReport.Level.IGNORE)
                            .build())
                    .build();

    private static final int LIMIT_SECONDS = 60;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    final InetSocketAddress address;
    private final URI base;

    ApiClient(InetSocketAddress address) {
        this.address = address;
        this.base = URI.create("http://127.0.0.1:" + address.getPort());
    }

    URI address(String target) {
        return base.resolve(target);
    }

    record Reply(int status, HttpResponse<byte[]> response) {

        JsonNode json() {
            try {
                return Json.text().readTree(response.body());
            } catch (IOException noJson) {
                throw new UncheckedIOException(noJson);
            }
        }

        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** The problem's slug; fails when this is no problem, or one without a sentence. */
        String problem() {
            assertThat(header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(json().path("status").asInt()).isEqualTo(status);
            assertThat(json().path("detail").asText()).matches("(?s)[\\p{Lu}\"].*[.]");
            assertThat(json().path("title").asText()).isNotEmpty();
            assertThat(json().path("instance").asText()).startsWith("/");
            return json().path("type").asText().replace("urn:muniment:problem:", "");
        }
    }

    /** A good request: it and its answer are as the document says, and the answer is no problem. */
    Reply get(String target) {
        var reply = send(target, builder(target).GET());
        validate(SimpleRequest.Builder.get(path(target)), target, Map.of(), "", reply);
        assertThat(reply.status()).as(reply.text()).isLessThan(300);
        return reply;
    }

    Reply post(String target, String body, String... headers) {
        var reply = send(target, withBody(target, body, headers));
        var fields = new HashMap<String, String>();
        for (int i = 0; i < headers.length; i += 2) {
            fields.put(headers[i], headers[i + 1]);
        }
        validate(SimpleRequest.Builder.post(path(target)), target, fields, body, reply);
        assertThat(reply.status()).as(reply.text()).isLessThan(300);
        return reply;
    }

    Reply delete(String target) {
        var reply = send(target, builder(target).DELETE());
        validate(SimpleRequest.Builder.delete(path(target)), target, Map.of(), "", reply);
        assertThat(reply.status()).as(reply.text()).isLessThan(300);
        return reply;
    }

    /** A request that must come to nothing: only the answer is as the document says. */
    Reply badGet(String target) {
        return refused(Request.Method.GET, target, send(target, builder(target).GET()));
    }

    Reply badPost(String target, String body, String... headers) {
        return refused(Request.Method.POST, target, send(target, withBody(target, body, headers)));
    }

    /** Something that the document does not have at all. */
    Reply raw(String method, String target) {
        return send(target, builder(target).method(method, HttpRequest.BodyPublishers.noBody()));
    }

    Reply send(String target, HttpRequest.Builder request) {
        try {
            // The request's own limit ends with the first byte, and a stream has no last one.
            var response = http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                    .get(LIMIT_SECONDS, TimeUnit.SECONDS);
            return new Reply(response.statusCode(), response);
        } catch (ExecutionException | TimeoutException | InterruptedException failure) {
            throw new IllegalStateException(target, failure);
        }
    }

    HttpRequest.Builder builder(String target) {
        return HttpRequest.newBuilder(base.resolve(target)).timeout(Duration.ofSeconds(LIMIT_SECONDS));
    }

    private HttpRequest.Builder withBody(String target, String body, String... headers) {
        var request = builder(target)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private static Reply refused(Request.Method method, String target, Reply reply) {
        assertThat(reply.status()).as(reply.text()).isGreaterThanOrEqualTo(400);
        asDocumented(method, target, reply);
        return reply;
    }

    /** The answer is as the document says. */
    static void asDocumented(Request.Method method, String target, Reply reply) {
        var report = VALIDATOR.validateResponse(path(target), method, response(reply));
        assertThat(report.getMessages()).as(reply.text()).isEmpty();
    }

    private static void validate(
            SimpleRequest.Builder request, String target, Map<String, String> headers, String body, Reply reply) {
        if (!body.isEmpty()) {
            request.withContentType("application/json").withBody(body);
        }
        headers.forEach(request::withHeader);
        int question = target.indexOf('?');
        for (var pair :
                question < 0 ? new String[0] : target.substring(question + 1).split("&")) {
            var equals = pair.indexOf('=');
            request.withQueryParam(
                    pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        var report = VALIDATOR.validate(request.build(), response(reply));
        assertThat(report.getMessages()).as(reply.text()).isEmpty();
    }

    private static SimpleResponse response(Reply reply) {
        var response = SimpleResponse.Builder.status(reply.status())
                .withBody(reply.response().body());
        reply.response().headers().map().forEach(response::withHeader);
        return response.build();
    }

    private static String path(String target) {
        return target.replaceFirst("[?].*", "");
    }

    private static String document() {
        try {
            return Files.readString(Path.of("src/main/resources/openapi.yaml"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
