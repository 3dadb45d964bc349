package crash.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Submits over HTTP, asks again when nobody answers, and has what failed tried again, once. */
final class Person implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final long LOOK_MILLIS = 400;
    private static final int FAILED_LOOKS_MOST = 40;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI api;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor();
    private volatile int failedLooks;
    private volatile String transfer = "";
    private volatile JsonNode seen = JSON.createObjectNode();

    Person(URI api) {
        this.api = api;
        var unused = looking.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Goes on until it is answered, or until the limit. */
    String submit(String key, String configuration, long limitNanos) throws InterruptedException {
        var body = JSON.createObjectNode()
                .put("source", "papers:box")
                .put("name", "box")
                .put("configuration", configuration);
        long until = System.nanoTime() + limitNanos;
        while (true) {
            try {
                seen = JSON.createObjectNode();
                transfer = post("/api/v1/transfers", key, body).path("id").asText();
                return transfer;
            } catch (IOException unanswered) {
                if (System.nanoTime() > until) {
                    throw new AssertionError("nobody took the transfer in", unanswered);
                }
                TracedAction.pause(LOOK_MILLIS);
            }
        }
    }

    /** As it was seen last. */
    String status() {
        return seen.path("status").asText("unknown");
    }

    /** Whether trying again did not help. */
    boolean hasFailedForGood() {
        return failedLooks > FAILED_LOOKS_MOST;
    }

    @Override
    public String toString() {
        return seen.toString();
    }

    private void look() {
        var id = transfer;
        if (id.isEmpty()) {
            return;
        }
        try {
            var answer = send(request("/api/v1/transfers/" + id).GET());
            if (answer.path("status").asText().equals("failed")) {
                post(
                        "/api/v1/transfers/" + id + "/retry",
                        "again-" + id,
                        JSON.createObjectNode().put("reason", "again"));
            }
            failedLooks = answer.path("status").asText().equals("failed") ? failedLooks + 1 : 0;
            seen = answer;
        } catch (IOException unanswered) {
            // asked again soon
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private JsonNode post(String path, String key, JsonNode body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(api.resolve(path)).timeout(PATIENCE);
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() == 400) {
            throw new AssertionError(response.body());
        }
        if (response.statusCode() >= 300) {
            throw new IOException(response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body());
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
