package audit.history;

import static org.assertj.core.api.Assertions.assertThat;

import audit.JournalArchive;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import model.JobId;
import model.TransferId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import pipeline.job.JobEvent;
import pipeline.journal.ChainedEvent;
import pipeline.transfer.TransferEvent;
import testing.PostgresExtension;

class MarksTest {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String INSERT =
            """
            INSERT INTO event_journal (persistence_id, sequence_number, writer, event_ser_id, event_ser_manifest,
                event_payload) VALUES (?, ?, 'test', 770001, ?, ?)""";
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    private final TransferId id = new TransferId(new UUID(4, 5));
    private final Map<String, ChainedEvent> last = new HashMap<>();

    @Test
    void a_restart_has_one_mark_although_transfer_and_job_are_taken_up() throws Exception {
        var own = "transfer|" + id;
        var job = new JobId(id, "scan", 0).persistenceId();
        try (var connection = POSTGRES.database().connect();
                var insert = connection.prepareStatement(INSERT)) {
            add(insert, own, new TransferEvent.Attached(1, "node-1", AT));
            add(insert, own, new TransferEvent.JobOpened("scan", 0, 0, AT));
            add(insert, job, new JobEvent.Attached(1, AT));
            add(insert, job, new JobEvent.Planned(1, "facts", "00", AT));
            for (int epoch = 2; epoch <= 3; epoch++) {
                add(insert, own, new TransferEvent.Attached(epoch, "node-1", AT));
                add(insert, job, new JobEvent.Attached(epoch, AT));
            }
            add(insert, job, new JobEvent.Attached(4, AT)); // by itself
        }

        try (var source = POSTGRES.database().pool("marks", 1, Duration.ofSeconds(30))) {
            var history = new ReadHistory(source, new JournalArchive(Path.of("none")), any -> FileNames.UNKNOWN);
            var marks = history.timeline(id).orElseThrow().marks();

            assertThat(marks).extracting(Timeline.Mark::number).containsExactly(5L, 7L, 9L);
            assertThat(marks).extracting(Timeline.Mark::what).containsOnly(Timeline.What.TAKEN_OVER);
        }
    }

    private void add(PreparedStatement insert, String persistenceId, Object event) throws SQLException {
        var before = last.get(persistenceId);
        var sealed = before == null
                ? ChainedEvent.seal(1, ChainedEvent.GENESIS, event)
                : ChainedEvent.seal(before.sequence() + 1, before.link(), event);
        last.put(persistenceId, sealed);
        insert.setString(1, persistenceId);
        insert.setLong(2, sealed.sequence());
        insert.setString(3, sealed.name());
        insert.setBytes(4, sealed.toBytes());
        insert.executeUpdate();
    }
}
