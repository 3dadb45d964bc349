package audit.history;

import database.Database;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import model.ChecksumAlgorithm;
import model.Finding;
import model.JobCounts;
import model.JobId;
import model.JobOutcome;
import model.Ordinals;
import model.Submission;
import model.TaskOutcome;
import model.TaskResult;
import model.TransferId;
import model.TransferStatus;
import model.WorkerId;
import pipeline.job.JobEvent;
import pipeline.journal.ChainedEvent;
import pipeline.transfer.TransferEvent;

/** A transfer with one job of very many tasks in the journal, chained as the actors chain it. */
final class LargeTransfer {

    private static final WorkerId WORKER = new WorkerId(new UUID(7, 7));
    private static final String WORKFLOW =
            """
            name: large
            steps:
              - {name: scan, title: Scan for viruses, microservice: Scan, action: scan-for-viruses, scope: file}
            """;
    private static final String INSERT =
            """
            INSERT INTO event_journal (persistence_id, sequence_number, writer, event_ser_id, event_ser_manifest,
                event_payload) VALUES (?, ?, 'test', 770001, ?, ?)""";
    private static final int BATCH = 2000;

    final TransferId id;
    private long milliseconds;
    private ChainedEvent last;
    private String start = ChainedEvent.GENESIS;
    private int waiting;

    LargeTransfer(int number) {
        id = new TransferId(new UUID(0x4000, 0x8000_0000_0000_0000L + number));
    }

    /** @param group how many tasks are handed out together */
    void write(Database database, int tasks, int group) throws SQLException {
        var job = new JobId(id, "scan", 0).persistenceId();
        try (var connection = database.connect();
                var insert = connection.prepareStatement(INSERT)) {
            connection.setAutoCommit(false);
            add(insert, "transfer|" + id, submitted());
            add(insert, "transfer|" + id, new TransferEvent.JobOpened("scan", 0, 0, now()));
            var own = last;
            last = null;
            start = own.link();
            add(insert, job, new JobEvent.Attached(1, now()));
            for (int first = 0; first < tasks; first += 1000) {
                var files = IntStream.range(first, first + 1000)
                        .mapToObj(file -> new UUID(9, file))
                        .toList();
                add(insert, job, new JobEvent.PlanChunk(first, files));
            }
            add(insert, job, new JobEvent.Planned(tasks, "facts", "00", now()));
            for (int first = 0; first < tasks; first += group) {
                run(insert, job, first, Math.min(tasks, first + group), 1L + first / group);
            }
            var counts = new JobCounts(tasks, tasks, 0, 0);
            add(insert, job, new JobEvent.Closed(JobOutcome.COMPLETED, counts, Optional.empty(), now()));
            var end = last;
            last = own;
            add(insert, "transfer|" + id, closed(counts, end));
            add(insert, "transfer|" + id, new TransferEvent.Ended(TransferStatus.STORED, Optional.empty(), now()));
            insert.executeBatch();
            connection.commit();
        }
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("ANALYZE event_journal");
        }
    }

    private void run(PreparedStatement insert, String job, int from, int to, long attempt) throws SQLException {
        var ordinals = IntStream.range(from, to).toArray();
        add(insert, job, new JobEvent.HandedOut(attempt, WORKER, Ordinals.of(ordinals), now()));
        var finding = new Finding.ChecksumsAssigned(from, Map.of(ChecksumAlgorithm.SHA256, "ab".repeat(32)));
        var outcomes = new ArrayList<TaskOutcome>();
        for (int ordinal : ordinals) {
            outcomes.add(new TaskOutcome(ordinal, now(), 1500, TaskResult.completed(finding)));
        }
        add(insert, job, new JobEvent.TasksEnded(attempt, WORKER, List.copyOf(outcomes)));
    }

    private void add(PreparedStatement insert, String persistenceId, Object event) throws SQLException {
        last = last == null
                ? ChainedEvent.seal(1, start, event)
                : ChainedEvent.seal(last.sequence() + 1, last.link(), event);
        insert.setString(1, persistenceId);
        insert.setLong(2, last.sequence());
        insert.setString(3, last.name());
        insert.setBytes(4, last.toBytes());
        insert.addBatch();
        if (++waiting % BATCH == 0) {
            insert.executeBatch();
        }
    }

    private Instant now() {
        return Instant.parse("2026-01-01T00:00:00Z").plusMillis(milliseconds++);
    }

    private TransferEvent closed(JobCounts counts, ChainedEvent end) {
        return new TransferEvent.JobClosed(
                "scan",
                0,
                JobOutcome.COMPLETED,
                counts,
                Optional.empty(),
                List.of(),
                List.of(),
                end.sequence(),
                end.link(),
                now());
    }

    private TransferEvent submitted() {
        var digest = UUID.nameUUIDFromBytes(WORKFLOW.getBytes(StandardCharsets.UTF_8))
                .toString();
        var submission = new Submission(
                new UUID(3, id.value().getLeastSignificantBits()),
                "a large box",
                "standard",
                Optional.empty(),
                "file:///source/box",
                "papers:box",
                "ada",
                now(),
                "large",
                digest,
                "automated",
                Map.of(),
                Map.of());
        return new TransferEvent.Submitted(submission, WORKFLOW, "command-1", "node-1");
    }
}
