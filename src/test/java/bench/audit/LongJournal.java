package bench.audit;

import database.Database;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import model.Finding;
import model.JobCounts;
import model.JobId;
import model.JobOutcome;
import model.Submission;
import model.TaskOutcome;
import model.TaskResult;
import model.TransferId;
import model.Verdict;
import model.WorkerId;
import pipeline.job.JobEvent;
import pipeline.journal.ChainedEvent;
import pipeline.transfer.TransferEvent;

/** A transfer with jobs of 10,000 events, each an outcome with a finding: the smallest events that a journal is full of. */
final class LongJournal {

    private static final int OF_A_JOB = 10_000;
    private static final int BATCH = 1_000;
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final WorkerId WORKER = new WorkerId(new UUID(7, 7));
    private static final TransferId TRANSFER = new TransferId(new UUID(0x4000, 0x8000_0000_0000_0001L));

    private final Database database;
    private final Path bytes;
    private long written;

    /** @param bytes is filled with what a verifier takes the digest of */
    LongJournal(Database database, Path bytes) {
        this.database = database;
        this.bytes = bytes;
    }

    /** Writes it; gives how many events it has in fact. */
    long write(int events) throws SQLException, IOException {
        try (var connection = database.connect();
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(bytes));
                var insert = connection.prepareStatement(
                        """
                        INSERT INTO event_journal (persistence_id, sequence_number, writer, event_ser_id,
                            event_ser_manifest, event_payload) VALUES (?, ?, 'bench', 770001, ?, ?)""")) {
            connection.setAutoCommit(false);
            var own = new Chain("transfer|" + TRANSFER, ChainedEvent.GENESIS, insert, out);
            own.add(submitted());
            for (int position = 0; written < events; position++) {
                var id = new JobId(TRANSFER, "step-" + position, 0);
                own.add(new TransferEvent.JobOpened(id.step(), 0, position, AT));
                var job = new Chain(id.persistenceId(), own.link, insert, out);
                job.add(new JobEvent.Attached(1, AT));
                for (int i = 0; i < OF_A_JOB - 4; i++) {
                    job.add(outcome(i));
                }
                job.add(new JobEvent.Closed(JobOutcome.COMPLETED, new JobCounts(1, 1, 0, 0), Optional.empty(), AT));
                own.add(closed(id, position, job));
            }
            own.flush();
            connection.commit();
            try (var statement = connection.createStatement()) {
                connection.setAutoCommit(true);
                statement.execute("VACUUM ANALYZE event_journal");
            }
        }
        return written;
    }

    private static TransferEvent.JobClosed closed(JobId id, int position, Chain job) throws SQLException {
        job.flush();
        return new TransferEvent.JobClosed(
                id.step(),
                0,
                JobOutcome.COMPLETED,
                new JobCounts(1, 1, 0, 0),
                Optional.empty(),
                List.of(),
                List.of(),
                job.sequence,
                job.link,
                AT.plusSeconds(position));
    }

    private static JobEvent outcome(int ordinal) {
        var finding = new Finding.VirusScanned(Verdict.PASS, "", "scanned by a scanner that found nothing");
        return new JobEvent.TasksEnded(
                ordinal, WORKER, List.of(new TaskOutcome(ordinal, AT, 1500, TaskResult.completed(finding))));
    }

    private static TransferEvent.Submitted submitted() {
        var submission = new Submission(
                new UUID(1, 1),
                "box",
                "standard",
                Optional.empty(),
                "file:///source/box",
                "papers:box",
                "ada",
                AT,
                "small",
                "digest",
                "automated",
                Map.of(),
                Map.of());
        return new TransferEvent.Submitted(submission, "name: small", "command-1", "node-1");
    }

    /** The journals in the order in which they are verified. */
    static List<String> ids(Connection connection) throws SQLException {
        var ids = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT DISTINCT persistence_id FROM event_journal ORDER BY persistence_id")) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        }
        return ids;
    }

    private final class Chain {
        private final String id;
        private final PreparedStatement insert;
        private final OutputStream out;
        private String link;
        private long sequence;
        private int waiting;

        Chain(String id, String start, PreparedStatement insert, OutputStream out) {
            this.id = id;
            this.link = start;
            this.insert = insert;
            this.out = out;
        }

        void add(Object event) throws SQLException, IOException {
            var sealed = ChainedEvent.seal(++sequence, link, event);
            link = sealed.link();
            var stored = sealed.toBytes();
            out.write(stored);
            insert.setString(1, id);
            insert.setLong(2, sequence);
            insert.setString(3, sealed.name());
            insert.setBytes(4, stored);
            insert.addBatch();
            written++;
            if (++waiting == BATCH) {
                flush();
            }
        }

        void flush() throws SQLException {
            insert.executeBatch();
            waiting = 0;
        }
    }
}
