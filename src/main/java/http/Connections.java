package http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Connection;
import org.apache.pekko.stream.javadsl.Flow;

/**
 * Knows on which connections an answer is owed or under way, so that the end of the server cuts no answer short. It takes
 * and closes no connections itself: an answer with {@code Connection: close} makes the server close it afterwards.
 */
final class Connections {

    // Pekko's own termination fails every connection whose answer has begun, also one that is still being streamed.
    private final Set<One> busy = ConcurrentHashMap.newKeySet();
    private volatile boolean ending;

    private static final class One {
        /** Completes when nothing is owed any more: the answer was given, or the connection has ended. */
        private volatile CompletableFuture<Void> owed = new CompletableFuture<>();
    }

    /** Answers the requests of each connection, one after the other. */
    Flow<HttpRequest, HttpResponse, NotUsed> answering(Function<HttpRequest, CompletionStage<HttpResponse>> answer) {
        return Flow.fromMaterializer((materializer, attributes) -> one(answer))
                .mapMaterializedValue(started -> NotUsed.getInstance());
    }

    /** From now on each answer is the last of its connection; returns when all are given, or false after the limit. */
    boolean end(Duration limit) throws InterruptedException {
        ending = true;
        try {
            CompletableFuture.allOf(busy.stream().map(one -> one.owed).toArray(CompletableFuture<?>[]::new))
                    .get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException slow) {
            return false;
        }
    }

    private Flow<HttpRequest, HttpResponse, NotUsed> one(Function<HttpRequest, CompletionStage<HttpResponse>> answer) {
        var connection = new One();
        return Flow.of(HttpRequest.class)
                .mapAsync(1, request -> {
                    connection.owed = new CompletableFuture<>();
                    busy.add(connection);
                    return answer.apply(request);
                })
                .map(response -> given(response, connection))
                .watchTermination((nothing, termination) -> {
                    termination.whenComplete((done, failure) -> settle(connection));
                    return nothing;
                });
    }

    private HttpResponse given(HttpResponse response, One connection) {
        if (response.getHeader(Connection.class).isPresent()) {
            return response; // the last one; when it has been given, the connection ends
        }
        if (ending) {
            return response.addHeader(Connection.create("close"));
        }
        settle(connection);
        return response;
    }

    private void settle(One connection) {
        busy.remove(connection);
        connection.owed.complete(null);
    }
}
