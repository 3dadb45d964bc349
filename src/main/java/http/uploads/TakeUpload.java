package http.uploads;

import http.access.SameSite;
import http.exchange.Call;
import http.exchange.Reading;
import http.problem.ProblemType;
import http.problem.Refused;
import http.transfers.SubmitUpload;
import http.transfers.SubmitUpload.Uploaded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.TimeoutAccess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import storage.Arrival;
import storage.UploadArea;

/**
 * Takes files in as they come and submits them as a transfer. They become its source only when all are whole and on disk;
 * of an upload that comes to nothing, nothing stays.
 */
public final class TakeUpload {

    private static final Logger LOG = LoggerFactory.getLogger(TakeUpload.class);
    /** As long as anything may take; a connection on which nothing comes is cut much sooner. */
    private static final Duration LONGEST = Duration.ofHours(24);
    /** What stands between the files of a form, for each of them. */
    private static final long BETWEEN_BYTES = 8192;

    private final UploadArea area;
    private final UploadLimits limits;
    private final UploadFigures figures;
    private final SubmitUpload submission;
    private final Reading reading;
    private final ReadParts parts;

    public TakeUpload(
            UploadPlace place, UploadFigures figures, SubmitUpload submission, Reading reading, ActorSystem<?> system) {
        this.area = place.area();
        this.limits = place.limits();
        this.figures = figures;
        this.submission = submission;
        this.reading = reading;
        this.parts = new ReadParts(submission, reading, system);
    }

    /** For programs, and for the script of the page. */
    public CompletionStage<HttpResponse> upload(Call call) {
        if (!SameSite.holds(call.request())) {
            throw new Refused(ProblemType.CROSS_SITE, "Upload on the pages of this service, or with a key.");
        }
        return upload(call, fields -> {});
    }

    /**
     * For a form.
     *
     * @param guard is given the fields before any file is kept, and throws {@link Refused}
     */
    public CompletionStage<HttpResponse> upload(Call call, Consumer<Map<String, String>> guard) {
        call.parameters();
        call.idempotencyKey();
        checkBefore(call);
        if (!figures.begin(limits.atOnce())) {
            throw new Refused(
                    ProblemType.TOO_MANY_UPLOADS,
                    "This node takes " + limits.atOnce() + " uploads already; try again when one of them has ended.");
        }
        call.request().getHeader(TimeoutAccess.class).ifPresent(header -> header.timeoutAccess()
                .updateTimeout(LONGEST));
        return reading.read(this::begin)
                .thenCompose(arrival -> taken(call, guard, arrival))
                .whenComplete((answer, failure) -> figures.end(failure == null));
    }

    private void checkBefore(Call call) {
        var entity = call.request().entity();
        if (!entity.getContentType().mediaType().toString().startsWith("multipart/form-data")) {
            throw new Refused(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send files as multipart/form-data, as a form on a page does.");
        }
        long announced = entity.getContentLengthOption().orElse(0);
        if (announced - limits.files() * BETWEEN_BYTES > limits.bytes()) {
            throw Arriving.tooLarge(limits);
        }
        try {
            if (announced > area.usableBytes()) {
                throw UploadFailure.noSpace();
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the directory of uploads can't be looked at", unreadable);
        }
    }

    private Arrival begin() {
        try {
            return area.begin();
        } catch (IOException failure) {
            throw new CompletionException(UploadFailure.of(failure));
        }
    }

    private CompletionStage<HttpResponse> taken(Call call, Consumer<Map<String, String>> guard, Arrival arrival) {
        var arriving = new Arriving(arrival, limits, figures);
        return parts.read(call, arriving, guard)
                .thenApplyAsync(done -> seal(call, arriving, arrival), reading.waiting())
                .exceptionally(failure -> {
                    discard(arrival);
                    throw new CompletionException(UploadFailure.of(failure));
                })
                .thenCompose(whole -> submitted(whole, arriving));
    }

    /** A whole upload, and the request under the name that its sender gave it. */
    private record Whole(Call call, Path path) {}

    private static Whole seal(Call call, Arriving arriving, Arrival arrival) {
        arriving.checkComplete();
        var named = arriving.key().isEmpty() ? call : call.asApi(Map.of(), arriving.key());
        var id = SubmitUpload.idOf(named);
        try {
            return new Whole(named, arrival.seal(KeptUpload.name(id, arriving.digest())));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private CompletionStage<HttpResponse> submitted(Whole whole, Arriving arriving) {
        var source = arriving.folder().map(whole.path()::resolve).orElse(whole.path());
        LOG.info("{} uploaded {} files, {} bytes", whole.call().by(), arriving.files(), arriving.bytes());
        return submission.submit(
                whole.call(),
                arriving.described(),
                new Uploaded(arriving.name(), arriving.digest(), KeptUpload.transfer(whole.path())),
                source);
    }

    private static void discard(Arrival arrival) {
        try {
            arrival.discard();
        } catch (IOException failure) {
            LOG.warn("what came of an upload stays until this node ends", failure);
        }
    }
}
