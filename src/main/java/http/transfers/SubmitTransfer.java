package http.transfers;

import http.exchange.Call;
import http.exchange.JsonBody;
import http.exchange.ReadModels;
import http.exchange.Reading;
import http.exchange.Replies;
import http.problem.ProblemType;
import http.problem.Refused;
import http.transfers.TransferDoor.NewTransfer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import model.Ids;
import model.TransferId;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Location;
import org.apache.pekko.pattern.StatusReply;
import views.ViewsUnavailable;

/** Takes a new transfer in. Answers when the journal has it; the work on it begins by itself. */
public final class SubmitTransfer {

    private static final int TEXT_CHARACTERS_MAX = 255;
    private static final int SOURCE_CHARACTERS_MAX = 4096;
    private static final UUID KEYS = UUID.fromString("0d2b1c5e-52f0-4a6c-9d3e-7a1f6f6f2b11"); // any of our own
    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(2);
    private static final int LOOK_EVERY_MILLISECONDS = 40;

    private final TransferDoor door;
    private final ReadModels views;
    private final Sources sources;
    private final Reading reading;

    public SubmitTransfer(TransferDoor door, ReadModels views, Map<String, Path> sources, Reading reading) {
        this.door = door;
        this.views = views;
        this.sources = new Sources(sources);
        this.reading = reading;
    }

    /** What the client asks for; the answer to it repeats it, so the same request has the same answer. */
    record Asked(SourcePath source, String name, String type, String configuration, Optional<String> accessionNumber) {

        List<String> texts() {
            return List.of(source.toString(), name, type, configuration, accessionNumber.orElse(""));
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

    public CompletionStage<HttpResponse> submit(Call call) {
        var key = call.idempotencyKey();
        var id = key.map(name -> idOf(call.by(), name)).orElseGet(() -> new TransferId(UUID.randomUUID()));
        return call.body().thenApply(this::asked).thenCompose(asked -> reading.read(
                        () -> place(id, asked, key.isPresent()))
                .thenCompose(
                        place -> door.submit(id, submission(asked, place, call.by()), call.commandId(asked.texts())))
                .handle((done, failure) -> {
                    if (failure != null) {
                        throw refusal(failure);
                    }
                    return done;
                })
                .thenCompose(done -> visible(id, System.nanoTime() + VISIBLE_WITHIN.toNanos()))
                .thenApply(seen -> accepted(id, asked)));
    }

    private static TransferId idOf(String by, String key) {
        return new TransferId(Ids.derived(KEYS, by + "|" + key));
    }

    private Asked asked(JsonBody body) {
        body.only("source", "name", "type", "configuration", "accessionNumber");
        var source = SourcePath.parse(body.text("source", SOURCE_CHARACTERS_MAX));
        var type = body.optionalText("type", TEXT_CHARACTERS_MAX).orElse("standard");
        if (!type.equals("standard")) {
            throw new Refused(
                    ProblemType.UNSUPPORTED_TRANSFER_TYPE,
                    "Transfers of the type \"" + type + "\" are not supported; \"standard\" is.");
        }
        var configuration =
                body.optionalText("configuration", TEXT_CHARACTERS_MAX).orElse("default");
        if (!door.configurations().contains(configuration)) {
            throw new Refused(
                    ProblemType.UNKNOWN_CONFIGURATION,
                    "There is no processing configuration \"" + configuration + "\"; there are "
                            + String.join(", ", new TreeSet<>(door.configurations())) + ".");
        }
        return new Asked(
                source,
                body.optionalText("name", TEXT_CHARACTERS_MAX).orElseGet(source::lastName),
                type,
                configuration,
                body.optionalText("accessionNumber", TEXT_CHARACTERS_MAX));
    }

    // Who repeats a request gets the first answer, even when the source has been emptied meanwhile.
    private Path place(TransferId id, Asked asked, boolean mayBeRepeated) {
        return mayBeRepeated && views.transfer().of(id).isPresent()
                ? sources.unresolved(asked.source())
                : sources.resolve(asked.source());
    }

    private static NewTransfer submission(Asked asked, Path place, String by) {
        return new NewTransfer(
                place,
                asked.source().toString(),
                asked.name(),
                asked.type(),
                asked.configuration(),
                asked.accessionNumber(),
                by);
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
        var answer = new Answer(
                id,
                url,
                asked.source().toString(),
                asked.name(),
                asked.type(),
                asked.configuration(),
                asked.accessionNumber());
        return Replies.json(202, answer).addHeader(Location.create(url));
    }
}
