package pipeline;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import model.ChecksumAlgorithm;
import model.DatedFinding;
import model.Failure;
import model.FilePath;
import model.Finding;
import model.JobCounts;
import model.JobOutcome;
import model.Loss;
import model.Mandate;
import model.Ordinals;
import model.Product;
import model.StoredText;
import model.Submission;
import model.TaskOutcome;
import model.TaskResult;
import model.ToolId;
import model.TransferStatus;
import model.WorkerId;
import pipeline.accounts.AccountEvent;
import pipeline.cluster.ClusterEvent;
import pipeline.job.JobEvent;
import pipeline.transfer.TransferEvent;
import pipeline.transfer.TransferEvent.TurnTasks;

/** One of each event, with every component filled. The golden journal is made of them: never change one, only add. */
public final class Samples {

    public static final Instant THEN = Instant.parse("2026-01-02T03:04:05.678901Z");
    public static final WorkerId WORKER = new WorkerId(UUID.fromString("3f0c2a1e-0000-4000-8000-00000000000a"));
    public static final String WORKFLOW =
            """
            name: small
            parameters: {algorithms: [sha256]}
            steps:
              - {name: ask, title: Ask, microservice: First, choice: {yes: {title: Yes}, no: {title: No, reject: true}}}
              - {name: count, title: Count, microservice: First, action: count, scope: file}
              - {name: keep, title: Keep, microservice: Second, action: keep}
            """;

    public static final Mandate MANDATE = new Mandate("ada", "the scanner is back", "command-4");

    private static final UUID FILE = UUID.fromString("3f0c2a1e-0000-4000-8000-000000000001");

    private Samples() {}

    public static Submission submission(Map<String, String> choices) {
        return submission(choices, "d".repeat(64));
    }

    /** Of a workflow with this digest. */
    public static Submission submission(Map<String, String> choices, String workflowDigest) {
        return new Submission(
                UUID.fromString("3f0c2a1e-0000-4000-8000-000000000002"),
                "papers",
                "standard",
                Optional.of("2026-17"),
                "file:///srv/papers",
                "archive:papers",
                "ada",
                THEN,
                "small",
                workflowDigest,
                "automated",
                choices,
                Map.of("algorithms", List.of("md5")));
    }

    public static Failure failure() {
        return new Failure("count", "Count", Optional.of(3), Optional.of("objects/a.txt"), "objects/a.txt: unreadable");
    }

    public static TaskResult result() {
        return TaskResult.completed(new Finding.ChecksumsAssigned(3, Map.of(ChecksumAlgorithm.SHA256, "00")))
                .withToolRun(
                        new ToolId("tool", "1.0"),
                        "tool -x",
                        0,
                        new StoredText(Optional.of("out"), Optional.empty()),
                        StoredText.NONE)
                .withProducts(new Product("mets", FilePath.of("a/METS.xml"), 12, "00"));
    }

    public static final List<TransferEvent> TRANSFER_EVENTS = List.of(
            new TransferEvent.Submitted(submission(Map.of("ask", "yes")), WORKFLOW, "command-1", "node-1"),
            new TransferEvent.Attached(2, "node-2", THEN),
            new TransferEvent.ChoiceAwaited("ask", THEN),
            new TransferEvent.ChoiceMade("ask", "yes", "ada", "command-2", THEN),
            new TransferEvent.JobOpened("count", 0, 0, THEN),
            new TransferEvent.JobClosed(
                    "count",
                    0,
                    JobOutcome.COMPLETED_WITH_FAILURES,
                    new JobCounts(4, 2, 1, 1),
                    Optional.of(failure()),
                    List.of(new Product("mets", FilePath.of("a/METS.xml"), 12, "00")),
                    List.of(new DatedFinding(
                            new Finding.AipStored("file:///store/a", 12, "00"),
                            "keep",
                            THEN,
                            Optional.of(new ToolId("tool", "1.0")))),
                    9,
                    "e".repeat(64),
                    THEN),
            new TransferEvent.Queued(
                    "count",
                    1,
                    Optional.of(new TransferEvent.Retry(List.of(new TurnTasks(0, new Ordinals("1,3-4"))), 2, MANDATE)),
                    THEN),
            new TransferEvent.Admitted(THEN),
            new TransferEvent.CancelRequested("ada", "wrong box", "command-3", THEN),
            new TransferEvent.Paused(MANDATE, THEN),
            new TransferEvent.Resumed(MANDATE, THEN),
            new TransferEvent.PriorityChanged(80, MANDATE, THEN),
            new TransferEvent.TasksSkipped("count", List.of(new TurnTasks(0, new Ordinals("1,3-4"))), MANDATE, THEN),
            new TransferEvent.Ended(TransferStatus.FAILED, Optional.of(failure()), THEN),
            new TransferEvent.Tidied(THEN));

