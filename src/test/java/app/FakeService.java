package app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Something that answers as the service would, for tests of its client; the last answer to a request is kept. */
final class FakeService implements AutoCloseable {

    record Asked(String request, String body, String key, String authorization) {}

    private record Answer(int status, String body) {}

    final List<Asked> asked = new ArrayList<>();
    private final Map<String, Deque<Answer>> answers = new HashMap<>();
    private final HttpServer server;

    FakeService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** @param request such as {@code GET /api/v1/transfers?limit=1} */
    FakeService answers(String request, int status, String body) {
        answers.computeIfAbsent(request, first -> new ArrayDeque<>()).add(new Answer(status, body));
        return this;
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        var request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var headers = exchange.getRequestHeaders();
        asked.add(new Asked(request, body, headers.getFirst("Idempotency-Key"), headers.getFirst("Authorization")));
        var left =
                answers.getOrDefault(request, new ArrayDeque<>(List.of(new Answer(404, "{\"detail\": \"Nothing.\"}"))));
        var answer = left.size() > 1 ? left.remove() : left.element();
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
