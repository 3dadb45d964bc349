package actors;

import static org.assertj.core.api.Assertions.assertThat;

import actors.dispatch.Dispatcher;
import actors.job.JobActor;
import actors.job.JobSetup;
import actors.job.JobSurroundings;
import actors.job.Planner;
import actors.journal.JournalWatch;
import actors.projection.ProjectionActor;
import actors.transfer.Admission;
import actors.transfer.Order;
import actors.transfer.Recall;
import actors.transfer.TransferActor;
import actors.transfer.TransferSurroundings;
import actors.worker.WorkerActor;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import model.FilePath;
import model.JobId;
import model.LogFields;
import model.Loss;
import model.Mandate;
import model.Ordinals;
import model.TransferFacts;
import model.TransferId;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.LoggingTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.pattern.StatusReply;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pipeline.Samples;
import pipeline.job.Steering;
import workflow.ActionStep;
import workflow.KnownWorkflows;

/** The lines that actors log say which transfer, job and task they are about, whoever reads them later. */
class LogFieldsTest {

    private static final TransferId TRANSFER = new TransferId(UUID.fromString("11111111-2222-4333-8444-555555555555"));
    private static final JobId JOB = new JobId(TRANSFER, "count", 0);
    private static final Map<String, String> OF_TRANSFER = Map.of("transfer", TRANSFER.toString());
    private static final Map<String, String> OF_JOB = Map.of("transfer", TRANSFER.toString(), "job", "count-0");

    private static ActorTestKit kit;

    @BeforeAll
    static void start() {
        kit = ActorTestKit.create(
                "log",
                ConfigFactory.parseString("pekko.loggers = [\"org.apache.pekko.event.slf4j.Slf4jLogger\"]")
                        .withFallback(PersistenceTestKitPlugin.getInstance().config())
                        .withFallback(ConfigFactory.parseResources("serialization.conf"))
                        .withFallback(ConfigFactory.defaultReference())
                        .resolve());
    }

    @AfterAll
    static void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void a_line_of_a_transfer_names_it() {
        TransferSurroundings.Tidying failing = (transfer, ended) -> {
            throw new IOException("a full disk");
        };
        ActorRef<ClusterSharding.ShardCommand> shard =
                kit.<ClusterSharding.ShardCommand>createTestProbe().ref();
        var transfer = kit.spawn(TransferActor.create(
                TRANSFER,
                new TransferSurroundings(
                        surroundings(), kit.<Admission.Command>createTestProbe().ref(), failing, "node", Recall.NONE),
                shard));
        TestProbe<StatusReply<Done>> answers = kit.createTestProbe();
        transfer.tell(new Order.Submit(Samples.submission(Map.of()), Samples.WORKFLOW, "first", answers.ref()));
        assertThat(answers.receiveMessage().isSuccess()).isTrue();

        expect("could not be tidied", OF_TRANSFER, () -> {
            transfer.tell(new Order.Cancel(new Mandate("ada", "a mistake", "second"), answers.ref()));
            assertThat(answers.receiveMessage().isSuccess()).isTrue();
        });
    }

    @Test
    void a_line_of_a_job_names_its_transfer_and_itself() {
        var worker = kit.<WorkerActor.Command>createTestProbe();
        var dispatcher = kit.<Dispatcher.Command>createTestProbe();
        var job = kit.spawn(JobActor.create(setup(), surroundings(dispatcher.ref()), report -> {}));
        dispatcher.receiveMessage(); // it wants workers, so it is planned
        job.tell(new JobActor.Grant(Samples.WORKER, "worker-1", worker.ref(), 1));
        worker.receiveMessage();

        expect("ended early", OF_JOB, () -> job.tell(new JobActor.AttemptEnded(1, Loss.BROKE, "a test")));
    }

    @Test
    void a_line_of_the_projection_names_what_its_journal_is_about() {
        var projection = kit.spawn(ProjectionActor.create(
                (journal, upTo) -> {
                    throw new IllegalStateException("an unreadable event");
                },
                Runnable::run));

        expect("can't follow", OF_JOB, () -> projection.tell(new ProjectionActor.Advance(JOB.persistenceId(), 1)));
        expect(
                "can't follow",
                OF_TRANSFER,
                () -> projection.tell(new ProjectionActor.Advance("transfer|" + TRANSFER, 1)));
    }

    @Test
    void a_hand_out_names_its_tasks() {
        assertThat(LogFields.of(JOB, new Ordinals("0-2,5")))
                .containsEntry("task", "0-2,5")
                .containsAllEntriesOf(OF_JOB);
        assertThat(LogFields.ofJournal("something|else")).isEmpty();
    }

    private static void expect(String part, Map<String, String> fields, Runnable cause) {
        LoggingTestKit.empty().withMessageContains(part).withMdc(fields).expect(kit.system(), () -> {
            cause.run();
            return null;
        });
    }

    private static JobSetup setup() {
        var step = (ActionStep) KnownWorkflows.of("d".repeat(64), Samples.WORKFLOW)
                .step("count")
                .orElseThrow();
        var submission = Samples.submission(Map.of());
        var facts = new TransferFacts(
                TRANSFER,
                submission.sip(),
                submission.name(),
                submission.type(),
                submission.accessionNumber(),
                submission.source(),
                submission.submittedBy(),
                submission.submittedAt(),
                Map.of(),
                List.of(),
                List.of(),
                "00");
        return new JobSetup(JOB, step, Map.of(), facts, "00".repeat(32), Map.of(), Steering.USUAL, Optional.empty());
    }

    private static JobSurroundings surroundings() {
        return surroundings(kit.<Dispatcher.Command>createTestProbe().ref());
    }

    private static JobSurroundings surroundings(ActorRef<Dispatcher.Command> dispatcher) {
        Planner planner = order -> new Planner.Plan(List.of(UUID.randomUUID()), 1, FilePath.of("facts"), "00");
        return new JobSurroundings(
                dispatcher,
                kit.spawn(Behaviors.<ProjectionActor.Command>ignore()),
                planner,
                new JournalWatch(),
                attempt -> List.of(),
                Runnable::run,
                Clock.systemUTC(),
                Duration.ofMinutes(1),
                worker -> false);
    }
}
