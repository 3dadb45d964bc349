package http.audit;

import audit.HeadFile;
import audit.HeadFile.LogState;
import audit.Verification;
import audit.Verifications;
import http.exchange.Call;
import http.exchange.JsonBody;
import http.exchange.Reading;
import http.exchange.Replies;
import http.problem.ProblemType;
import http.problem.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import model.TransferId;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.pattern.Patterns;
import org.apache.pekko.stream.javadsl.FileIO;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** Proves that nobody has changed the record, or says where it does not agree; and gives heads to be kept elsewhere. */
public final class VerifyRecord {

    private static final int ID_CHARACTERS = 36;
    private static final Duration BETWEEN = Duration.ofSeconds(2);

    private final Verifications verifications;
    private final Reading reading;
    private final ActorSystem<?> system;

    public VerifyRecord(Trail trail, Reading reading, ActorSystem<?> system) {
        this.verifications = trail.verifications();
        this.reading = reading;
        this.system = system;
    }

    /** How the verification of the whole journal goes, what the last one on this node came to, and the log of heads. */
    public record AuditJson(
            Optional<VerificationJson> running, Optional<VerificationJson> latest, Optional<LogState> heads) {}

    /** Begins, and streams that it goes on, then what it came to. A client that goes away ends nothing. */
    public CompletionStage<HttpResponse> verify(Call call) {
        call.parameters();
        return call.body().thenApply(body -> {
            var running = begin(transfer(body), call.by());
            return HttpResponse.create().withEntity(HttpEntities.createChunked(TellHistory.LINES, lines(running)));
        });
    }

    /** {@link Refused} when one of the kind goes on. */
    public Verifications.Running begin(Optional<TransferId> transfer, String by) {
        return verifications.begin(transfer, by, reading.waiting()).orElseThrow(() -> busy(transfer));
    }

    private static Refused busy(Optional<TransferId> transfer) {
        return new Refused(
                ProblemType.VERIFICATION_RUNNING,
                (transfer.isEmpty() ? "The whole record" : "A transfer's record")
                        + " is being verified on this node; wait until that is over, or ask for what it comes to.");
    }

    private static Optional<TransferId> transfer(JsonBody body) {
        return body.only("transfer").optionalText("transfer", ID_CHARACTERS).map(id -> {
            try {
                return TransferId.of(id);
            } catch (IllegalArgumentException noUuid) {
                throw new Refused(ProblemType.INVALID_BODY, "\"transfer\" is a transfer's id, a UUID in lower case.");
            }
        });
    }

    private Source<ByteString, NotUsed> lines(Verifications.Running running) {
        var end = running.end().toCompletableFuture();
        return Source.unfoldAsync(
                        running.begun(),
                        said -> said.isOver()
                                ? CompletableFuture.completedFuture(Optional.<Pair<Verification, Verification>>empty())
                                : Patterns.after(
                                                BETWEEN,
                                                system.classicSystem(),
                                                () -> CompletableFuture.completedFuture(said))
                                        .applyToEither(end, latest -> latest)
                                        .thenApply(latest -> Optional.of(Pair.create(latest, latest))))
                .prepend(Source.single(running.begun()))
                .map(each -> Replies.line(VerificationJson.of(each)));
    }

    public CompletionStage<HttpResponse> show(Call call) {
        call.parameters();
        return reading.reply(() -> new AuditJson(
                verifications.running(true).map(running -> VerificationJson.of(running.begun())),
                verifications.latest(Optional.empty()).map(VerificationJson::of),
                log()));
    }

    /** How far the log of heads has got; empty where none is kept, or nothing was exported yet. */
    public Optional<LogState> log() {
        try {
            var heads = verifications.heads();
            return heads.isEmpty() ? Optional.empty() : heads.get().state();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The signed log of heads. */
    public CompletionStage<HttpResponse> heads(Call call) {
        call.parameters();
        return reading.read(() -> {
            var file = verifications
                    .heads()
                    .map(HeadFile::log)
                    .filter(Files::isRegularFile)
                    .orElseThrow(Replies.missing(
                            "No heads were exported here: set MUNIMENT_HEADS_KEY, and verify the whole record."));
            return HttpResponse.create()
                    .withEntity(HttpEntities.createChunked(TellHistory.LINES, FileIO.fromPath(file)))
                    .addHeader(RawHeader.create("Content-Disposition", "attachment; filename=\"heads.log\""));
        });
    }
}
