package actors;

import static org.assertj.core.api.Assertions.assertThat;

import actors.cluster.WorkerOrders;
import actors.dispatch.Dispatcher;
import actors.dispatch.QueueSight;
import actors.task.TaskActor;
import actors.transfer.Admission;
import actors.transfer.Order;
import actors.transfer.TransferActor;
import actors.worker.WorkerActor;
import actors.worker.WorkerSight;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import model.FailedTasks;
import model.FilePath;
import model.JobId;
import model.Loss;
import model.Mandate;
import model.Ordinals;
import model.TaskOutcome;
import model.TaskResult;
import model.TransferFacts;
import model.TransferId;
import model.TransferStatus;
import model.WorkerId;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pipeline.Samples;
import preservation.attempt.AttemptKey;
import preservation.attempt.AttemptOrder;
import workflow.ResourceClass;

/**
 * In a rolling upgrade nodes of two versions talk to each other. The golden bytes are what the version before this one sends:
 * they are read, and so is what a later one adds.
 */
class WireMessagesTest {

    private static final Path GOLDEN = Path.of("src/test/resources/wire/release-0.1.txt");
    private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());
    private static final Instant AT = Instant.parse("2026-11-24T08:00:00.123Z");
    private static final UUID ID = UUID.fromString("11111111-2222-4333-8444-555555555555");
    private static final TransferId TRANSFER = new TransferId(ID);
    private static final WorkerId WORKER = new WorkerId(ID);
    private static final AttemptKey KEY = new AttemptKey(new JobId(TRANSFER, "count", 1), 4);
    private static final Mandate MANDATE = new Mandate("ada", "a reason", "command-1");

    private static ActorTestKit kit;
    private static Serialization serialization;
    private static int jackson;

    @BeforeAll
    static void start() throws Exception {
        kit = ActorTestKit.create(
                "wire",
                ConfigFactory.parseResources("serialization.conf")
                        .withFallback(ConfigFactory.defaultReference())
                        .resolve());
        serialization = SerializationExtension.get(kit.system());
        jackson = serialization.serializerFor(WorkerActor.Kill.class).identifier();
    }

    @AfterAll
    static void stop() {
        kit.shutdownTestKit();
    }

    /** What this version sends, by its manifest. */
    private static Map<String, WireMessage> samples() {
        var all = new LinkedHashMap<String, WireMessage>();
        Stream.of(fromWorkers(), toWorkers(), aboutTheCluster(), toTransfers())
                .flatMap(List::stream)
                .forEach(message -> all.put(message.getClass().getName(), message));
        return all;
    }

    private static List<WireMessage> fromWorkers() {
        var outcome = new TaskOutcome(3, AT, 1_500, TaskResult.failed("unreadable", FilePath.of("objects/a.txt")));
        return List.of(
                new TaskActor.Report(7, true, true, List.of(outcome), "broke", false, Optional.of(Loss.WORKER_DIED)),
                new Dispatcher.WorkerHello(
                        WORKER, nobody(), Map.of(ResourceClass.CPU, 2), Map.of("validate-formats", 1), "mill"),
                new WorkerSight(
                        WORKER,
                        "mill",
                        Map.of(ResourceClass.IO, new WorkerSight.Room(2, 1)),
                        true,
                        false,
                        "its disk is full",
                        5,
                        List.of(new WorkerSight.Hold(
                                TRANSFER, "count-1", "count", ResourceClass.IO, 4, "0-4", 5, 1, true, 1_000, 2_000)),
                        1));
    }

    private static List<WireMessage> toWorkers() {
        var order = new AttemptOrder(
                KEY,
                "count",
                Map.of("levels", List.of(1, 2), "name", "x"),
                new TransferFacts(
                        TRANSFER,
                        ID,
                        "papers",
                        "standard",
                        Optional.of("2026/7"),
                        "file:///papers",
                        "ada",
                        AT,
                        Map.of("approve", "yes"),
                        List.of(),
                        List.of(),
                        "00"),
                FilePath.of("work/facts"),
                true,
                Ordinals.of(3),
                Duration.ofMinutes(2),
                true);
        return List.of(
                new WorkerActor.Introduce(nobody()),
                new WorkerActor.Assign(2, order, ResourceClass.IO, true, nobody()),
                new WorkerActor.Attach(2, KEY, nobody()),
                new WorkerActor.Seen(2, KEY, 7, Ordinals.of(3, 4)),
                new WorkerActor.Kill(2, KEY),
                new WorkerActor.Regard(9, true),
                new WorkerActor.Describe(nobody()));
    }

    private static List<WireMessage> aboutTheCluster() {
        return List.of(
                new Dispatcher.Describe(nobody()),
                new QueueSight(
                        List.of(new QueueSight.Waiting(TRANSFER, "count-1", "count", ResourceClass.CPU, 50, 9)),
                        Map.of(ResourceClass.CPU, 9L)),
                new WorkerOrders.Drain("mill", MANDATE, nobody()),
                new WorkerOrders.Undrain("mill", MANDATE, nobody()),
                new WorkerOrders.Look(nobody()),
                new WorkerOrders.Orders(3, List.of(new WorkerOrders.Draining("mill", "ada", "a new disk", AT))));
    }

    private static List<WireMessage> toTransfers() {
        return List.of(
                new Order.Submit(Samples.submission(Map.of("approve", "yes")), Samples.WORKFLOW, "command-1", nobody()),
                new Order.Choose("approve", "yes", "ada", "command-1", nobody()),
                new Order.Cancel(MANDATE, nobody()),
                new Order.Retry(new FailedTasks(Optional.of(KEY.job()), Ordinals.of(3)), MANDATE, nobody()),
                new Order.Skip(FailedTasks.ALL, MANDATE, nobody()),
                new Order.Pause(MANDATE, nobody()),
                new Order.Resume(MANDATE, nobody()),
                new Order.Prioritize(80, MANDATE, nobody()),
                new Admission.Waits(TRANSFER, 80, AT, 3, nobody()),
                new Admission.Holds(TRANSFER),
                new Admission.Leaves(TRANSFER),
                new Admission.Describe(nobody()),
                new Admission.Sight(32, 30, 7),
                new TransferActor.TakePlace(3),
                new TransferActor.Wake(),
                new TransferActor.Leave(),
                new TransferActor.Describe(nobody()),
                new TransferActor.Summary(
                        true,
                        TransferStatus.FAILED,
                        Optional.of("count"),
                        Optional.of(ID.toString()),
                        Optional.of("file:///a"),
                        Optional.empty()));
    }

    private static <T> ActorRef<T> nobody() {
        return kit.system().deadLetters();
    }

    static Stream<String> golden() throws IOException {
        return Files.readAllLines(GOLDEN).stream();
    }

    @ParameterizedTest
    @MethodSource("golden")
    void what_the_version_before_sends_is_read(String line) throws Exception {
        var manifest = line.split(" ", -1)[0];
        var read = tree(written(read(manifest, bytes(line))));
        var sent = tree(bytes(line));

        assertThat(withoutNew(manifest, read)).isEqualTo(sent);
    }

    /** What this version has added since. */
    private static JsonNode withoutNew(String manifest, JsonNode read) {
        if (manifest.equals(WorkerActor.Assign.class.getName())) {
            assertThat(read.at("/order/alone").asBoolean()).as("nobody said it").isFalse();
            ((ObjectNode) read.at("/order")).remove("alone");
        }
        if (manifest.equals(TaskActor.Report.class.getName())) {
            assertThat(read.path("loss").isNull() || read.path("loss").isMissingNode())
                    .as("nobody said it")
                    .isTrue();
            ((ObjectNode) read).remove("loss");
        }
        return read;
    }

    @Test
    void a_report_without_a_loss_has_the_one_that_its_blame_stood_for() throws Exception {
        var tree = (ObjectNode) tree(written(samples().get(TaskActor.Report.class.getName())));
        tree.remove("loss");

        var read = (TaskActor.Report) read(TaskActor.Report.class.getName(), CBOR.writeValueAsBytes(tree));

        assertThat(read.loss()).isEmpty();
        assertThat(read.results()).hasSize(1);
    }

    static Stream<String> manifests() {
        return samples().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void what_a_later_version_adds_is_passed_over(String manifest) throws Exception {
        var message = samples().get(manifest);
        var tree = tree(written(message));
        addEverywhere(tree);

        assertThat(read(manifest, CBOR.writeValueAsBytes(tree))).isEqualTo(message);
    }

    /** To the message and to every record in it; what has no fixed names, such as parameters, takes anything. */
    private static void addEverywhere(JsonNode tree) {
        tree.forEach(WireMessagesTest::addEverywhere);
        if (tree instanceof ObjectNode object && !isMap(object)) {
            object.putObject("addedLater").put("deep", true);
        }
    }

    private static boolean isMap(ObjectNode object) {
        return Stream.of("levels", "algorithms", "approve", "CPU", "IO", "validate-formats")
                .anyMatch(object::has);
    }

    @Test
    void every_message_has_its_golden_bytes() throws Exception {
        var inFile = golden().map(line -> line.split(" ", -1)[0]).toList();
        var ours = new ClassFileImporter()
                .importPath(Path.of("target/classes/actors")).stream()
                        .filter(type -> type.isAssignableTo(WireMessage.class) && type.isRecord())
                        // What an actor tells itself never leaves its node, and nobody else can say it.
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .map(JavaClass::getName)
                        .toList();

        assertThat(inFile).containsExactlyInAnyOrderElementsOf(ours);
        assertThat(samples().keySet()).containsExactlyInAnyOrderElementsOf(ours);
    }

    private static byte[] bytes(String line) {
        return Base64.getDecoder().decode(line.split(" ", -1)[1]);
    }

    private static JsonNode tree(byte[] cbor) throws IOException {
        return CBOR.readTree(cbor);
    }

    private static Object read(String manifest, byte[] bytes) {
        return serialization.deserialize(bytes, jackson, manifest).get();
    }

    private static byte[] written(Object message) {
        return serialization.serialize(message).get();
    }
}
