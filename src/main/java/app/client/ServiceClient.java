package app.client;

import codec.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Asks a running service. What may have been done without an answer is asked again under the same key. */
public final class ServiceClient {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(75);
    private static final int ANSWER_BYTES_MAX = 64 << 20;
    private static final int TRIES = 3;

    private final URI service;
    private final Optional<String> key;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_LIMIT).build();

    /**
     * A client of the service at a URL without a slash at its end.
     *
     * @param key to show, if it asks who its callers are
     */
    public ServiceClient(URI service, Optional<String> key) {
        this.service = service;
        this.key = key;
    }

    /** Asks for what is at the path; query parameters without a value are left out. */
    public JsonNode get(String path, Map<String, String> query) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(service.resolve(service.getPath() + path + query(query)))
                .GET());
    }

    /** Asks for something to be done, once. */
    public JsonNode post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(service.resolve(service.getPath() + path))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.text().writeValueAsBytes(body))));
    }

    private JsonNode send(HttpRequest.Builder builder) throws IOException, InterruptedException {
        key.ifPresent(secret -> builder.setHeader("Authorization", "Bearer " + secret));
        var request = builder.timeout(ANSWER_LIMIT)
                .header("Accept", "application/json, application/problem+json")
                .build();
        for (int attempt = 1; ; attempt++) {
            try {
                var response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
                var answer = read(response);
                if (response.statusCode() < 300) {
                    return answer;
                }
                if (response.statusCode() == 401) {
                    throw new IOException(
                            "the service at " + service
                                    + (key.isPresent()
                                            ? " does not know the key in MUNIMENT_API_KEY, or not any more; ask an administrator"
                                            : " asks who you are; set MUNIMENT_API_KEY or MUNIMENT_API_KEY_FILE to a key of yours"));
                }
                if (attempt == TRIES || !isWorthAnotherTry(response.statusCode())) {
                    throw new IOException(answer.path("detail").asText("the service answers " + response.statusCode()));
                }
            } catch (java.net.ConnectException nobody) {
                throw new IOException("no service answers at " + service + "; is \"muniment serve\" running?", nobody);
            } catch (java.net.http.HttpTimeoutException silent) {
                if (attempt == TRIES) {
                    throw new IOException("the service at " + service + " does not answer in time", silent);
                }
            }
            TimeUnit.SECONDS.sleep(attempt);
        }
    }

    private static boolean isWorthAnotherTry(int status) {
        return status == 503 || status == 504;
    }

    private static JsonNode read(HttpResponse<InputStream> response) throws IOException {
        try (var in = response.body()) {
            var bytes = in.readNBytes(ANSWER_BYTES_MAX);
            return Json.text().readTree(bytes);
        } catch (JsonProcessingException strange) {
            throw new IOException("what answers at " + response.uri() + " is no Muniment service", strange);
        }
    }

    private static String query(Map<String, String> query) {
        var text = new StringBuilder();
        query.forEach((name, value) -> {
            if (value != null) {
                text.append(text.isEmpty() ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        });
        return text.toString();
    }
}
