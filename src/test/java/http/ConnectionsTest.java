package http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionsTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(100);

    private final Connections connections = new Connections();
    private final BlockingQueue<CompletableFuture<HttpResponse>> owed = new ArrayBlockingQueue<>(8);
    private final HttpClient client = HttpClient.newHttpClient();
    private ActorSystem<Void> system;
    private ServerBinding binding;

    @BeforeEach
    void listen() throws Exception {
        system = ActorSystem.create(Behaviors.empty(), "connections", RunningApi.config());
        binding = Http.get(system)
                .newServerAt("127.0.0.1", 0)
                .bindFlow(connections.answering(request -> {
                    var answer = new CompletableFuture<HttpResponse>();
                    owed.add(answer);
                    return answer;
                }))
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void end() throws Exception {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void an_answer_that_is_owed_is_given_before_the_end() throws Exception {
        var asked = ask();
        var answer = owed.take();

        var ending = CompletableFuture.supplyAsync(() -> end(LONG));
        assertThat(ending.getNow(false)).isFalse();
        answer.complete(HttpResponse.create().withEntity("done"));

        assertThat(ending.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(asked.get(20, TimeUnit.SECONDS).body()).isEqualTo("done");
    }

    @Test
    void who_waits_for_the_next_request_does_not_hold_up_the_end() throws Exception {
        var asked = ask();
        owed.take().complete(HttpResponse.create().withEntity("done"));
        asked.get(20, TimeUnit.SECONDS);

        assertThat(end(SHORT)).isTrue();
    }

    @Test
    void the_first_answer_after_the_end_has_begun_is_the_last() throws Exception {
        end(SHORT);
        var asked = ask();
        owed.take().complete(HttpResponse.create());

        assertThat(asked.get(20, TimeUnit.SECONDS).headers().allValues("Connection"))
                .containsExactly("close");
    }

    @Test
    void an_answer_that_does_not_come_is_not_waited_for_longer_than_the_limit() throws Exception {
        var asked = ask();
        owed.take();

        assertThat(end(SHORT)).isFalse();
        assertThat(asked).isNotDone();
    }

    private boolean end(Duration limit) {
        try {
            return connections.end(limit);
        } catch (InterruptedException hurried) {
            throw new IllegalStateException(hurried);
        }
    }

    private CompletableFuture<java.net.http.HttpResponse<String>> ask() {
        var address = binding.localAddress();
        return client.sendAsync(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address.getPort() + "/"))
                        .build(),
                BodyHandlers.ofString());
    }
}
