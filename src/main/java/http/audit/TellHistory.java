package http.audit;

import audit.history.HistoryEvent;
import audit.history.Moment;
import audit.history.Telling;
import audit.history.TransferThen;
import http.exchange.Call;
import http.exchange.PageJson;
import http.exchange.Parameters;
import http.exchange.Reading;
import http.exchange.Replies;
import http.problem.ProblemType;
import http.problem.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import model.TransferId;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** The history of a transfer, and how it stood at any moment. */
public final class TellHistory {

    static final ContentType LINES = ContentTypes.parse("application/x-ndjson");

    private static final int TOGETHER = 200;
    private static final int STREAMS_MAX = 16;
    private static final Duration LONGEST = Duration.ofHours(2);
    private static final Supplier<Refused> NONE = Replies.missing("There is no transfer of this id.");

    private final Trail trail;
    private final Reading reading;
    private final AtomicInteger open = new AtomicInteger();

    public TellHistory(Trail trail, Reading reading) {
        this.trail = trail;
        this.reading = reading;
    }

    /** A page as JSON; or all of it as lines, to whoever accepts those. */
    public CompletionStage<HttpResponse> history(Call call) {
        var transfer = call.transfer();
        boolean lines = call.header("Accept")
                .filter(accept -> accept.contains("application/x-ndjson"))
                .isPresent();
        return lines ? stream(call, transfer) : page(call, transfer);
    }

    /** The state after the event of a number, or at a time. */
    public CompletionStage<HttpResponse> state(Call call) {
        var transfer = call.transfer();
        var moment = moment(call.parameters("at"), "at");
        return reading.reply(() -> then(transfer, moment));
    }

    private TransferThen then(TransferId transfer, Moment moment) {
        return trail.history()
                .then(transfer, moment)
                .orElseThrow(Replies.missing(
                        "There is no transfer of this id, or nothing of it was there yet at this moment."));
    }

    private CompletionStage<HttpResponse> page(Call call, TransferId transfer) {
        var asked = call.parameters("until", "offset", "limit");
        var until = moment(asked, "until");
        var paging = asked.paging();
        return reading.reply(() -> {
            long last = last(transfer, until);
            long most = Math.min(paging.limit(), last - paging.offset());
            var events = most <= 0
                    ? List.<HistoryEvent>of()
                    : trail.history().some(transfer, paging.offset() + 1L, (int) most);
            return new PageJson<>(events, last, paging.offset(), paging.limit());
        });
    }

    /** The number of the last event until then. */
    private long last(TransferId transfer, Moment until) {
        if (until.time().isPresent()) {
            return then(transfer, until).number();
        }
        var telling = trail.history().tell(transfer, 1, 0).orElseThrow(NONE);
        return Math.min(telling.events(), until.number());
    }

    private CompletionStage<HttpResponse> stream(Call call, TransferId transfer) {
        var until = moment(call.parameters("until"), "until");
        if (open.get() >= STREAMS_MAX) {
            throw new Refused(
                    ProblemType.TOO_MANY_STREAMS,
                    STREAMS_MAX + " histories are being told, which is the most; ask again later, or for a page.");
        }
        return reading.read(() ->
                        trail.history().tell(transfer, 1, last(transfer, until)).orElseThrow(NONE))
                .thenApply(
                        telling -> HttpResponse.create().withEntity(HttpEntities.createChunked(LINES, lines(telling))));
    }

    /** As fast as the client takes it; nothing is read ahead, and no connection to the database is held meanwhile. */
    private Source<ByteString, NotUsed> lines(Telling telling) {
        return Source.unfoldAsync(telling, more -> reading.read(() -> more.next(TOGETHER))
                        .thenApply(events -> events.isEmpty()
                                ? Optional.<Pair<Telling, ByteString>>empty()
                                : Optional.of(Pair.create(more, text(events)))))
                .completionTimeout(LONGEST)
                .watchTermination((nothing, ended) -> {
                    open.incrementAndGet();
                    ended.whenComplete((done, failure) -> open.decrementAndGet());
                    return nothing;
                });
    }

    private static ByteString text(List<HistoryEvent> events) {
        var text = ByteString.createBuilder();
        for (var event : events) {
            text.append(Replies.line(event));
        }
        return text.result();
    }

    private static Moment moment(Parameters asked, String name) {
        return asked.text(name)
                .map(text -> Moment.parse(text)
                        .orElseThrow(() -> Parameters.bad("\"" + name
                                + "\" is the number of an event, or a time such as" + " 2026-11-24T08:00:00Z.")))
                .orElse(Moment.END);
    }
}
