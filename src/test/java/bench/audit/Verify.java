package bench.audit;

import audit.Anchors;
import audit.VerifyJournal;
import database.DataDirectory;
import database.Database;
import database.EmbeddedPostgres;
import database.MigrateSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * How many events a second are verified, beside reading the same rows by JDBC and beside plain SHA-256 over the same bytes.
 * Arguments: scratch directory, events, rounds.
 */
final class Verify {

    private static final double GOAL = 0.5;
    private static final int FETCH = 500;

    private Verify() {}

    private interface Side {
        void run() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        Locale.setDefault(Locale.ROOT);
        var scratch = Path.of(arguments[0]);
        int events = Integer.parseInt(arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        double figure;
        try (var directory = DataDirectory.lock(scratch.resolve("data"), "a benchmark", Instant.now());
                var server = EmbeddedPostgres.start(directory)) {
            MigrateSchema.in(server.database());
            var blobs = Files.createDirectories(scratch.resolve("blobs"));
            var bytes = scratch.resolve("bytes");
            long written = new LongJournal(server.database(), bytes).write(events);
            System.out.printf(
                    "%d events, %d bytes each on the average; heap %d MB%n",
                    written, Files.size(bytes) / written, Runtime.getRuntime().maxMemory() >> 20);
            figure = compare(server.database(), blobs, bytes, written, rounds);
        }
        boolean met = figure >= GOAL;
        System.out.printf(
                "audit: %.2f of the slower of the two (goal >= %.2f): %s%n", figure, GOAL, met ? "met" : "missed");
        System.exit(met ? 0 : 1);
    }

    private static double compare(Database database, Path blobs, Path bytes, long events, int rounds) throws Exception {
        System.out.printf("  %-6s %12s %12s %12s %12s%n", "round", "verify/s", "JDBC/s", "SHA-256/s", "of slower");
        var ratios = new ArrayList<Double>();
        try (var source = database.pool("bench", 2, Duration.ZERO)) {
            for (int round = 0; round <= rounds; round++) {
                double verify = rate(events, () -> verify(source, blobs, events));
                double jdbc = rate(events, () -> read(source, events));
                double sha = rate(events, () -> digest(bytes));
                double ratio = verify / Math.min(jdbc, sha);
                System.out.printf(
                        "  %-6s %12.0f %12.0f %12.0f %12.2f%n",
                        round == 0 ? "cold" : "" + round, verify, jdbc, sha, ratio);
                if (round > 0) {
                    ratios.add(ratio);
                }
            }
        }
        return median(ratios);
    }

    private static double median(List<Double> ratios) {
        return ratios.stream().sorted().toList().get(ratios.size() / 2);
    }

    private static double rate(long events, Side side) throws Exception {
        long began = System.nanoTime();
        side.run();
        return events / ((System.nanoTime() - began) / 1e9);
    }

    private static void verify(DataSource source, Path blobs, long events) throws Exception {
        var report = new VerifyJournal(source, Anchors.NONE, Optional.of(blobs)).all();
        if (!report.isClean() || report.events() != events) {
            throw new IllegalStateException(report.toString());
        }
    }

    /** The same columns of the same rows in the same order, as bytes. */
    private static void read(DataSource source, long events) throws Exception {
        long rows = 0;
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            for (var id : LongJournal.ids(connection)) {
                try (var query = connection.prepareStatement(
                        "SELECT sequence_number, event_ser_manifest, event_payload FROM event_journal"
                                + " WHERE persistence_id = ? ORDER BY sequence_number")) {
                    query.setFetchSize(FETCH);
                    query.setString(1, id);
                    var all = query.executeQuery();
                    while (all.next()) {
                        rows += all.getLong(1) > 0 && all.getString(2) != null && all.getBytes(3).length > 0 ? 1 : 0;
                    }
                }
            }
            connection.rollback();
            connection.setAutoCommit(true);
        }
        if (rows != events) {
            throw new IllegalStateException(rows + " rows");
        }
    }

    private static void digest(Path bytes) throws IOException {
        try (var in = Files.newInputStream(bytes)) {
            var sha256 = MessageDigest.getInstance("SHA-256");
            var buffer = new byte[1 << 16];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                sha256.update(buffer, 0, count);
            }
            sha256.digest();
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
