package app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A listener to a service's events, who remembers all that were heard. */
final class Listening {

    private static final int PATIENCE_SECONDS = 180;

    record Event(long id, String name, String data) {}

    final List<Event> heard = new CopyOnWriteArrayList<>();
    private final Object news = new Object();
    private final CompletableFuture<Void> ended;

    Listening(String url, String transfer, long after) throws IOException, InterruptedException {
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url + "/api/v1/events?transfer=" + transfer))
                                .header("Last-Event-ID", Long.toString(after))
                                .build(),
                        HttpResponse.BodyHandlers.ofLines());
        ended = CompletableFuture.runAsync(() -> hear(answer.body()));
    }

    private void hear(Stream<String> lines) {
        var fields = new String[2];
        lines.forEach(line -> {
            if (line.startsWith("id: ")) {
                fields[0] = line.substring(4);
            } else if (line.startsWith("event: ")) {
                fields[1] = line.substring(7);
            } else if (line.startsWith("data: ")) {
                heard.add(new Event(Long.parseLong(fields[0]), fields[1], line.substring(6)));
                synchronized (news) {
                    news.notifyAll();
                }
            }
        });
    }

    /** Returns the first event of the kind that there was or comes. */
    Event await(Predicate<Event> kind) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        synchronized (news) {
            while (true) {
                var found = heard.stream().filter(kind).findFirst();
                if (found.isPresent()) {
                    return found.get();
                }
                if (System.nanoTime() - until > 0) {
                    throw new AssertionError("not heard in time; heard " + heard);
                }
                news.wait(1000);
            }
        }
    }

    /** Returns when the stream has ended, in order. */
    void awaitEnd() throws Exception {
        ended.get(30, TimeUnit.SECONDS);
    }
}
