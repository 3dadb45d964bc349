package app.demo;

import database.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.SortedMap;
import java.util.TreeMap;
import pipeline.job.JobEvent;
import pipeline.journal.ChainedEvent;
import pipeline.transfer.TransferEvent;

/** Looks into the journal of the demonstration's one transfer, beside the nodes and without asking them. */
final class DemoJournal implements AutoCloseable {

    private static final long UNSETTLED = 500;

    private final Connection connection;
    private final SortedMap<Long, Entry> entries = new TreeMap<>();

    /** @param job the local name of a job; empty for the transfer's own events */
    record Entry(long ordering, String job, Object event, long millis) {}

    DemoJournal(Database database) throws SQLException {
        connection = database.connect();
    }

    /** Reads what is new. */
    void look() throws SQLException {
        // Events may be committed in another order than that of their numbers, so the latest are read again.
        try (var query =
                connection.prepareStatement("SELECT ordering, persistence_id, event_ser_manifest, event_payload,"
                        + " write_timestamp FROM event_journal WHERE ordering > ? AND (persistence_id LIKE 'job|%'"
                        + " OR persistence_id LIKE 'transfer|%') ORDER BY ordering")) {
            query.setLong(1, ordering() - UNSETTLED);
            var rows = query.executeQuery();
            while (rows.next()) {
                var parts = rows.getString(2).split("\\|", -1);
                entries.put(
                        rows.getLong(1),
                        new Entry(
                                rows.getLong(1),
                                parts[0].equals("job") ? parts[2] + "-" + parts[3] : "",
                                ChainedEvent.read(rows.getString(3), rows.getBytes(4))
                                        .event(),
                                rows.getLong(5)));
            }
        }
    }

    /** The number of the last event. */
    long ordering() {
        return entries.isEmpty() ? 0 : entries.lastKey();
    }

    /** The step that was opened last; empty when none was. */
    String step() {
        var step = "";
        for (var entry : entries.values()) {
            step = entry.event() instanceof TransferEvent.JobOpened opened ? opened.step() : step;
        }
        return step;
    }

    /** Whether a step was opened. */
    boolean hasOpened(String step) {
        return entries.values().stream()
                .anyMatch(entry -> entry.event() instanceof TransferEvent.JobOpened opened
                        && opened.step().equals(step));
    }

    /** The node that coordinates the transfer. */
    String node() {
        var node = "";
        for (var entry : entries.values()) {
            if (entry.event() instanceof TransferEvent.Submitted submitted) {
                node = submitted.node();
            } else if (entry.event() instanceof TransferEvent.Attached attached) {
                node = attached.node();
            }
        }
        return node;
    }

    /** How many tasks have their outcome. */
    int finished() {
        return entries.values().stream().mapToInt(DemoJournal::outcomes).sum();
    }

    /** The same of one step. */
    int finished(String step) {
        return entries.values().stream()
                .filter(entry -> entry.job().startsWith(step + "-"))
                .mapToInt(DemoJournal::outcomes)
                .sum();
    }

    private static int outcomes(Entry entry) {
        return entry.event() instanceof JobEvent.TasksEnded ended
                ? ended.outcomes().size()
                : 0;
    }

    /** How it ended; empty while it has not. */
    String ended() {
        var ended = "";
        for (var entry : entries.values()) {
            ended = entry.event() instanceof TransferEvent.Ended end
                    ? end.status().label()
                    : ended;
        }
        return ended;
    }

    /** What a kill did that came after this event. */
    Recovery recovery(long killedAfter) {
        var recovery = new Recovery();
        boolean killed = false;
        for (var entry : entries.values()) {
            if (!killed && entry.ordering() > killedAfter) {
                recovery.killedNow();
                killed = true;
            }
            if (entry.event() instanceof JobEvent event) {
                recovery.add(entry.job(), event, entry.millis());
            }
        }
        return recovery;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
