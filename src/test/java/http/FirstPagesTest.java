package http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FirstPagesTest {

    @RegisterExtension
    static final RunningApi API = new RunningApi();

    private final List<String> asked = new ArrayList<>();

    @Test
    void every_page_that_is_made_is_there() {
        pages(FirstPagesTest::atOnce);

        assertThat(asked).contains("/", "/cluster").anyMatch(path -> path.matches("/transfers/[0-9a-f-]{36}/jobs/.+"));
        asked.removeIf(path -> path.endsWith("/audit")); // the story has views and no journal
        for (var path : asked) {
            var reply = API.client.send(path, API.client.builder(path).GET());
            assertThat(reply.status()).as(path).isEqualTo(200);
        }
    }

    @Test
    void pages_are_made_until_they_are_quick() {
        pages(FirstPagesTest::atOnce);
        assertThat(asked).hasSameSizeAs(new HashSet<>(asked));
    }

    @Test
    void a_machine_on_which_they_never_are_is_left_alone_after_some_rounds() {
        pages(() -> new CompletableFuture<HttpResponse>()
                .completeOnTimeout(HttpResponse.create(), 70, TimeUnit.MILLISECONDS));

        assertThat(asked).hasSize(FirstPages.ROUNDS_MAX * new HashSet<>(asked).size());
    }

    @Test
    void one_that_fails_ends_it_and_hurts_nobody() {
        pages(() -> CompletableFuture.failedStage(new IllegalStateException("no database")));

        assertThat(asked).containsExactly("/");
    }

    private static CompletionStage<HttpResponse> atOnce() {
        return CompletableFuture.completedFuture(HttpResponse.create().withStatus(StatusCodes.OK));
    }

    private void pages(Supplier<CompletionStage<HttpResponse>> answer) {
        new FirstPages(API.transfers(), request -> note(request, answer), API.system(), API.client.address("/sign-in"))
                .run();
    }

    private CompletionStage<HttpResponse> note(HttpRequest request, Supplier<CompletionStage<HttpResponse>> answer) {
        asked.add(request.getUri().toRelative().toString());
        return answer.get();
    }
}
