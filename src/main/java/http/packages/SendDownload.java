package http.packages;

import http.exchange.Call;
import http.packages.Download.WholeFile;
import http.packages.Download.Written;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.pekko.Done;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.FileIO;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.StreamConverters;
import org.apache.pekko.util.ByteString;

/**
 * Sends a file as a stream that never lies in memory whole, or a part of it for who goes on with a download.
 *
 * @param writers the threads that make what is not a file; a slow client holds one of them
 */
record SendDownload(Executor writers) {

    private static final int CHUNK_BYTES = 64 * 1024;
    /** How long a client may take nothing of what is made for it. */
    private static final Duration STALLED = Duration.ofSeconds(30);

    /** @param tag names these very bytes */
    HttpResponse answer(Call call, Download download, String tag) {
        var type = ContentTypes.parse(download.type());
        var answer = download.content() instanceof WholeFile file
                ? file(call, file, type, '"' + tag + '"')
                : HttpResponse.create()
                        .withEntity(HttpEntities.createChunked(type, made(((Written) download.content()).writer())));
        return answer.addHeader(RawHeader.create("Content-Disposition", Disposition.attachment(download.name())))
                .addHeader(RawHeader.create("X-Content-Type-Options", "nosniff"));
    }

    private static HttpResponse file(Call call, WholeFile file, ContentType type, String tag) {
        var wanted = call.header("If-Range").filter(known -> !known.equals(tag)).isPresent()
                ? Optional.<String>empty()
                : call.header("Range");
        var asked = ByteRange.of(wanted, file.size());
        var answer = HttpResponse.create()
                .addHeader(RawHeader.create("ETag", tag))
                .addHeader(RawHeader.create("Accept-Ranges", "bytes"));
        if (!asked.possible()) {
            return answer.withStatus(StatusCodes.RANGE_NOT_SATISFIABLE)
                    .addHeader(RawHeader.create("Content-Range", "bytes */" + file.size()));
        }
        return asked.part()
                .map(part -> answer.withStatus(StatusCodes.PARTIAL_CONTENT)
                        .addHeader(RawHeader.create("Content-Range", part.of(file.size())))
                        .withEntity(HttpEntities.create(type, part.length(), part(file.path(), part))))
                .orElseGet(() -> answer.withEntity(
                        HttpEntities.create(type, file.size(), FileIO.fromPath(file.path(), CHUNK_BYTES))));
    }

    private static Source<ByteString, ?> part(Path path, ByteRange part) {
        return FileIO.fromPath(path, CHUNK_BYTES, part.first())
                .statefulMap(
                        part::length,
                        (left, bytes) -> {
                            var some = bytes.take((int) Math.min(left, bytes.size()));
                            return Pair.create(left - some.size(), some);
                        },
                        left -> Optional.empty())
                .takeWhile(bytes -> !bytes.isEmpty());
    }

    // What goes wrong must break the answer off: an end in order would look like the whole.
    private Source<ByteString, ?> made(Download.Writer writer) {
        var written = new CompletableFuture<Done>();
        return StreamConverters.asOutputStream(STALLED)
                .mapMaterializedValue(out -> {
                    writers.execute(() -> write(writer, out, written));
                    return out;
                })
                .concat(Source.completionStage(written).map(done -> ByteString.emptyByteString()));
    }

    private static void write(Download.Writer writer, OutputStream out, CompletableFuture<Done> written) {
        try (out) {
            writer.write(out);
        } catch (IOException | RuntimeException failure) {
            written.completeExceptionally(failure);
        }
        written.complete(Done.getInstance());
    }
}
