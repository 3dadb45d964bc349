package http;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.javadsl.Sink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import views.Paging;
import views.TransferList;
import views.TransferQuery;
import views.TransferRow;

/**
 * Makes pages that nobody has asked for, a while after a start: the first ones that a Java process makes take seconds, because it
 * still reads and compiles what they need, and a person shall not wait for that.
 */
final class FirstPages implements Runnable {

    /** The setting that says how long after a start, which has better things to do first. */
    static final String AFTER = "muniment.http.first-pages-after";

    private static final Logger LOG = LoggerFactory.getLogger(FirstPages.class);
    static final int ROUNDS_MAX = 10;
    private static final Duration QUICK = Duration.ofMillis(60);
    private static final int RESTS = 2;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final TransferList transfers;
    private final Function<HttpRequest, CompletionStage<HttpResponse>> answers;
    private final ActorSystem<?> system;
    private final URI open;

    /**
     * @param answers to whoever asks, so it must not be what listens
     * @param open what listens gives everybody, so that its side of a connection has been made as well
     */
    FirstPages(
            TransferList transfers,
            Function<HttpRequest, CompletionStage<HttpResponse>> answers,
            ActorSystem<?> system,
            URI open) {
        this.open = open;
        this.transfers = transfers;
        this.answers = answers;
        this.system = system;
    }

    /** Returns when pages are made quickly, or soon after. */
    @Override
    public void run() {
        try {
            int rounds = 0;
            var slowest = LIMIT;
            while (rounds < ROUNDS_MAX && slowest.compareTo(QUICK) > 0) {
                connect();
                slowest = round();
                rounds++;
            }
            LOG.debug("pages take {} ms at most, after {} rounds of them", slowest.toMillis(), rounds);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } catch (IOException | ExecutionException | TimeoutException | RuntimeException failure) {
            LOG.debug("the first pages are made when somebody asks for them", failure);
        }
    }

    private void connect() throws IOException {
        var connection = (HttpURLConnection) open.toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout((int) LIMIT.toMillis());
        connection.setReadTimeout((int) LIMIT.toMillis());
        connection.getResponseCode();
        connection.disconnect();
    }

    /** The time of the slowest page. */
    private Duration round() throws InterruptedException, ExecutionException, TimeoutException {
        var slowest = Duration.ZERO;
        for (var path : paths()) {
            long began = System.nanoTime();
            var answer = answers.apply(HttpRequest.GET(path))
                    .thenCompose(response -> response.entity().getDataBytes().runWith(Sink.ignore(), system))
                    .toCompletableFuture();
            answer.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            var took = Duration.ofNanos(System.nanoTime() - began);
            slowest = took.compareTo(slowest) > 0 ? took : slowest;
            TimeUnit.NANOSECONDS.sleep(RESTS * took.toNanos()); // others may want the processors for what is asked for
        }
        return slowest;
    }

    /** Those that people open first, and what each of them leads to. */
    private List<String> paths() {
        var lists = Stream.of("/", "/?text=a&sort=name", "/submit", "/cluster", "/sign-in");
        var youngest = transfers.page(TransferQuery.all(new Paging(0, 1))).rows().stream();
        return Stream.concat(lists, youngest.flatMap(FirstPages::paths)).toList();
    }

    private static Stream<String> paths(TransferRow transfer) {
        var page = "/transfers/" + transfer.id();
        var job = transfer.current().map(step -> page + "/jobs/" + step.step() + "-" + step.turn());
        return Stream.concat(Stream.of(page, page + "/files", page + "/audit"), job.stream());
    }
}
