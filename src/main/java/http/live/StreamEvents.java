package http.live;

import http.exchange.Call;
import http.exchange.Parameters;
import http.exchange.ReadModels;
import http.problem.ProblemType;
import http.problem.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import model.TransferId;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.Connection;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.SharedKillSwitch;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import views.FeedRow;

/** Streams what happens as server-sent events, from now or from where a client was cut off. */
public final class StreamEvents implements AutoCloseable {

    private static final int STREAMS_MAX = 256;
    private static final ContentType EVENTS = ContentTypes.create(MediaTypes.TEXT_EVENT_STREAM);
    private static final ByteString BEGIN = ByteString.fromString("retry: 2000\n\n");
    private static final ByteString KEEP_ALIVE = ByteString.fromString(":\n\n");
    private static final Duration KEEP_ALIVE_EVERY = Duration.ofSeconds(10);

    private final LiveFeed feed;
    private final AtomicInteger open = new AtomicInteger();
    private final SharedKillSwitch end = KillSwitches.shared("events");

    public StreamEvents(ReadModels views, ActorSystem<?> system) {
        this.feed = new LiveFeed(views.feed(), system);
    }

    public CompletionStage<HttpResponse> stream(Call call) {
        var asked = call.parameters("transfer", "after");
        var transfer = asked.text("transfer").map(StreamEvents::transferOf);
        var seen = call.header("Last-Event-ID").map(StreamEvents::idOf).or(() -> asked.position("after"));
        return stream(
                seen,
                rows -> CompletableFuture.completedFuture(rows.stream()
                        .filter(row -> transfer.isEmpty() || transfer.get().equals(row.transfer()))
                        .map(EventJson::render)
                        .toList()));
    }

    /**
     * An answer that never ends.
     *
     * @param seen the last row that the client has seen; empty to begin now
     * @param rendered makes of the rows that come together what the client is told of them
     */
    public CompletionStage<HttpResponse> stream(
            Optional<Long> seen, Function<List<FeedRow>, CompletionStage<List<ByteString>>> rendered) {
        if (open.get() >= STREAMS_MAX) {
            throw new Refused(
                    ProblemType.TOO_MANY_STREAMS,
                    STREAMS_MAX + " event streams are open, which is the most; close one, or ask again later.");
        }
        return feed.begin(seen).thenApply(start -> HttpResponse.create()
                .withEntity(HttpEntities.createChunked(EVENTS, events(start, rendered)))
                .addHeader(Connection.create("close")) // only the server's end ends it, and then there is nothing more
                .addHeader(RawHeader.create("Cache-Control", "no-store"))
                .addHeader(RawHeader.create("X-Accel-Buffering", "no"))); // nginx would hold events back
    }

    /** Ends all streams; their clients come back and say what they have seen. */
    @Override
    public void close() {
        end.shutdown();
        feed.close();
    }

    private Source<ByteString, NotUsed> events(
            long start, Function<List<FeedRow>, CompletionStage<List<ByteString>>> rendered) {
        return Source.unfoldAsync(start, last -> feed.after(last)
                        .thenApply(rows -> Optional.of(Pair.<Long, List<FeedRow>>create(lastOf(rows, last), rows))))
                .filter(rows -> !rows.isEmpty())
                .mapAsync(1, rendered::apply)
                .mapConcat(texts -> texts)
                .prepend(Source.single(BEGIN))
                .keepAlive(KEEP_ALIVE_EVERY, () -> KEEP_ALIVE)
                .via(end.flow())
                .watchTermination((nothing, ended) -> {
                    open.incrementAndGet();
                    ended.whenComplete((done, failure) -> open.decrementAndGet());
                    return nothing;
                });
    }

    private static long lastOf(List<FeedRow> rows, long before) {
        return rows.isEmpty() ? before : rows.get(rows.size() - 1).id();
    }

    /** A transfer in a parameter; {@link Refused} when it can be none. */
    public static TransferId transferOf(String text) {
        try {
            return TransferId.of(text);
        } catch (IllegalArgumentException noUuid) {
            throw Parameters.bad("\"transfer\" is a transfer's id, a UUID in lower case.");
        }
    }

    /** The id of an event in a header; {@link Refused} when it can be none. */
    public static long idOf(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw Parameters.bad("Last-Event-ID is the id of an event that this service sent.");
        }
        return Long.parseLong(text);
    }
}