    public static final List<JobEvent> JOB_EVENTS = List.of(
            new JobEvent.Attached(1, THEN),
            new JobEvent.PlanChunk(0, List.of(FILE)),
            new JobEvent.Planned(4, "t/count-0/plan-1", "00", THEN),
            new JobEvent.HandedOut(1, WORKER, new Ordinals("0-2,5"), THEN),
            new JobEvent.TasksEnded(1, WORKER, List.of(new TaskOutcome(0, THEN, 1500, result()))),
            new JobEvent.AttemptLost(1, WORKER, "its worker process is gone", THEN),
            new JobEvent.Closed(JobOutcome.FAILED, new JobCounts(4, 2, 1, 1), Optional.of(failure()), THEN));

    public static final List<ClusterEvent> CLUSTER_EVENTS = List.of(
            new ClusterEvent.WorkerDrained("mill", MANDATE, THEN),
            new ClusterEvent.WorkerUndrained("mill", MANDATE, THEN));

    public static final List<AccountEvent> ACCOUNT_EVENTS = List.of(
            new AccountEvent.UserAdded("ada", List.of("archivist", "auditor"), "command-line:root", THEN),
            new AccountEvent.RolesGiven("ada", List.of("viewer"), "grace", THEN),
            new AccountEvent.PasswordSet("ada", "ada", THEN),
            new AccountEvent.UserRemoved("ada", "grace", THEN),
            new AccountEvent.KeyIssued("k7qx2abc", "ingest", List.of("archivist"), Optional.of(THEN), "grace", THEN),
            new AccountEvent.KeyRevoked("k7qx2abc", "ingest", "grace", THEN),
            new AccountEvent.SignedIn(
                    "sso:ada-k7qx2abc", "https://id.example.org", "4711", "ada", List.of("archivist"), THEN),
            new AccountEvent.SignedInWithPassword("ada", "192.0.2.1", List.of("archivist"), THEN),
            new AccountEvent.SignInBlocked("address", "192.0.2.1", 30, THEN.plusSeconds(900), THEN));

    /** Events with components that the first release did not have. */
    public static final List<Object> LATER_FORMS = List.of(
            new JobEvent.AttemptLost(2, WORKER, "gone", THEN, Optional.of(Loss.WORKER_DIED)),
            new JobEvent.HandedOut(3, WORKER, new Ordinals("0-2"), THEN, Optional.of("mill")),
            new TransferEvent.JobOpened(
                    "count",
                    1,
                    2,
                    THEN,
                    Optional.of(new TransferEvent.Retry(List.of(new TurnTasks(0, new Ordinals("1,3-4"))), 2, MANDATE))),
            new TransferEvent.JobClosed(
                    "count",
                    0,
                    JobOutcome.FAILED,
                    new JobCounts(4, 2, 1, 1),
                    Optional.of(failure()),
                    List.of(),
                    List.of(),
                    9,
                    "e".repeat(64),
                    THEN,
                    Optional.of(new Ordinals("3"))),
            new JobEvent.Planned(3, "t/count-1/plan-1", "00", THEN, 2));
}
