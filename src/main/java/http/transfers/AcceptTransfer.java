package http.transfers;

import http.exchange.Call;
import http.exchange.ReadModels;
import http.exchange.Reading;
import http.exchange.Replies;
import http.problem.ProblemType;
import http.problem.Refused;
import http.transfers.TransferDoor.NewTransfer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import model.Ids;
import model.TransferId;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Location;
import org.apache.pekko.pattern.StatusReply;
import views.ViewsUnavailable;

/** Has a new transfer stored in the journal, wherever it comes from, and says where it can be followed. */
record AcceptTransfer(TransferDoor door, ReadModels views, Reading reading) {

    private static final UUID KEYS = UUID.fromString("0d2b1c5e-52f0-4a6c-9d3e-7a1f6f6f2b11"); // any of our own
    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(2);
    private static final int LOOK_EVERY_MILLISECONDS = 40;

    /**
     * What the client asks for; the answer to it repeats it, so the same request has the same answer.
     *
     * @param content names what an upload holds; empty for what lies in a source
     */
    record Asked(String source, String name, Described described, String content) {

        List<String> texts() {
            var texts = List.of(
                    source,
                    name,
                    described.type(),
                    described.configuration(),
                    described.accessionNumber().orElse(""));
            return content.isEmpty()
                    ? texts
                    : Stream.concat(texts.stream(), Stream.of(content)).toList();
        }

        private NewTransfer at(Path place, String by) {
            return new NewTransfer(
                    place, source, name, described.type(), described.configuration(), described.accessionNumber(), by);
        }
    }

    record Answer(
            TransferId id,
            String url,
            String source,
            String name,
            String type,
            String configuration,
            Optional<String> accessionNumber) {}

    /** The same for each repetition of a request that has a key. */
    static TransferId idOf(Call call) {
        return call.idempotencyKey()
                .map(key -> new TransferId(Ids.derived(KEYS, call.by() + "|" + key)))
                .orElseGet(() -> new TransferId(UUID.randomUUID()));
    }

    CompletionStage<HttpResponse> accept(Call call, TransferId id, Asked asked, Path place) {
        return door.submit(id, asked.at(place, call.by()), call.commandId(asked.texts()))
                .handle((done, failure) -> {
                    if (failure != null) {
                        throw refusal(failure);
                    }
                    return done;
                })
                .thenCompose(done -> visible(id, System.nanoTime() + VISIBLE_WITHIN.toNanos()))
                .thenApply(seen -> accepted(id, asked));
    }

    private static RuntimeException refusal(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof StatusReply.ErrorMessage
                ? new Refused(
                        ProblemType.IDEMPOTENCY_KEY_REUSED,
                        "A transfer was submitted with this Idempotency-Key and another body; send a new key with a new"
                                + " request.")
                : new CompletionException(cause);
    }

    // Whoever follows the link at once should find the transfer there. If the views lag for longer, the link leads
    // somewhere all the same, later.
    private CompletionStage<Boolean> visible(TransferId id, long untilNanos) {
        return reading.read(() -> isVisible(id))
                .thenCompose(seen -> seen || System.nanoTime() - untilNanos > 0
                        ? CompletableFuture.completedFuture(seen)
                        : CompletableFuture.supplyAsync(
                                        () -> id,
                                        CompletableFuture.delayedExecutor(
                                                LOOK_EVERY_MILLISECONDS, TimeUnit.MILLISECONDS, reading.waiting()))
                                .thenCompose(again -> visible(again, untilNanos)));
    }

    private boolean isVisible(TransferId id) {
        try {
            return views.transfer().of(id).isPresent();
        } catch (ViewsUnavailable away) {
            return true; // it is stored; waiting for the views would not make it more so
        }
    }

    private static HttpResponse accepted(TransferId id, Asked asked) {
        var url = "/api/v1/transfers/" + id;
        var described = asked.described();
        var answer = new Answer(
                id,
                url,
                asked.source(),
                asked.name(),
                described.type(),
                described.configuration(),
                described.accessionNumber());
        return Replies.json(202, answer).addHeader(Location.create(url));
    }
}
