package http.access;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/** Finds out who sends a request. */
@FunctionalInterface
public interface Identification {

    /** For a service that nobody signs in to. */
    Identification NOT_ASKED = request -> CompletableFuture.completedFuture(Optional.of(Caller.ANYBODY));

    /** Empty when the request has nothing that shows it, or something that is not valid or not any more. */
    CompletionStage<Optional<Caller>> of(HttpRequest request);
}
