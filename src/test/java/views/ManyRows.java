package views;

import codec.InstantText;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import model.Finding;
import model.ToolId;
import model.TransferStatus;
import model.Verdict;
import workflow.ChoiceStep;
import workflow.Step;

/** The rows of {@link ManyTransfers} on their way into the tables. */
final class ManyRows {

    private static final ToolId TOOL = new ToolId("ClamAV", "1.4.3/27000");
    private static final UUID WORKER = new UUID(7, 7);
    private static final int CHUNK = 1000;
    private static final int GROUP = 128;

    private final CopyRows transfers = new CopyRows("views.transfer (id, sip, name, type, accession, source_name,"
            + " submitted_by, submitted_at, workflow, workflow_digest, configuration, status, step, started_at, ended_at,"
            + " failure, aip, paused_at, paused_by, queued_at)");
    private final CopyRows extents = new CopyRows("views.extent (transfer, files, bytes)");
    private final CopyRows choices =
            new CopyRows("views.choice (transfer, step, awaited_at, option, made_by, made_at)");
    private final CopyRows jobs = new CopyRows("views.job (id, transfer, step, turn, position, opened_at, planned_at,"
            + " tasks, completed, failed, outcome, closed_at)");
    private final CopyRows chunks = new CopyRows("views.plan_chunk (job, first, files)");
    private final CopyRows handOuts = new CopyRows("views.hand_out (job, attempt, worker, tasks, owed, at)");
    private final CopyRows outcomes =
            new CopyRows("views.task_outcome (job, ordinal, attempt, worker, status, exit_code,"
                    + " message, tool_name, tool_version, arguments, started_at, took_micros, stdout)");
    private final CopyRows entries =
            new CopyRows("views.entry (transfer, id, kind, original_path, path, use, physical_path, size, checksums)");
    private final CopyRows findings = new CopyRows("views.finding"
            + " (transfer, entry, job, ordinal, sequence, nr, at, tool_name, tool_version, type, body)");
    private final CopyRows feed = new CopyRows("views.feed (id, transfer, kind, step, turn, at, detail)");
    private final CopyRows projected =
            new CopyRows("views.projected (persistence_id, transfer, sequence, announced_at)");
    private long announced;

    /** @param announced the last row that the feed has already */
    ManyRows(long announced) {
        this.announced = announced;
    }

    record Transfer(
            UUID id,
            String name,
            String accession,
            TransferStatus status,
            Step step,
            String digest,
            String failure,
            String aip) {}

    record Times(Instant submitted, Instant started, Instant ended, Instant latest) {}

    record Counts(int tasks, int completed, int failed) {}

    record Job(
            UUID key,
            UUID transfer,
            String step,
            int position,
            Instant opened,
            Counts counts,
            boolean open,
            boolean failed) {}

    /** The id of the last row of the feed. */
    long announced() {
        return announced;
    }

    void flush(Connection connection) throws SQLException {
        for (var rows : List.of(
                transfers, extents, choices, jobs, chunks, handOuts, outcomes, entries, findings, feed, projected)) {
            rows.flush(connection);
        }
    }

    void transfer(Transfer transfer, Times times) {
        var status = transfer.status();
        transfers
                .value(transfer.id())
                .value(new UUID(
                        transfer.id().getMostSignificantBits(), ~transfer.id().getLeastSignificantBits()))
                .value(transfer.name())
                .plain("standard")
                .plain(transfer.accession())
                .plain("papers:box")
                .plain("ada")
                .value(times.submitted())
                .plain("standard")
                .plain(transfer.digest())
                .plain("default")
                .plain(status.name())
                .value(transfer.step() == null ? null : transfer.step().name());
        time(transfers, times.started());
        time(transfers, times.ended());
        transfers.value(transfer.failure()).value(transfer.aip());
        time(transfers, status == TransferStatus.PAUSED ? times.latest() : null);
        transfers.value(status == TransferStatus.PAUSED ? "ada" : null);
        time(transfers, status == TransferStatus.QUEUED ? times.latest() : null);
        transfers.endRow();
    }

