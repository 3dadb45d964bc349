package http.uploads;

import http.exchange.Call;
import http.exchange.Reading;
import http.transfers.SubmitUpload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.Multipart;
import org.apache.pekko.http.javadsl.unmarshalling.Unmarshaller;
import org.apache.pekko.stream.javadsl.FileIO;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.util.ByteString;

/** Reads the parts of a form one after the other, each file to the disk as it comes. */
record ReadParts(SubmitUpload submission, Reading reading, ActorSystem<?> system) {

    private static final int FIELD_BYTES_MAX = 4096;

    CompletionStage<Done> read(Call call, Arriving arriving, Consumer<Map<String, String>> guard) {
        return Unmarshaller.entityToMultipartFormData()
                .unmarshal(call.request().entity().withoutSizeLimit(), system)
                .thenCompose(form -> form.getParts()
                        .mapAsync(1, part -> part(call, arriving, guard, part))
                        .runWith(Sink.ignore(), system))
                .thenCompose(done -> checked(call, arriving, guard));
    }

    private CompletionStage<Done> part(
            Call call, Arriving arriving, Consumer<Map<String, String>> guard, Multipart.FormData.BodyPart part) {
        arriving.countPart();
        var name = part.getFilename();
        if (name.isEmpty()) {
            return field(arriving, part);
        }
        if (name.get().isEmpty()) {
            return file(arriving, part, Optional.empty()); // a field for files in which none was chosen
        }
        return checked(call, arriving, guard)
                .thenCompose(fine -> reading.read(() -> place(arriving, name.get())))
                .thenCompose(place -> file(arriving, part, place))
                .thenApply(done -> {
                    arriving.end();
                    return done;
                });
    }

    private CompletionStage<Done> field(Arriving arriving, Multipart.FormData.BodyPart part) {
        return part.getEntity()
                .getDataBytes()
                .limitWeighted(FIELD_BYTES_MAX, bytes -> (long) bytes.size())
                .runFold(ByteString.emptyByteString(), ByteString::concat, system)
                .thenApply(bytes -> {
                    arriving.field(part.getName(), bytes.decodeString(StandardCharsets.UTF_8));
                    return Done.getInstance();
                });
    }

    private static Optional<Path> place(Arriving arriving, String name) {
        try {
            return arriving.isRefused() ? Optional.empty() : arriving.begin(name);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private CompletionStage<Done> file(Arriving arriving, Multipart.FormData.BodyPart part, Optional<Path> place) {
        var bytes = part.getEntity().getDataBytes().map(arriving::take).filter(some -> !some.isEmpty());
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return place.map(path -> bytes.runWith(FileIO.toPath(path, Set.copyOf(options)), system)
                        .thenApply(written -> Done.getInstance()))
                .orElseGet(() -> bytes.runWith(Sink.ignore(), system));
    }

    /** Before the first file, and once more at the end for a form that has none. */
    private CompletionStage<Done> checked(Call call, Arriving arriving, Consumer<Map<String, String>> guard) {
        return arriving.checkOnce(() -> {
                    guard.accept(arriving.fields());
                    return submission.check(call, arriving.described());
                })
                .thenApply(fine -> Done.getInstance());
    }
}
