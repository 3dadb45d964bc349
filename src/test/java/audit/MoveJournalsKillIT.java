package audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import database.Database;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import testing.OwnJvm;
import testing.PostgresExtension;

/**
 * Goal: a kill at any point of moving a journal to its file or back loses and doubles nothing. Method: a process does nothing
 * else and is killed at seeded moments; after each, the journal is verified where it is. Replay with {@code -Dmuniment.seed}.
 */
@Tag("slow")
class MoveJournalsKillIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final int KILLS = 25;
    private static final int WITHIN_MILLIS = 60;

    @TempDir
    Path directory;

    @Test
    void a_kill_at_any_point_loses_and_doubles_nothing() throws Exception {
        long seed = Long.getLong("muniment.seed", 1L);
        var random = new Random(seed);
        System.err.println("kills at seed " + seed);
        var database = POSTGRES.database();
        var transfer = WrittenTransfer.of(database, directory.resolve("blobs"), 1);
        var before = rows(database);
        var archive = new JournalArchive(directory.resolve("journals"));
        int inFile = 0;
        try (HikariDataSource source = database.pool("audit", 2, Duration.ZERO)) {
            var heads = new ArrayList<Anchor>();
            verify(source, archive, Anchors.NONE).all(heads);
            for (int kill = 0; kill < KILLS; kill++) {
                killed(database, archive, transfer, random.nextInt(WITHIN_MILLIS));
                var report = verify(source, archive, new Anchors(heads)).all();
                assertThat(report.discrepancies()).as("after kill " + kill).isEmpty();
                assertThat(report.events()).as("after kill " + kill).isEqualTo(before.size());
                inFile += rows(database).isEmpty() ? 1 : 0;
            }
            new MoveJournals(source, archive).recall(transfer.id);
        }
        assertThat(rows(database)).isEqualTo(before);
        System.err.println(KILLS + " kills, after " + inFile + " of them the journal was in its file alone");
    }

    private VerifyJournal verify(HikariDataSource source, JournalArchive archive, Anchors anchors) {
        return new VerifyJournal(source, anchors, Optional.of(directory.resolve("blobs"))).with(archive);
    }

    private static void killed(Database database, JournalArchive archive, WrittenTransfer transfer, int delayMillis)
            throws Exception {
        var vector = OwnJvm.command(MoveForEver.class.getName(), "-Xmx100m");
        vector.addAll(List.of(database.url(), database.user(), database.password()));
        vector.addAll(List.of(archive.directory().toString(), transfer.id.toString()));
        var process = new ProcessBuilder(vector).redirectErrorStream(true).start();
        try (var out = process.inputReader()) {
            var line = out.readLine();
            while (line != null && !line.equals("1")) { // what else it says is logged
                line = out.readLine();
            }
            assertThat(line).as("it has moved the journal once").isEqualTo("1");
            assertThat(process.waitFor(delayMillis, TimeUnit.MILLISECONDS)).isFalse();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static List<String> rows(Database database) throws SQLException {
        var all = new ArrayList<String>();
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT j::text FROM event_journal j ORDER BY ordering")) {
            while (rows.next()) {
                all.add(rows.getString(1));
            }
        }
        return all;
    }
}