    void extent(UUID transfer, long files, long bytes) {
        extents.value(transfer).value(files).value(bytes).endRow();
    }

    void choice(UUID transfer, ChoiceStep step, boolean waits, Instant at) {
        choices.value(transfer).plain(step.name());
        time(choices, waits ? at : null);
        choices.value(waits ? null : step.options().get(0).name()).value(waits ? null : "ada");
        time(choices, waits ? null : at);
        choices.endRow();
    }

    void job(Job job, Instant closed) {
        jobs.value(job.key())
                .value(job.transfer())
                .plain(job.step())
                .value(0)
                .value(job.position())
                .value(job.opened())
                .value(job.opened())
                .value(job.counts().tasks())
                .value(job.counts().completed())
                .value(job.counts().failed())
                .value(job.open() ? null : job.failed() ? "FAILED" : "COMPLETED");
        time(jobs, job.open() ? null : closed);
        jobs.endRow();
    }

    void plan(UUID job, List<UUID> files) {
        for (int first = 0; first < files.size(); first += CHUNK) {
            var chunk = files.subList(first, Math.min(files.size(), first + CHUNK));
            chunks.value(job)
                    .value(first)
                    .plain(chunk.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}")))
                    .endRow();
        }
    }

    /** In groups, of which the one after the last that ended is under way. */
    void handOuts(UUID job, int tasks, int ended, Instant at) {
        for (int first = 0; first < Math.min(tasks, ended + GROUP); first += GROUP) {
            int end = Math.min(tasks, first + GROUP);
            handOuts.value(job)
                    .value(first / GROUP)
                    .value(WORKER)
                    .plain("{[" + first + "," + (end - 1) + "]}")
                    .value(Math.max(0, end - Math.max(first, ended)))
                    .value(at)
                    .endRow();
        }
    }

    void outcome(UUID job, int ordinal, String status, Instant at) {
        outcomes.value(job)
                .value(ordinal)
                .value(ordinal / GROUP)
                .value(WORKER)
                .plain(status)
                .value(status.equals("FAILED") ? 1 : 0)
                .value(status.equals("FAILED") ? "the file can't be read" : "")
                .plain(TOOL.name())
                .plain(TOOL.version())
                .plain("clamdscan --stream")
                .value(at)
                .value(1500)
                .value("{\"inline\":\"stream: OK\\nEngine version 1.4.3\\nScanned files 1\"}")
                .endRow();
    }

    void finding(UUID transfer, UUID entry, UUID job, int ordinal, Instant at) {
        var finding = new Finding.VirusScanned(Verdict.PASS, "", "");
        findings.value(transfer)
                .value(entry)
                .value(job)
                .value(ordinal)
                .value(4)
                .value(ordinal)
                .value(at)
                .plain(TOOL.name())
                .plain(TOOL.version())
                .plain(Stored.kind(finding))
                .value(Stored.json(finding))
                .endRow();
    }

    void entry(UUID transfer, UUID id, String path, Instant modified) {
        entries.value(transfer)
                .value(id)
                .plain("FILE")
                .plain(path)
                .plain("objects/" + path)
                .plain("ORIGINAL")
                .plain("transfers/" + transfer + "/" + id + "-" + modified.getEpochSecond())
                .value(4_100_000)
                .value("{\"sha256\":\"" + "ab".repeat(32) + "\"}")
                .endRow();
    }

    void announce(UUID transfer, String kind, String step, Instant at, String detail) {
        feed.value(++announced).value(transfer).plain(kind).value(step);
        feed.value(kind.startsWith("JOB") ? "0" : null).value(at).value(detail).endRow();
    }

    void projected(String persistenceId, UUID transfer, long sequence, Instant told) {
        projected.plain(persistenceId).value(transfer).value(sequence);
        time(projected, told);
        projected.endRow();
    }

    private static void time(CopyRows rows, Instant at) {
        rows.value(Optional.ofNullable(at)
                .map(Stored::micros)
                .map(InstantText::write)
                .orElse(null));
    }
}
