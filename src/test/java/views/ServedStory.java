package views;

import database.Database;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import model.BlobRef;
import model.EntryKind;
import model.FilePath;
import model.Finding;
import model.Ids;
import model.JobCounts;
import model.JobOutcome;
import model.StoredText;
import model.Submission;
import model.TaskResult;
import model.ToolId;
import model.TransferId;
import model.Verdict;
import pipeline.transfer.TransferEvent;

/** Two transfers for tests of the API: one waits for its first choice, one has been stored. More can be submitted. */
public final class ServedStory implements BlobSource {

    /** How many bytes the second task of the scan wrote to standard output. */
    public static final int OUTPUT_BYTES = 100_000;

    private static final String WORKFLOW =
            """
            name: small
            steps:
              - {name: approve, title: Approve standard transfer, microservice: Approve transfer,
                 choice: {yes-please: {title: Approve transfer}, no-thanks: {title: Reject transfer, reject: true}}}
              - {name: receive, title: Move to processing directory, microservice: Receive, action: receive-files,
                 link: b4567e89-9fea-4256-99f5-a88987026488}
              - {name: scan, title: Scan for viruses, microservice: Scan, action: scan-for-viruses, scope: file}
              - {name: store, title: Store the AIP, microservice: Store AIP, action: store-aip}
            """;

    private final Projection projection;
    private final Story waiting;
    private final Story stored;
    private final Journal journal;

    public ServedStory(Database database, DataSource pool) throws SQLException {
        projection = new Projection(pool, this);
        journal = new Journal(database);
        waiting = new Story(database, 1);
        stored = new Story(database, 2, 3600);
        waiting.submitted("A box that waits", WORKFLOW);
        waiting.write(waiting.stream(), new TransferEvent.ChoiceAwaited("approve", waiting.now()));
        waiting.project(projection);
        store();
    }

    public TransferId waiting() {
        return waiting.id;
    }

    public TransferId stored() {
        return stored.id;
    }

    /** Of the stored transfer's file whose name is no UTF-8. */
    public java.util.UUID oddFile() {
        return Ids.ofOriginal(stored.id, odd());
    }

    @Override
    public InputStream open(BlobRef blob) throws IOException {
        return stored.open(blob);
    }

    /** Journals and projects a submission, as a transfer's actor and the projection would. */
    public void submit(TransferId id, String name) {
        var submission = new Submission(
                Ids.derived(id.value(), "sip"),
                name,
                "standard",
                Optional.empty(),
                "file:///source/box",
                "papers:box",
                "unauthenticated",
                Instant.parse("2026-01-02T00:00:00Z"),
                "small",
                Ids.derived(id.value(), "digest").toString(),
                "default",
                Map.of(),
                Map.of());
        advance(id, new TransferEvent.Submitted(submission, WORKFLOW, "command", "node"));
    }

    /** Something that listeners hear of. */
    public void cancelRequested(TransferId id) {
        advance(id, new TransferEvent.CancelRequested("ada", "no more", "c", Instant.parse("2026-01-03T00:00:00Z")));
    }

    private void advance(TransferId id, TransferEvent event) {
        try {
            var stream = "transfer|" + id;
            projection.advance(stream, journal.append(stream, event));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void store() throws SQLException {
        stored.submitted("Ein Karton", WORKFLOW);
        stored.write(stored.stream(), new TransferEvent.ChoiceMade("approve", "yes-please", "ada", "c", stored.now()));
        var bulk = stored.blob(
                List.of(stored.listed("a.txt"), stored.listed("dir/é.txt"), stored.listed(EntryKind.FILE, odd())));
        stored.packageJob("receive", TaskResult.completed().withBulk(bulk));
        stored.planned("scan", List.of(stored.entry("a.txt"), stored.entry("dir/é.txt"), oddFile()));
        stored.handedOut("scan", 1, 0, 1, 2);
        scan();
        stored.close("scan", JobOutcome.COMPLETED, new JobCounts(3, 1, 1, 1));
        stored.stored();
        stored.project(projection);
    }

    private void scan() throws SQLException {
        var clam = new ToolId("ClamAV", "1.4");
        stored.blobs.put("long", "o".repeat(OUTPUT_BYTES).getBytes(StandardCharsets.UTF_8));
        var output = new StoredText(Optional.empty(), Optional.of(new BlobRef("long", 0, OUTPUT_BYTES, "00")));
        var brief = new StoredText(Optional.of("<b>OK</b>\n"), Optional.empty());
        var warning = new StoredText(Optional.of("old signatures\n"), Optional.empty());
        stored.ended(
                "scan",
                1,
                0,
                TaskResult.completed(new Finding.VirusScanned(Verdict.PASS, "", ""))
                        .withToolRun(clam, "clamdscan --stream", 0, brief, StoredText.NONE));
        stored.ended("scan", 1, 1, TaskResult.notDone("no scanner").withToolRun(clam, "", 0, output, warning));
        stored.ended("scan", 1, 2, TaskResult.failed("an infection"));
    }

    private static FilePath odd() {
        return FilePath.ofBytes(new byte[] {'b', (byte) 0xFF, 'd'});
    }
}
