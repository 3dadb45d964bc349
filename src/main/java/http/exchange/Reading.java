package http.exchange;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Runs what waits for a database or a disk on threads that may wait. */
public record Reading(Executor waiting) {

    public <T> CompletionStage<T> read(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, waiting);
    }

    /** Reads, and answers 200 with the JSON of what was read. */
    public CompletionStage<HttpResponse> reply(Supplier<?> work) {
        return read(work).thenApply(Replies::ok);
    }
}
