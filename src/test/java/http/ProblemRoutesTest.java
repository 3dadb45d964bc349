package http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a request whatever it asks for, and what can be wrong with the service. */
class ProblemRoutesTest {

    @RegisterExtension
    static final RunningApi API = new RunningApi();

    private static final String HERE = "/api/v1/transfers";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "/api/v1/transfer",
                "/API/v1/transfers",
                "/api/v1/transfers/x/y",
                "/health",
                "/api/v1/%2e%2e/health"
            })
    void a_path_that_is_none_is_not_found(String path) {
        var reply = API.client.raw("GET", path);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.problem()).isEqualTo("not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "PUT", "PATCH", "OPTIONS"})
    void a_method_that_is_none_is_refused_with_those_that_are(String method) {
        var reply = API.client.raw(method, HERE);

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.problem()).isEqualTo("method-not-allowed");
        assertThat(reply.header("Allow")).isEqualTo("GET, POST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/xml"
            })
    void a_body_of_another_type_is_refused(String type) {
        var reply = API.client.send(
                HERE,
                API.client
                        .builder(HERE)
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString("{\"source\": \"papers:2026/box-1\"}")));

        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.problem()).isEqualTo("unsupported-media-type");
    }

    @Test
    void a_body_that_is_too_large_is_refused_whether_it_says_so_or_not() {
        var large = "{\"name\": \"" + "x".repeat(70_000) + "\"}";
        var larger = "x".repeat(1_000_000);

        for (var body : List.of(large, larger)) {
            assertThat(API.client.badPost(HERE, body).problem()).isEqualTo("too-large");
            var chunked = API.client.send(
                    HERE,
                    API.client
                            .builder(HERE)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString(body))));
            assertThat(chunked.status()).isEqualTo(413);
        }
    }

    @Test
    void a_body_that_does_not_arrive_is_not_waited_for() throws IOException {
        var answer = raw("POST " + HERE + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Content-Length: 100\r\nConnection: close\r\n\r\n{\"source\":");

        assertThat(answer).startsWith("HTTP/1.1 408 ").contains("urn:muniment:problem:slow-request");
    }

    @Test
    void a_body_that_is_no_utf8_is_refused() throws IOException {
        var body = "{\"source\": \"papers:\u00ff\"}";
        var answer = raw("POST " + HERE + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body);

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("urn:muniment:problem:malformed-body");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /api/v1/transfers?name=%f HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /a b HTTP/1.1\r\nHost: x\r\n\r\n",
                "HELLO / HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
            })
    void what_is_no_request_is_answered_with_a_problem(String request) throws IOException {
        assertThat(raw(request)).contains("application/problem+json").contains("urn:muniment:problem:bad-request");
    }

    @Test
    void headers_and_targets_are_bounded() throws IOException {
        assertThat(raw("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .contains("urn:muniment:problem:bad-request");
        assertThat(raw("GET / HTTP/1.1\r\nHost: x\r\n" + "A: b\r\n".repeat(100) + "\r\n"))
                .contains("urn:muniment:problem:bad-request");
        assertThat(raw("GET / HTTP/1.1\r\nHost: x\r\nA: " + "b".repeat(20_000) + "\r\n\r\n"))
                .contains("urn:muniment:problem:bad-request");
    }

    @Test
    void a_fault_of_the_service_tells_strangers_nothing() {
        API.door.breakDown();

        var reply = API.client.badPost(HERE, "{\"source\": \"papers:2026/box-1\"}");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.problem()).isEqualTo("internal");
        assertThat(reply.text()).doesNotContain("secret").doesNotContain("Exception");
    }

    @Test
    void the_service_is_live_and_ready() {
        assertThat(API.client.get("/health/live").json().path("status").asText())
                .isEqualTo("live");
        assertThat(API.client.get("/health/ready").json().toString())
                .isEqualTo("{\"status\":\"ready\",\"checks\":{\"database\":\"ok\"}}");
    }

    @Test
    void the_service_is_live_but_not_ready_while_something_is_missing() {
        API.complaint = Optional.of("does not answer");
        try {
            var reply = API.client.badGet("/health/ready");

            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.problem()).isEqualTo("not-ready");
            assertThat(reply.header("Retry-After")).isNotEmpty();
            assertThat(reply.json().path("checks").path("database").asText()).isEqualTo("does not answer");
            API.client.get("/health/live");
        } finally {
            API.complaint = Optional.empty();
        }
    }

    private static String raw(String request) throws IOException {
        try (var socket = new Socket(API.client.address.getAddress(), API.client.address.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            var answer = new StringBuilder();
            var in = socket.getInputStream();
            // The end of the problem's object is the end of the answer; a connection may stay open behind it.
            for (int c = in.read(); c >= 0; c = in.read()) {
                answer.append((char) c);
                if (c == '}') {
                    break;
                }
            }
            return answer.toString();
        }
    }
}
