package actors;

import actors.dispatch.Dispatcher;
import actors.job.JobSurroundings;
import actors.job.Planner;
import actors.journal.JournalWatch;
import actors.projection.ProjectionActor;
import actors.transfer.Admission;
import actors.transfer.Recall;
import actors.transfer.TransferActor;
import actors.transfer.TransferSurroundings;
import actors.transfer.Transfers;
import actors.worker.WorkerActor;
import codec.NameBytes;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import model.FilePath;
import model.Ordinals;
import model.TransferId;
import model.WorkerId;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import pipeline.Samples;
import preservation.PreservationAction;
import preservation.attempt.Actions;
import preservation.attempt.FactsFile;
import preservation.attempt.WorkArea;
import preservation.attempt.Workbench;
import storage.Blobs;
import testing.Entries;
import workflow.ResourceClass;
import workflow.Scope;
import workflow.WorkflowReader;

/**
 * Every actor of a node as the product wires them, on a journal in memory that can be made to fail. The workflow is the
 * one of {@link Samples}; each transfer has a few files.
 */
final class SmallInstallation implements AutoCloseable {

    static final int FILES = 7;

    private static final Duration LEASE = Duration.ofSeconds(20);

    private final ActorTestKit kit;
    private final PersistenceTestKit journal;
    private final Transfers transfers;
    private final Path directory;
    private final ExecutorService slots = Executors.newFixedThreadPool(2);
    private final AtomicInteger plansToFail = new AtomicInteger();
    private final Map<String, PreservationAction<?>> actions;
    private final String workflowDigest = new WorkflowReader(Set.of("count", "keep"))
            .workflow(Samples.WORKFLOW)
            .digest();

    /** Has places for any number of transfers. */
    SmallInstallation(Path directory, PreservationAction<?> count, ProjectionActor.Projector projector)
            throws IOException {
        this(directory, count, projector, 1000);
    }

    SmallInstallation(
            Path directory, PreservationAction<?> count, ProjectionActor.Projector projector, int activeTransfers)
            throws IOException {
        this.directory = directory;
        actions = Map.of("count", count, "keep", count);
        kit = ActorTestKit.create(
                "muniment",
                PersistenceTestKitPlugin.getInstance()
                        .config()
                        .withFallback(
                                PersistenceTestKitSnapshotPlugin.getInstance().config())
                        .withFallback(ConfigFactory.parseString(
                                "pekko.persistence.testkit.events.serialize = on, pekko.cluster.roles = [coordinator]"))
                        .withFallback(ConfigFactory.load()));
        journal = PersistenceTestKit.create(kit.system());
        var cluster = Cluster.get(kit.system());
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        startWorker();
        var jobs = new JobSurroundings(
                kit.spawn(Dispatcher.create(), "dispatcher"),
                kit.spawn(ProjectionActor.create(projector, slots), "projection"),
                this::plan,
                new JournalWatch(),
                attempt -> List.of(),
                slots,
                Clock.systemUTC(),
                LEASE,
                worker -> false);
        var admission = Admission.init(kit.system(), activeTransfers, List::of);
        transfers = Transfers.init(
                kit.system(), new TransferSurroundings(jobs, admission, (transfer, ended) -> {}, "node", Recall.NONE));
    }

    private void startWorker() throws IOException {
        var area = new WorkArea(
                Files.createDirectories(directory.resolve("work")).toRealPath(),
                Files.createDirectories(directory.resolve("blobs")).toRealPath());
        var bench =
                new Workbench(area, new Actions(actions), new Blobs(area.blobs(), "worker"), Clock.systemUTC(), LEASE);
        var of = new EnumMap<ResourceClass, WorkerActor.Slots>(ResourceClass.class);
        for (var resource : ResourceClass.values()) {
            of.put(resource, new WorkerActor.Slots(2, slots, slots));
        }
        kit.spawn(WorkerActor.create(new WorkerId(UUID.randomUUID()), bench, of), "worker");
    }

    /** What is tried again is named by the first turn's plan, which has all files. */
    private Planner.Plan plan(Planner.Order order) throws IOException {
        if (plansToFail.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("this plan was chosen to fail");
        }
        var facts = order.directory().resolve(FilePath.of("plan-" + UUID.randomUUID()));
        var files = new ArrayList<UUID>();
        try (var writer = new FactsFile.Writer(NameBytes.resolve(directory.resolve("work"), facts))) {
            for (int i : wanted(order)) {
                var entry = Entries.file("objects/" + i + ".txt");
                writer.add(entry);
                files.add(entry.id());
            }
            return new Planner.Plan(
                    order.step().scope() == Scope.FILE ? files : List.of(), FILES, facts, writer.seal());
        }
    }

    private static int[] wanted(Planner.Order order) {
        return order.retry()
                .map(retry -> retry.tasks().get(0).tasks())
                .filter(tasks -> !tasks.isEmpty())
                .map(Ordinals::stream)
                .orElse(IntStream.range(0, FILES))
                .toArray();
    }

    /** The next so many plans can't be made. */
    void failPlans(int count) {
        plansToFail.set(count);
    }

    Transfers transfers() {
        return transfers;
    }

    PersistenceTestKit journal() {
        return journal;
    }

    /** Answers the question beforehand. Asked again under the same command id until it is stored. */
    void submit(TransferId id) {
        var submission = Samples.submission(Map.of("ask", "yes"), workflowDigest);
        transfers
                .submit(id, submission, Samples.WORKFLOW, "command")
                .toCompletableFuture()
                .join();
    }

    CompletableFuture<TransferActor.Summary> describe(TransferId id) {
        return transfers.describe(id).toCompletableFuture();
    }

    void wake(TransferId id) {
        transfers.wake(id);
    }

    @Override
    public void close() {
        kit.shutdownTestKit();
        slots.shutdownNow();
    }
}
