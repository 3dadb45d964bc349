package testing;

import app.AtDatabase;
import app.Settings;
import audit.Anchors;
import audit.Discrepancy;
import audit.OutsideHeads;
import audit.Report;
import audit.VerifyJournal;
import com.zaxxer.hikari.HikariDataSource;
import database.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import storage.AipStore;

/**
 * What every suite whose processes wrote a journal asks at its end: however they were killed, suspended or cut off, the
 * verifier finds nothing in the whole of it. Nobody tampered, so whatever it found would be a false alarm or a lost event.
 */
public final class UntouchedRecord {

    private UntouchedRecord() {}

    /** Of an embedded database, with blobs and store where they usually are. */
    public static Report require(Path data) throws IOException, SQLException {
        var settings = Settings.of(Map.of()).in(Optional.of(data), Optional.empty());
        try (var database = AtDatabase.open(settings, "a test")) {
            return require(database.source(), settings.blobs(), settings.store());
        }
    }

    public static Report require(Database database, Path blobs, Path store) throws IOException, SQLException {
        try (HikariDataSource source = database.pool("untouched", 2, Duration.ZERO)) {
            return require(source, blobs, store);
        }
    }

    public static Report require(DataSource source, Path blobs, Path store) throws IOException, SQLException {
        var aips = new AipStore(store);
        var wrong = new ArrayList<Discrepancy>();
        var anchors = new Anchors(OutsideHeads.ofStore(aips, wrong::add));
        var directory = Files.createDirectories(blobs).toRealPath();
        var report = new VerifyJournal(source, anchors, Optional.of(directory))
                .with(aips)
                .all();
        wrong.addAll(report.discrepancies());
        if (!wrong.isEmpty()) {
            throw new AssertionError("the verifier found " + wrong.size() + " things in a record that nobody touched:\n"
                    + wrong.stream().map(Discrepancy::toString).collect(Collectors.joining("\n")));
        }
        System.err.println("the record is untouched: " + report);
        return report;
    }
}
