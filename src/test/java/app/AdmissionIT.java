package app;

import static org.assertj.core.api.Assertions.assertThat;

import database.Database;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import testing.PostgresExtension;

/**
 * Goal: no more transfers are active than there are places, also when the coordinator that gives them is killed, and all of
 * them get their turn. Method: real processes on free ports, and the journal afterwards.
 */
@Tag("slow")
class AdmissionIT {

    private static final int PLACES = 2;

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @TempDir
    Path directory;

    @Test
    void the_places_hold_though_coordinators_die() throws Exception {
        var database = POSTGRES.fresh();
        try (var cluster = new SlowCluster(directory, 6)) {
            cluster.on(database).with("MUNIMENT_ACTIVE_TRANSFERS", Integer.toString(PLACES));
            int one = SlowCluster.freePort();
            int two = SlowCluster.freePort();
            int three = SlowCluster.freePort();
            var first = cluster.node("one", "coordinator,http", one, two, three)
                    .start()
                    .awaitUp();
            var second =
                    cluster.node("two", "coordinator,http", two, one, three).start();
            var third =
                    cluster.node("three", "coordinator,worker", three, one, two).start();
            second.awaitUp();
            third.awaitUp();
            var transfers = new ArrayList<String>();
            for (int i = 0; i < 7; i++) {
                transfers.add(cluster.submit(first.url()));
            }
            assertThat(SlowCluster.command(second.url(), "list", "--status", "queued")
                            .lines())
                    .hasSizeGreaterThan(1);
            cluster.awaitEnded(9);

            first.kill(); // the oldest, which gives the places

            for (var transfer : transfers) {
                assertThat(cluster.awaitEnd(second.url(), transfer)).isEqualTo("stored");
            }
            assertThat(mostAtOnce(database)).isEqualTo(PLACES);
        }
    }

    /** In the order of the journal: who is admitted is active until it ends. */
    private static int mostAtOnce(Database database) throws SQLException {
        var active = new HashSet<String>();
        int most = 0;
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT persistence_id, event_ser_manifest FROM event_journal WHERE event_ser_manifest IN"
                                + " ('transfer.admitted', 'transfer.ended') ORDER BY ordering")) {
            while (rows.next()) {
                if (rows.getString(2).equals("transfer.admitted")) {
                    active.add(rows.getString(1));
                } else {
                    active.remove(rows.getString(1));
                }
                most = Math.max(most, active.size());
            }
        }
        assertThat(active).isEmpty();
        return most;
    }
}
