package accounts.provider;

import codec.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** Talks with the provider: short answers, soon, or none. It follows no redirect, which could lead anywhere. */
final class ProviderConnection {

    static final int BYTES_MAX = 1 << 20;
    static final Duration LIMIT = Duration.ofSeconds(10);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** {@link ProviderRefused} when there is no answer, or one that is no JSON object. */
    JsonNode get(URI address) {
        var answer = send(HttpRequest.newBuilder(address));
        if (answer.statusCode() != 200) {
            throw ProviderRefused.away(away("answers " + address + " with " + answer.statusCode()), null);
        }
        return json(answer.body());
    }

    /** Redeems a code (RFC 6749, 4.1.3), and shows who this service is by HTTP Basic (2.3.1). */
    JsonNode redeem(URI address, Map<String, String> form, String clientId, String secret) {
        var credentials = encoded(clientId) + ":" + encoded(secret);
        var basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        var answer = send(HttpRequest.newBuilder(address)
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(query(form))));
        if (answer.statusCode() >= 500) {
            throw ProviderRefused.away(away("answers with " + answer.statusCode()), null);
        }
        if (answer.statusCode() != 200) {
            throw ProviderRefused.refused("The provider did not accept the sign-in: "
                    + ErrorCode.of(json(answer.body()).path("error").asText()) + ". Begin it anew.");
        }
        return json(answer.body());
    }

    static String query(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> encoded(value.getKey()) + "=" + encoded(value.getValue()))
                .collect(Collectors.joining("&"));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return http.send(
                    request.timeout(LIMIT).header("Accept", "application/json").build(), info -> new BoundedBody());
        } catch (IOException unreachable) {
            throw ProviderRefused.away(away("does not answer"), unreachable);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw ProviderRefused.away(away("was not heard to the end"), ended);
        }
    }

    private static JsonNode json(byte[] body) {
        try {
            var read = Json.text().readTree(body);
            if (read.isObject()) {
                return read;
            }
        } catch (IOException noJson) {
            throw ProviderRefused.away(away("answers with something that is no JSON"), noJson);
        }
        throw ProviderRefused.away(away("answers with something that is no JSON object"), null);
    }

    private static String away(String what) {
        return "The provider of the sign-in " + what + ". Try again later, or sign in with a password.";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
