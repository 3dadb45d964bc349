package audit;

import database.Database;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import model.BlobRef;
import model.JobCounts;
import model.JobId;
import model.JobOutcome;
import model.Ordinals;
import model.StoredText;
import model.Submission;
import model.TaskOutcome;
import model.TaskResult;
import model.TransferId;
import model.TransferStatus;
import model.WorkerId;
import pipeline.job.JobEvent;
import pipeline.journal.ChainedEvent;
import pipeline.transfer.TransferEvent;
import storage.Blobs;

/** A transfer with two closed jobs in the journal, chained as the actors chain it. */
final class WrittenTransfer {

    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    static final WorkerId WORKER = new WorkerId(new UUID(7, 7));
    static final List<String> STEPS = List.of("receive", "scan");

    private static final String INSERT =
            """
            INSERT INTO event_journal (persistence_id, sequence_number, writer, event_ser_id, event_ser_manifest,
                event_payload) VALUES (?, ?, 'test', 770001, ?, ?)""";

    final TransferId id;
    private final Database database;
    private final Map<String, ChainedEvent> last = new HashMap<>();
    private BlobRef output;
    private long seconds;

    private WrittenTransfer(Database database, int number) {
        this.database = database;
        this.id = new TransferId(new UUID(0x4000, 0x8000_0000_0000_0000L + number));
    }

    /** Written, with output of its tasks in this directory. */
    static WrittenTransfer of(Database database, Path blobs, int number) throws Exception {
        var transfer = new WrittenTransfer(database, number);
        try (var out = new Blobs(blobs, "segment-" + number)) {
            transfer.output = out.append(to -> to.write("ten bytes!".getBytes(StandardCharsets.US_ASCII)));
        }
        transfer.append(transfer.own(), transfer.submitted());
        for (int position = 0; position < STEPS.size(); position++) {
            transfer.job(STEPS.get(position), position);
        }
        transfer.append(
                transfer.own(),
                new TransferEvent.Ended(TransferStatus.STORED, Optional.empty(), transfer.now()),
                new TransferEvent.Tidied(transfer.now()));
        return transfer;
    }

    String own() {
        return "transfer|" + id;
    }

    String job(String step) {
        return new JobId(id, step, 0).persistenceId();
    }

    UUID sip() {
        return new UUID(id.value().getMostSignificantBits() + 1, id.value().getLeastSignificantBits());
    }

    /** The last link of one of its journals. */
    String head(String persistenceId) {
        return last.get(persistenceId).link();
    }

    Path segment(Path blobs) {
        return blobs.resolve(output.segment());
    }

    private Instant now() {
        return BEGIN.plusSeconds(seconds++);
    }

    private TransferEvent.Submitted submitted() {
        var submission = new Submission(
                sip(),
                "box",
                "standard",
                Optional.empty(),
                "file:///source/box",
                "papers:box",
                "ada",
                now(),
                "small",
                "digest",
                "automated",
                Map.of(),
                Map.of());
        return new TransferEvent.Submitted(submission, "name: small", "command-1", "node-1");
    }

    private void job(String step, int position) throws SQLException {
        append(own(), new TransferEvent.JobOpened(step, 0, position, now()));
        var job = job(step);
        var result = TaskResult.completed("done")
                .withOutput(new StoredText(Optional.empty(), Optional.of(output)), StoredText.NONE);
        appendAfter(
                last.get(own()).link(),
                job,
                new JobEvent.Attached(1, now()),
                new JobEvent.Planned(1, "facts", "00", now()),
                new JobEvent.HandedOut(1, WORKER, Ordinals.of(0), now()),
                new JobEvent.TasksEnded(1, WORKER, List.of(new TaskOutcome(0, now(), 1500, result))),
                new JobEvent.Closed(JobOutcome.COMPLETED, new JobCounts(1, 1, 0, 0), Optional.empty(), now()));
        append(
                own(),
                new TransferEvent.JobClosed(
                        step,
                        0,
                        JobOutcome.COMPLETED,
                        new JobCounts(1, 1, 0, 0),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        last.get(job).sequence(),
                        last.get(job).link(),
                        now()));
    }

    private void append(String persistenceId, Object... events) throws SQLException {
        appendAfter(ChainedEvent.GENESIS, persistenceId, events);
    }

    private void appendAfter(String start, String persistenceId, Object... events) throws SQLException {
        var sealed = new ArrayList<ChainedEvent>();
        for (var event : events) {
            var before = last.get(persistenceId);
            var next = before == null
                    ? ChainedEvent.seal(1, start, event)
                    : ChainedEvent.seal(before.sequence() + 1, before.link(), event);
            last.put(persistenceId, next);
            sealed.add(next);
        }
        write(database, persistenceId, sealed);
    }

    /** Puts events into the journal as they are. */
    static void write(Database database, String persistenceId, List<ChainedEvent> events) throws SQLException {
        try (var connection = database.connect();
                var insert = connection.prepareStatement(INSERT)) {
            for (var event : events) {
                insert.setString(1, persistenceId);
                insert.setLong(2, event.sequence());
                insert.setString(3, event.name());
                insert.setBytes(4, event.toBytes());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
