package bench.cluster;

import database.DataDirectory;
import database.Database;
import database.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Many small transfers by many clients at once, over HTTP, into a service that runs; what ended ones and waiting ones hold of its
 * memory. Arguments: scratch directory, transfers, clients.
 */
final class Submit {

    private static final double WAITING_GOAL = 50;
    private static final int FILES = 3;
    private static final long LIMIT_SECONDS = 1_800;

    private final Database database;
    private final ServiceProcess service;
    private final int transfers;
    private final int clients;
    private final HttpClient http = HttpClient.newHttpClient();

    private Submit(Database database, ServiceProcess service, int transfers, int clients) {
        this.database = database;
        this.service = service;
        this.transfers = transfers;
        this.clients = clients;
    }

    public static void main(String[] arguments) throws Exception {
        Locale.setDefault(Locale.ROOT);
        var scratch = Path.of(arguments[0]).toRealPath();
        var papers = scratch.resolve("papers");
        for (int file = 0; file < FILES; file++) {
            var at = Files.createDirectories(papers.resolve("box")).resolve("letter-" + file + ".txt");
            Files.writeString(at, "letter " + file + "\n", StandardCharsets.UTF_8);
        }
        boolean met;
        try (var directory = DataDirectory.lock(scratch, "a benchmark", Instant.now());
                var server = EmbeddedPostgres.start(directory);
                var service = ServiceProcess.start(scratch.resolve("service"), server.database(), papers)) {
            met = new Submit(server.database(), service, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]))
                    .run();
        }
        System.exit(met ? 0 : 1);
    }

    private boolean run() throws Exception {
        // What is loaded and made once is no part of what a transfer costs.
        submit("warm", "integrity", clients);
        await("transfer.ended", clients);
        submit("warm-waiting", "default", 1);
        await("transfer.choice-awaited", 1);
        double before = service.heap();

        long began = System.nanoTime();
        var answers = submit("ended", "integrity", transfers);
        double taken = seconds(began);
        await("transfer.ended", clients + transfers);
        double all = seconds(began);
        double ended = service.heap();
        System.out.printf("%,d transfers of %d files by %d clients%n", transfers, FILES, clients);
        System.out.printf("  taken in   %8.2f s   %,.0f a second%n", taken, transfers / taken);
        System.out.printf(
                "  answers    %8.0f ms median, %.0f ms p99, %.0f ms worst%n",
                at(answers, 0.5), at(answers, 0.99), at(answers, 1));
        System.out.printf("  all stored %8.2f s   %.1f transfers a second%n", all, transfers / all);
        System.out.printf("  heap after a full collection: %.1f MB before, %.1f MB with them ended%n", before, ended);

        submit("waiting", "default", transfers);
        await("transfer.choice-awaited", 1 + transfers);
        double waiting = service.heap();
        System.out.printf("  and with %,d more that wait for an answer: %.1f MB%n", transfers, waiting);
        boolean met = waiting - ended <= WAITING_GOAL && ended - before <= WAITING_GOAL / 10;
        System.out.printf(
                "submit: all %,d stored, p99 %.0f ms, ended ones cost %.1f MB (goal <= %.0f), waiting ones %.1f MB (goal <= %.0f): %s%n",
                transfers,
                at(answers, 0.99),
                ended - before,
                WAITING_GOAL / 10,
                waiting - ended,
                WAITING_GOAL,
                met ? "met" : "missed");
        return met;
    }

    /** Milliseconds until each was acknowledged, shortest first. */
    private List<Double> submit(String key, String configuration, int count) throws Exception {
        var pool = Executors.newFixedThreadPool(clients);
        try {
            var calls = IntStream.range(0, count)
                    .<Callable<Double>>mapToObj(number -> () -> submit(key + "-" + number, configuration))
                    .toList();
            var millis = new ArrayList<Double>();
            for (var answer : pool.invokeAll(calls)) {
                millis.add(answer.get());
            }
            return millis.stream().sorted().toList();
        } finally {
            pool.shutdownNow();
        }
    }

    private double submit(String key, String configuration) throws IOException, InterruptedException {
        var body = "{\"source\": \"papers:box\", \"name\": \"%s\", \"configuration\": \"%s\"}"
                .formatted(key, configuration);
        var request = HttpRequest.newBuilder(URI.create(service.url() + "/api/v1/transfers"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        long began = System.nanoTime();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 202) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        return seconds(began) * 1_000;
    }

    /** Until the journal holds so many events of this kind, and no transfer has failed. */
    private void await(String kind, int count) throws SQLException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        try (var connection = database.connect();
                var query = connection.prepareStatement(
                        "SELECT count(DISTINCT persistence_id) FROM event_journal WHERE event_ser_manifest = ?")) {
            query.setString(1, kind);
            for (int found = -1; found < count; LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100))) {
                var row = query.executeQuery();
                row.next();
                found = row.getInt(1);
                if (System.nanoTime() > limit) {
                    throw new IllegalStateException("only " + found + " of " + count + " " + kind);
                }
            }
        }
    }

    private static double at(List<Double> sorted, double part) {
        return sorted.get((int) Math.ceil(part * sorted.size()) - 1);
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
