package bench.cluster;

import com.sun.net.httpserver.HttpServer;
import database.DataDirectory;
import database.Database;
import database.EmbeddedPostgres;
import database.MigrateSchema;
import http.Looks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import views.ManyTransfers;

/**
 * Pages and lists over an archive of many transfers, asked for one after the other as one person would; then many open streams.
 * Arguments: scratch directory, transfers, files of the large one, streams, seconds of streaming.
 */
final class Pages {

    private static final double GOAL = 300;
    private static final Duration PAUSE = Duration.ofSeconds(45);
    private static final int WARM = 5;
    private static final int SHOWN = 12;

    private final ServiceProcess service;
    private final HttpClient http = HttpClient.newHttpClient();

    /** Milliseconds until the whole answer was there: the first time, and the slowest of the next ones. */
    private record Look(String template, String target, double cold, double warm) {

        double worst() {
            return Math.max(cold, warm);
        }
    }

    private Pages(ServiceProcess service) {
        this.service = service;
    }

    public static void main(String[] arguments) throws Exception {
        Locale.setDefault(Locale.ROOT);
        var scratch = Path.of(arguments[0]).toRealPath();
        int transfers = Integer.parseInt(arguments[1]);
        int large = Integer.parseInt(arguments[2]);
        boolean met;
        try (var directory = DataDirectory.lock(scratch, "a benchmark", Instant.now())) {
            fill(directory, transfers, large);
            // Another one, whose memory is empty.
            try (var server = EmbeddedPostgres.start(directory);
                    var service = ServiceProcess.start(
                            scratch.resolve("service"),
                            server.database(),
                            Files.createDirectories(scratch.resolve("papers")))) {
                System.out.printf(
                        "asked %d s after the start, when its first pages have been made%n", PAUSE.toSeconds());
                var pages = new Pages(service);
                pages.warmClient();
                TimeUnit.SECONDS.sleep(PAUSE.toSeconds());
                met = pages.looks(Looks.of(transfers, large));
                met &= new Streams(service, server.database(), transfers)
                        .run(Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]));
            }
        }
        System.exit(met ? 0 : 1);
    }

    private static void fill(DataDirectory directory, int transfers, int large) throws SQLException, IOException {
        try (var server = EmbeddedPostgres.start(directory)) {
            MigrateSchema.in(server.database());
            ManyTransfers.fill(server.database(), transfers, large);
            System.out.printf(
                    "%,d transfers, %,d jobs, %,d tasks, %,d files, %,d findings, %,d rows in the feed%n",
                    count(server.database(), "transfer"),
                    count(server.database(), "job"),
                    count(server.database(), "task_outcome"),
                    count(server.database(), "entry"),
                    count(server.database(), "finding"),
                    count(server.database(), "feed"));
        }
    }

    private static long count(Database database, String table) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM views." + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** What the client's own classes cost is not the service's time. */
    private void warmClient() throws IOException, InterruptedException {
        var other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[2]);
            exchange.close();
        });
        other.start();
        for (int time = 0; time < WARM; time++) {
            ask(URI.create("http://127.0.0.1:" + other.getAddress().getPort() + "/"));
        }
        other.stop(0);
    }

    private boolean looks(Map<String, List<String>> targets) throws Exception {
        var looks = new ArrayList<Look>();
        for (var template : targets.entrySet()) {
            for (var target : template.getValue()) {
                double cold = ask(target);
                double warm = 0;
                for (int time = 0; time < WARM; time++) {
                    warm = Math.max(warm, ask(target));
                }
                looks.add(new Look(template.getKey(), target, cold, warm));
            }
        }
        System.out.printf("%-58s %8s %10s %10s%n", "slowest of each, in ms", "ways", "first time", "later");
        targets.keySet()
                .forEach(template -> System.out.printf(
                        "  %-56s %8d %10.0f %10.0f%n",
                        template,
                        targets.get(template).size(),
                        slowest(looks, template, Comparator.comparingDouble(Look::cold))
                                .cold(),
                        slowest(looks, template, Comparator.comparingDouble(Look::warm))
                                .warm()));
        looks.stream()
                .sorted(Comparator.comparingDouble(Look::worst).reversed())
                .limit(SHOWN)
                .forEach(look -> System.out.printf("  %5.0f %5.0f  %s%n", look.cold(), look.warm(), look.target()));
        double worst = looks.stream().mapToDouble(Look::worst).max().orElseThrow();
        boolean met = worst < GOAL;
        System.out.printf(
                "pages: slowest of %d, first times included, %.0f ms (goal < %.0f): %s%n",
                looks.size(), worst, GOAL, met ? "met" : "missed");
        return met;
    }

    private static Look slowest(List<Look> looks, String template, Comparator<Look> by) {
        return looks.stream()
                .filter(look -> look.template().equals(template))
                .max(by)
                .orElseThrow();
    }

    private double ask(String target) throws IOException, InterruptedException {
        return ask(URI.create(service.url() + target));
    }

    private double ask(URI target) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(target).build();
        long began = System.nanoTime();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        double taken = (System.nanoTime() - began) / 1e6;
        if (answer.statusCode() != 200) {
            throw new IOException(
                    target + ": " + answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return taken;
    }
}
