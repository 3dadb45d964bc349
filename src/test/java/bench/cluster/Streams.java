package bench.cluster;

import database.Database;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import model.TransferId;
import views.ManyTransfers;

/** Open event streams while transfers go on: how long from the commit of a change to each of those that look. */
final class Streams {

    private static final double GOAL = 500;
    private static final int CHANGES_A_SECOND = 5;
    private static final int CHANGING = 20;
    private static final String ID = "id: ";

    private final ServiceProcess service;
    private final Database database;
    private final int transfers;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Long, Long> committed = new ConcurrentHashMap<>();
    private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
    private final AtomicInteger opened = new AtomicInteger();

    private record Arrival(long row, long nanos) {}

    Streams(ServiceProcess service, Database database, int transfers) {
        this.service = service;
        this.database = database;
        this.transfers = transfers;
    }

    /** Half of the streams are lists, a quarter one transfer that changes, a quarter programs. */
    boolean run(int streams, int seconds) throws SQLException, InterruptedException {
        var changing = changing();
        var open = new ArrayList<CompletableFuture<?>>();
        for (int stream = 0; stream < streams; stream++) {
            open.add(open(
                    switch (stream % 4) {
                        case 0 -> "/api/v1/events";
                        case 1 -> "/live?transfer=" + changing.get(stream / 4 % changing.size());
                        default -> "/live";
                    }));
        }
        while (opened.get() < streams) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        change(changing, 2); // what is loaded and made once is no part of it
        arrivals.clear();
        var cpu = service.cpu();
        long began = System.nanoTime();
        change(changing, seconds);
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
        double wall = (System.nanoTime() - began) / 1e9;
        double used = service.cpu().minus(cpu).toNanos() / 1e9;
        open.forEach(stream -> stream.cancel(true));
        return tell(streams, wall, used);
    }

    private boolean tell(int streams, double wall, double used) {
        var delays = arrivals.stream()
                .filter(arrival -> committed.containsKey(arrival.row()))
                .map(arrival -> (arrival.nanos() - committed.get(arrival.row())) / 1e6)
                .sorted()
                .toList();
        double p99 = at(delays, 0.99);
        boolean met = p99 <= GOAL;
        System.out.printf(
                "%d streams, %d changes a second, %.0f s: %,d events arrived%n",
                streams, CHANGES_A_SECOND, wall, delays.size());
        System.out.printf(
                "streams: commit to client %.0f ms median, %.0f ms p99, %.0f ms worst (goal p99 <= %.0f); processor of the service"
                        + " %.0f %% of one core: %s%n",
                at(delays, 0.5), p99, at(delays, 1), GOAL, 100 * used / wall, met ? "met" : "missed");
        return met;
    }

    private List<TransferId> changing() {
        var ids = new ArrayList<TransferId>();
        for (int number = 99; ids.size() < CHANGING - 1 && number < transfers; number += 100) {
            ids.add(ManyTransfers.id(number));
        }
        ids.add(ManyTransfers.large(transfers));
        return ids;
    }

    private void change(List<TransferId> changing, int seconds) throws SQLException {
        try (var connection = database.connect()) {
            for (int change = 0; change < seconds * CHANGES_A_SECOND; change++) {
                long id = ManyTransfers.progress(connection, changing.get(change % changing.size()), Instant.now());
                committed.put(id, System.nanoTime());
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1) / CHANGES_A_SECOND);
            }
        }
    }

    private CompletableFuture<?> open(String target) {
        var request = HttpRequest.newBuilder(URI.create(service.url() + target)).build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.fromLineSubscriber(new Lines()));
    }

    private final class Lines implements Flow.Subscriber<String> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            opened.incrementAndGet();
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            if (line.startsWith(ID)) {
                arrivals.add(new Arrival(Long.parseLong(line.substring(ID.length())), System.nanoTime()));
            }
        }

        @Override
        public void onError(Throwable cut) {
            opened.decrementAndGet();
        }

        @Override
        public void onComplete() {
            opened.decrementAndGet();
        }
    }

    private static double at(List<Double> sorted, double part) {
        return sorted.get((int) Math.ceil(part * sorted.size()) - 1);
    }
}
