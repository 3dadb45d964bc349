package crash;

import static org.assertj.core.api.Assertions.assertThat;

import audit.history.Replay;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import model.JobId;
import model.TransferId;
import pipeline.journal.ChainedEvent;

/** Compares what an auditor replays with what actors wrote down while they lived, after every event of a journal. */
final class ReplayedStates {

    private ReplayedStates() {}

    /** How many states were compared. */
    static int compare(Connection connection, Path log) throws Exception {
        var live = StateLog.read(log);
        var replays = new HashMap<String, Replay>();
        int compared = 0;
        try (var query = connection.prepareStatement(
                        "SELECT persistence_id, event_ser_manifest, event_payload FROM event_journal"
                                + " WHERE persistence_id LIKE 'transfer|%' OR persistence_id LIKE 'job|%' ORDER BY ordering");
                var rows = query.executeQuery()) {
            while (rows.next()) {
                var id = rows.getString(1);
                var event = ChainedEvent.read(rows.getString(2), rows.getBytes(3));
                var replay = replays.computeIfAbsent(
                        id.split("\\|", -1)[1], transfer -> new Replay(TransferId.of(transfer)));
                replay.apply(id, event.event(), event.link(), Instant.EPOCH);
                assertSame(live, id, event, replay);
                compared++;
            }
        }
        return compared;
    }

    private static void assertSame(Map<String, Set<String>> live, String id, ChainedEvent event, Replay replay) {
        var parts = id.split("\\|", -1);
        Object state = parts[0].equals("transfer")
                ? replay.state()
                : replay.job(new JobId(TransferId.of(parts[1]), parts[2], Integer.parseInt(parts[3])))
                        .orElseThrow();
        assertThat(live.get(event.link()))
                .as("the states that actors had after event %d of %s", event.sequence(), id)
                .containsExactly(StateText.digest(state));
    }
}
