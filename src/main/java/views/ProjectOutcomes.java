package views;

import codec.FindingList;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import model.BlobRef;
import model.Finding;
import model.FindingAbout;
import model.JobId;
import model.StoredText;
import model.TaskOutcome;
import model.TaskStatus;
import model.ToolId;
import pipeline.job.JobEvent.TasksEnded;

/** Outcomes of one job and what they found, on their way into the views. Collects, and sends in groups. */
final class ProjectOutcomes {

    private static final int CHARACTERS_MOST = 2_000_000;

    private final Connection connection;
    private final BlobSource blobs;
    private final UUID job;
    private final String transferText;
    private final String jobText;
    private final PlannedFiles plan;
    private final EntryChanges entries;
    private final CopyRows outcomes = new CopyRows(
            "views.task_outcome (job, ordinal, attempt, worker, status, exit_code,"
                    + " message, tool_name, tool_version, arguments, blame, started_at, took_micros, stdout, stderr, products, bulk)");
    private final CopyRows findings = new CopyRows("views.finding"
            + " (transfer, entry, job, ordinal, sequence, nr, at, tool_name, tool_version, type, body)");

    private final Map<Instant, Integer> pace =
            new TreeMap<>(); // always in the same order, so that none waits in a circle
    private int completed;
    private int notDone;
    private int failed;
    private Instant latest = Instant.MIN;

    ProjectOutcomes(Connection connection, JobId id, BlobSource blobs) {
        this.connection = connection;
        this.blobs = blobs;
        var transfer = id.transfer().value();
        this.job = ProjectedId.keyOf(id);
        this.transferText = transfer.toString();
        this.jobText = job.toString();
        this.plan = new PlannedFiles(connection, job);
        this.entries = new EntryChanges(transfer);
    }

    void add(long sequence, TasksEnded ended) throws SQLException, IOException {
        int nr = 0;
        for (var outcome : ended.outcomes()) {
            count(outcome.result().status());
            row(ended, outcome);
            pace.merge(outcome.endedAt().truncatedTo(ChronoUnit.MINUTES), 1, Integer::sum);
            latest = outcome.endedAt().isAfter(latest) ? outcome.endedAt() : latest;
            var file = plan.at(outcome.ordinal());
            for (var finding : outcome.result().findings()) {
                found(new Place(sequence, nr++, outcome), file, finding);
            }
            if (outcome.result().bulk().isPresent()) {
                nr = bulk(sequence, nr, outcome, outcome.result().bulk().get());
            }
        }
    }

    /** When the last of the outcomes so far ended; empty when there was none. */
    Optional<Instant> latest() {
        return latest.equals(Instant.MIN) ? Optional.empty() : Optional.of(latest);
    }

    void flush() throws SQLException {
        outcomes.flush(connection);
        findings.flush(connection);
        entries.flush(connection);
        if (completed + notDone + failed > 0 || entries.resized()) {
            Sql.of(
                            """
                            UPDATE views.job SET completed = completed + ?, not_done = not_done + ?, failed = failed + ?,
                                resized = resized OR ? WHERE id = ?""",
                            completed,
                            notDone,
                            failed,
                            entries.resized(),
                            job)
                    .update(connection);
            completed = 0;
            notDone = 0;
            failed = 0;
        }
        flushPace();
    }

    private void flushPace() throws SQLException {
        for (var minute : pace.entrySet()) {
            Sql.of(
                            """
                            INSERT INTO views.pace (job, minute, ended) VALUES (?, ?, ?)
                            ON CONFLICT (job, minute) DO UPDATE SET ended = pace.ended + EXCLUDED.ended""",
                            job,
                            minute.getKey(),
                            minute.getValue())
                    .update(connection);
        }
        pace.clear();
    }

    private record Place(long sequence, int nr, TaskOutcome outcome) {}

    private int bulk(long sequence, int from, TaskOutcome outcome, BlobRef blob) throws SQLException, IOException {
        int nr = from;
        try (var input = blobs.open(blob);
                var about = FindingList.read(input)) {
            for (Iterator<FindingAbout> each = about.iterator(); each.hasNext(); ) {
                var next = each.next();
                found(new Place(sequence, nr++, outcome), Optional.of(next.file()), next.finding());
            }
        }
        return nr;
    }

    private void found(Place place, Optional<UUID> file, Finding finding) throws SQLException {
        var outcome = place.outcome();
        findings.plain(transferText)
                .value(file.orElse(null))
                .plain(jobText)
                .value(outcome.ordinal())
                .value(place.sequence())
                .value(place.nr())
                .value(outcome.endedAt());
        tool(findings, outcome.result().tool());
        findings.plain(Stored.kind(finding)).value(Stored.json(finding)).endRow();
        if (findings.characters() > CHARACTERS_MOST) {
            findings.flush(connection);
        }
        if (file.isPresent()) {
            entries.add(connection, file.get(), finding);
        }
    }

    private void row(TasksEnded ended, TaskOutcome outcome) throws SQLException {
        var result = outcome.result();
        outcomes.plain(jobText)
                .value(outcome.ordinal())
                .value(ended.attempt())
                .value(ended.worker().value())
                .plain(result.status().name())
                .value(result.exitCode())
                .value(result.message());
        tool(outcomes, result.tool());
        outcomes.value(result.arguments())
                .value(result.blame().map(file -> file.encoded()).orElse(null))
                .value(outcome.startedAt())
                .value(outcome.tookMicros())
                .value(output(result.stdout()))
                .value(output(result.stderr()))
                .value(result.products().isEmpty() ? null : Stored.json(result.products()))
                .value(result.bulk().map(Stored::json).orElse(null))
                .endRow();
        if (outcomes.characters() > CHARACTERS_MOST) {
            outcomes.flush(connection);
        }
    }

    private static String output(StoredText text) {
        return text.isEmpty() ? null : Stored.json(text);
    }

    private static void tool(CopyRows rows, Optional<ToolId> tool) {
        rows.value(tool.map(ToolId::name).orElse(null))
                .value(tool.map(ToolId::version).orElse(null));
    }

    private void count(TaskStatus status) {
        switch (status) {
            case COMPLETED -> completed++;
            case NOT_DONE -> notDone++;
            case FAILED -> failed++;
        }
    }
}
