package views;

import static java.nio.charset.StandardCharsets.UTF_8;

import codec.FindingList;
import database.Database;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import model.BlobRef;
import model.DatedFinding;
import model.EntryKind;
import model.FilePath;
import model.FileUse;
import model.Finding;
import model.FindingAbout;
import model.Ids;
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
import pipeline.transfer.TransferEvent;

/** A transfer's life for tests of the views: journals what its parts are told to do. Time goes on a second an event. */
final class Story implements BlobSource {

    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    static final WorkerId WORKER = new WorkerId(new UUID(7, 7));

    final TransferId id;
    final Journal journal;
    final Map<String, byte[]> blobs = new HashMap<>();
    private final Map<String, Long> ends = new HashMap<>();
    private int jobs;
    private long seconds;

    Story(Database database, int number) {
        this(database, number, 0);
    }

    /** Begins some seconds after {@link #BEGIN}. */
    Story(Database database, int number, long seconds) {
        this.seconds = seconds;
        this.journal = new Journal(database);
        this.id = new TransferId(new UUID(0x4000, 0x8000_0000_0000_0000L + number));
    }

    @Override
    public InputStream open(BlobRef blob) throws IOException {
        var bytes = blobs.get(blob.segment());
        if (bytes == null) {
            throw new IOException("no blob " + blob.segment());
        }
        return new ByteArrayInputStream(bytes);
    }

    /** Lets time go by in which nothing happens. */
    void skip(Duration time) {
        seconds += time.toSeconds();
    }

    Instant now() {
        return BEGIN.plusSeconds(seconds++);
    }

    String stream() {
        return "transfer|" + id;
    }

    JobId job(String step) {
        return new JobId(id, step, 0);
    }

    UUID entry(String path) {
        return Ids.ofOriginal(id, FilePath.of(path));
    }

    /** How far each stream goes. */
    Map<String, Long> ends() {
        return Map.copyOf(ends);
    }

    void write(String stream, Object... events) throws SQLException {
        ends.put(stream, journal.append(stream, events));
    }

    void submitted(String name, String workflowText) throws SQLException {
        write(stream(), submission(name, workflowText));
    }

    private TransferEvent.Submitted submission(String name, String text) {
        var digest = Ids.derived(new UUID(0, 0), text).toString();
        var submission = new Submission(
                Ids.derived(id.value(), "sip"),
                name,
                "standard",
                Optional.of("2026-1"),
                "file:///source/box",
                "papers:box",
                "ada",
                now(),
                "small",
                digest,
                "automated",
                Map.of(),
                Map.of());
        return new TransferEvent.Submitted(submission, text, "command-1", "node-1");
    }

    void jobOpened(String step) throws SQLException {
        write(stream(), new TransferEvent.JobOpened(step, 0, jobs++, now()));
    }

    /** A package-scope job with one task: opened, run and closed. */
    void packageJob(String step, TaskResult result) throws SQLException {
        jobOpened(step);
        var stream = job(step).persistenceId();
        write(
                stream,
                new JobEvent.Attached(1, now()),
                new JobEvent.Planned(1, "facts", "00", now()),
                new JobEvent.HandedOut(1, WORKER, Ordinals.of(0), now()),
                new JobEvent.TasksEnded(1, WORKER, List.of(new TaskOutcome(0, now(), 1500, result))));
        close(step, JobOutcome.COMPLETED, new JobCounts(1, 1, 0, 0));
    }

    /** A file-scope job, planned and handed out. */
    void planned(String step, List<UUID> files) throws SQLException {
        jobOpened(step);
        var events = new ArrayList<Object>(List.of(new JobEvent.Attached(1, now())));
        for (int first = 0; first < files.size(); first += 1000) {
            events.add(new JobEvent.PlanChunk(
                    first, List.copyOf(files.subList(first, Math.min(files.size(), first + 1000)))));
        }
        events.add(new JobEvent.Planned(files.size(), "facts", "00", now()));
        write(job(step).persistenceId(), events.toArray());
    }

    void handedOut(String step, long attempt, int... ordinals) throws SQLException {
        write(
                job(step).persistenceId(),
                new JobEvent.HandedOut(attempt, WORKER, Ordinals.of(ordinals), now(), Optional.of("mill")));
    }

    void ended(String step, long attempt, int ordinal, TaskResult result) throws SQLException {
        write(
                job(step).persistenceId(),
                new JobEvent.TasksEnded(attempt, WORKER, List.of(new TaskOutcome(ordinal, now(), 1500, result))));
    }

    void close(String step, JobOutcome outcome, JobCounts counts) throws SQLException {
        write(job(step).persistenceId(), new JobEvent.Closed(outcome, counts, Optional.empty(), now()));
        write(
                stream(),
                new TransferEvent.JobClosed(
                        step,
                        0,
                        outcome,
                        counts,
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        ends.get(job(step).persistenceId()),
                        "00",
                        now()));
    }

    /** Its AIP is in the store, and with that it has ended. */
    void stored() throws SQLException {
        jobOpened("store");
        var finding = new Finding.AipStored("file:///store/aip", 99, "ab");
        write(
                stream(),
                new TransferEvent.JobClosed(
                        "store",
                        0,
                        JobOutcome.COMPLETED,
                        new JobCounts(1, 1, 0, 0),
                        Optional.empty(),
                        List.of(),
                        List.of(new DatedFinding(finding, "store", now(), Optional.empty())),
                        9,
                        "00",
                        now()),
                new TransferEvent.Ended(TransferStatus.STORED, Optional.empty(), now()));
    }

    /** Findings too many for an event. */
    BlobRef blob(List<FindingAbout> findings) {
        var out = new ByteArrayOutputStream();
        try {
            FindingList.write(findings.stream(), out);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        var name = "segment-" + blobs.size();
        blobs.put(name, out.toByteArray());
        return new BlobRef(name, 0, out.size(), "00");
    }

    FindingAbout listed(String path) {
        return listed(EntryKind.FILE, FilePath.of(path));
    }

    FindingAbout listed(EntryKind kind, FilePath path) {
        var size = kind == EntryKind.FILE ? path.bytes().length : 0;
        return new FindingAbout(
                Ids.ofOriginal(id, path),
                new Finding.Listed(kind, path, path, FileUse.ORIGINAL, size, Optional.of(BEGIN)));
    }

    FindingAbout about(String path, Finding finding) {
        return new FindingAbout(entry(path), finding);
    }

    /** Brings the views up to all that was written. */
    void project(Projection projection) {
        ends.forEach((stream, end) -> {
            if (projection.advance(stream, end) != end) {
                throw new AssertionError(stream + " was not advanced to " + end);
            }
        });
    }

    static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }
}
