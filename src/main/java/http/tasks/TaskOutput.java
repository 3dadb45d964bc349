package http.tasks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import model.StoredText;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.javadsl.StreamConverters;
import org.apache.pekko.util.ByteString;
import views.BlobSource;

/** What a task's tool wrote: the beginning for a page, or all of it as a stream that never lies in memory whole. */
public record TaskOutput(BlobSource blobs) {

    private static final int EXCERPT_BYTES_MAX = 64 * 1024;

    /**
     * The beginning of a text.
     *
     * @param bytes how many the whole text has
     * @param complete false when the text goes on
     */
    public record Excerpt(String text, long bytes, boolean complete) {}

    /** The beginning of it. */
    public Excerpt excerpt(StoredText stored) {
        if (stored.blob().isEmpty()) {
            var text = stored.inline().orElse("");
            return new Excerpt(text, text.getBytes(StandardCharsets.UTF_8).length, true);
        }
        var blob = stored.blob().get();
        try (var in = blobs.open(blob)) {
            var text = new String(in.readNBytes(EXCERPT_BYTES_MAX), StandardCharsets.UTF_8);
            return new Excerpt(text, blob.length(), blob.length() <= EXCERPT_BYTES_MAX);
        } catch (IOException gone) {
            throw new UncheckedIOException("output that the journal refers to can't be read", gone);
        }
    }

    HttpResponse whole(StoredText stored) {
        var entity = stored.blob()
                .map(blob -> HttpEntities.create(
                        ContentTypes.TEXT_PLAIN_UTF8,
                        blob.length(),
                        StreamConverters.fromInputStream(() -> open(blob))))
                .map(streamed -> (org.apache.pekko.http.javadsl.model.UniversalEntity) streamed)
                .orElseGet(() -> HttpEntities.create(
                        ContentTypes.TEXT_PLAIN_UTF8,
                        ByteString.fromString(stored.inline().orElse(""))));
        // A browser must not take a tool's output for a page of ours.
        return HttpResponse.create()
                .withEntity(entity)
                .addHeader(RawHeader.create("X-Content-Type-Options", "nosniff"));
    }

    private InputStream open(model.BlobRef blob) throws IOException {
        return blobs.open(blob);
    }
}
