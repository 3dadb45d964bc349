package testing;

import codec.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Submits and follows transfers by the API, where a test is not about how they came there. Of no key where nobody is asked for one. */
public record Submissions(String url, Optional<String> key) {

    /** Of a folder of a source, under its name; gives the path of the page of the transfer. */
    public String submit(String source, String folder, String configuration) throws IOException, InterruptedException {
        var body = Map.of("source", source + ":" + folder, "name", folder, "configuration", configuration);
        var answer = HttpClient.newHttpClient()
                .send(
                        to("/api/v1/transfers")
                                .header("Content-Type", "application/json")
                                .header("Idempotency-Key", UUID.randomUUID().toString())
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        Json.text().writeValueAsString(body)))
                                .build(),
                        BodyHandlers.ofString());
        var id = Json.text().readTree(answer.body()).path("id").asText();
        if (id.isEmpty()) {
            throw new AssertionError(answer.statusCode() + ": " + answer.body());
        }
        return "/transfers/" + id;
    }

    /** All that the service tells of a transfer up to its end. */
    public List<JsonNode> story(String page) throws IOException, InterruptedException {
        var id = page.substring(page.lastIndexOf('/') + 1);
        var request = to("/api/v1/events?transfer=" + id).header("Last-Event-ID", "0");
        var told = new ArrayList<JsonNode>();
        try (var lines = HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.ofLines())
                .body()) {
            for (var line : (Iterable<String>) lines::iterator) {
                if (line.startsWith("data: ")) {
                    var event = Json.text().readTree(line.substring("data: ".length()));
                    told.add(event);
                    if (event.path("kind").asText().equals("transfer-ended")) {
                        break;
                    }
                }
            }
        }
        return told;
    }

    private HttpRequest.Builder to(String path) {
        var request = HttpRequest.newBuilder(URI.create(url + path));
        key.ifPresent(known -> request.header("Authorization", "Bearer " + known));
        return request;
    }
}
