package http.live;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import views.Feed;
import views.FeedRow;
import views.ViewsUnavailable;

/**
 * The feed for many listeners with one question to the database at a time. It keeps the latest rows; whoever is further
 * behind reads the database, page by page and only as fast as they listen. Nobody's slowness costs another anything.
 */
final class LiveFeed implements AutoCloseable {

    static final int PAGE = 500;
    private static final int KEPT = 4 * PAGE;
    private static final Duration EVERY = Duration.ofMillis(100);
    private static final long WAIT_NANOS = Duration.ofSeconds(15).toNanos();
    private static final long UNKNOWN = -1;
    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);

    private final Feed feed;
    private final Executor waiting;
    private final Cancellable ticking;
    private final Deque<FeedRow> rows = new ArrayDeque<>();
    private final List<Listener> listeners = new ArrayList<>();
    private long from; // every row with a higher id, up to `position`, is in `rows`
    private long position = UNKNOWN;
    private boolean away;

    private record Listener(long after, CompletableFuture<List<FeedRow>> rows, long sinceNanos) {}

    LiveFeed(Feed feed, ActorSystem<?> system) {
        this.feed = feed;
        this.waiting = system.dispatchers().lookup(DispatcherSelector.blocking());
        this.ticking = system.scheduler()
                .scheduleWithFixedDelay(
                        EVERY, EVERY, this::poll, system.dispatchers().lookup(DispatcherSelector.blocking()));
    }

    /** Where a listener begins: after the row that it has seen, or now. */
    CompletionStage<Long> begin(java.util.Optional<Long> seen) {
        return CompletableFuture.supplyAsync(
                () -> {
                    long latest = feed.latest();
                    // A higher one than there is comes from another database; its listener has seen nothing of this
                    // one.
                    return seen.map(id -> id > latest ? 0 : id).orElse(latest);
                },
                waiting);
    }

    /** Completes with the next rows, oldest first, when there are some; or with none after a while. */
    CompletionStage<List<FeedRow>> after(long id) {
        synchronized (rows) {
            if (position == UNKNOWN || id >= position) {
                var listener = new Listener(id, new CompletableFuture<>(), System.nanoTime());
                listeners.add(listener);
                return listener.rows();
            }
            if (id >= from) {
                return CompletableFuture.completedFuture(kept(id));
            }
        }
        return CompletableFuture.supplyAsync(() -> feed.after(id, PAGE), waiting);
    }

    @Override
    public void close() {
        ticking.cancel();
    }

    private void poll() {
        try {
            if (isWanted()) {
                var start = position == UNKNOWN ? feed.latest() : position;
                add(start, feed.after(start, PAGE));
                away = false;
            }
        } catch (ViewsUnavailable failure) {
            if (!away) {
                LOG.warn("the feed can't be read; listeners wait until the database is back", failure);
            }
            away = true;
        }
    }

    // Nobody listens at night: then nothing is asked and nothing kept.
    private boolean isWanted() {
        synchronized (rows) {
            if (listeners.isEmpty()) {
                rows.clear();
                position = UNKNOWN;
            }
            return !listeners.isEmpty();
        }
    }

    private void add(long start, List<FeedRow> news) {
        var served = new ArrayList<Runnable>();
        synchronized (rows) {
            if (position == UNKNOWN) {
                position = start;
                from = start;
            }
            for (var row : news) {
                rows.add(row);
                position = row.id();
            }
            while (rows.size() > KEPT) {
                from = rows.remove().id();
            }
            listeners.removeIf(listener -> serve(listener, served));
        }
        served.forEach(Runnable::run); // outside the lock: streams go on in here
    }

    private boolean serve(Listener listener, List<Runnable> served) {
        if (listener.after() < from) {
            served.add(() -> listener.rows().completeAsync(() -> feed.after(listener.after(), PAGE), waiting));
            return true;
        }
        var page = kept(listener.after());
        if (page.isEmpty() && System.nanoTime() - listener.sinceNanos() < WAIT_NANOS) {
            return false;
        }
        served.add(() -> listener.rows().complete(page));
        return true;
    }

    private List<FeedRow> kept(long after) {
        return rows.stream().filter(row -> row.id() > after).limit(PAGE).toList();
    }
}
