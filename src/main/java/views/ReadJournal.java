package views;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import pipeline.job.JobEvent.TasksEnded;
import pipeline.journal.ChainedEvent;

/** Reads the next events of one persistence id from the tables of pekko-persistence-jdbc, some at a time. */
final class ReadJournal {

    private static final int EVENTS_MOST = 500;
    private static final int OUTCOMES_MOST = 5_000;
    private static final int FETCH = 16;

    /**
     * A run of events without a gap.
     *
     * @param gap what was found in place of the next event; 0 where nothing is missing
     */
    record Chunk(List<ChainedEvent> events, long gap) {}

    private ReadJournal() {}

    static Chunk after(Connection connection, String persistenceId, long after, long upTo) throws SQLException {
        var events = new ArrayList<ChainedEvent>();
        int outcomes = 0;
        try (var statement = Sql.of(
                        """
                                SELECT sequence_number, event_ser_manifest, event_payload FROM event_journal
                                WHERE persistence_id = ? AND sequence_number > ? AND sequence_number <= ?
                                ORDER BY sequence_number LIMIT ?""",
                        persistenceId,
                        after,
                        upTo,
                        EVENTS_MOST)
                .prepare(connection)) {
            statement.setFetchSize(FETCH);
            var rows = statement.executeQuery();
            while (outcomes < OUTCOMES_MOST && rows.next()) {
                long sequence = rows.getLong(1);
                if (sequence != after + events.size() + 1) {
                    return new Chunk(events, sequence);
                }
                var event = ChainedEvent.read(rows.getString(2), rows.getBytes(3));
                events.add(event);
                outcomes += event.event() instanceof TasksEnded ended
                        ? ended.outcomes().size()
                        : 0;
            }
        }
        return new Chunk(events, 0);
    }
}
