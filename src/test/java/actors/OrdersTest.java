package actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import actors.transfer.TransferActor.Summary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import model.FailedTasks;
import model.Finding;
import model.JobId;
import model.Mandate;
import model.Ordinals;
import model.TaskResult;
import model.TransferId;
import model.TransferStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import preservation.ActionContext;
import preservation.TaskInput;

/** What people ask of transfers, through every actor. */
class OrdersTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private final Switched action = new Switched();
    private final TransferId id = new TransferId(UUID.randomUUID());
    private SmallInstallation installation;

    @BeforeEach
    void start() throws Exception {
        installation = new SmallInstallation(directory, action, (journal, upTo) -> upTo);
    }

    @AfterEach
    void stop() {
        action.gate.release(1000);
        installation.close();
    }

    @Test
    void a_retry_runs_what_failed_and_nothing_else() throws Exception {
        action.broken.addAll(Set.of("objects/3.txt", "objects/5.txt"));
        installation.submit(id);
        await(summary -> summary.status() == TransferStatus.FAILED);

        action.broken.clear();
        done(installation.transfers().retry(id, FailedTasks.ALL, mandate("r")));
        await(summary -> summary.status() == TransferStatus.STORED);

        assertThat(action.runs)
                .hasSize(SmallInstallation.FILES + 1)
                .containsEntry("objects/3.txt", 2)
                .containsEntry("objects/5.txt", 2)
                .containsEntry("objects/4.txt", 1)
                .containsEntry("package", 1);
    }

    @Test
    void tasks_can_be_tried_one_by_one_and_the_transfer_goes_on_when_none_is_failed() throws Exception {
        action.broken.addAll(Set.of("objects/3.txt", "objects/5.txt"));
        installation.submit(id);
        await(summary -> summary.status() == TransferStatus.FAILED);
        action.broken.clear();

        done(installation.transfers().retry(id, only(3), mandate("r3")));
        await(summary -> summary.status() == TransferStatus.FAILED && action.runs.get("objects/3.txt") == 2);
        assertThat(installation.describe(id).get().failure().orElseThrow().message())
                .contains("1 tasks that failed in an earlier turn");
        assertThat(action.runs).containsEntry("objects/5.txt", 1).doesNotContainKey("package");

        done(installation.transfers().resume(id, mandate("rest")));
        await(summary -> summary.status() == TransferStatus.STORED);
        assertThat(action.runs).containsEntry("objects/5.txt", 2).containsEntry("objects/3.txt", 2);
    }

    @Test
    void a_retry_that_is_repeated_after_a_lost_answer_has_one_effect() throws Exception {
        action.broken.add("package");
        installation.submit(id);
        await(summary -> summary.status() == TransferStatus.FAILED);
        action.broken.clear();

        done(installation.transfers().retry(id, FailedTasks.ALL, mandate("r")));
        done(installation.transfers().retry(id, FailedTasks.ALL, mandate("r")));
        await(summary -> summary.status() == TransferStatus.STORED);
        done(installation.transfers().retry(id, FailedTasks.ALL, mandate("r")));

        assertThat(action.runs).containsEntry("package", 2);
        assertThatThrownBy(() -> done(installation.transfers().retry(id, FailedTasks.ALL, mandate("other"))))
                .hasMessageContaining("has ended: stored");
    }

    @Test
    void a_job_that_could_not_be_planned_is_planned_anew() throws Exception {
        installation.failPlans(1);
        installation.submit(id);
        await(summary -> summary.status() == TransferStatus.FAILED);
        assertThat(action.runs).isEmpty();

        done(installation.transfers().resume(id, mandate("r")));

        await(summary -> summary.status() == TransferStatus.STORED);
        assertThat(action.runs).hasSize(SmallInstallation.FILES + 1);
    }

    @Test
    void a_pause_lets_what_runs_finish_and_begins_nothing_new() throws Exception {
        action.gated = true;
        installation.submit(id);
        assertThat(action.begun.tryAcquire(30, TimeUnit.SECONDS)).isTrue();

        done(installation.transfers().pause(id, mandate("p")));
        assertThat(installation.describe(id).get().status()).isEqualTo(TransferStatus.PAUSED);
        action.gate.release(1000);
        action.awaitQuiet();
        assertThat(action.runs).doesNotContainKey("package");
        assertThat(installation.describe(id).get().status()).isEqualTo(TransferStatus.PAUSED);

        done(installation.transfers().prioritize(id, 90, mandate("u")));
        done(installation.transfers().resume(id, mandate("q")));
        await(summary -> summary.status() == TransferStatus.STORED);
        assertThat(action.runs.values()).containsOnly(1);
    }

    @Test
    void a_failed_transfer_that_is_given_up_ends_cancelled() throws Exception {
        action.broken.add("objects/0.txt");
        installation.submit(id);
        await(summary -> summary.status() == TransferStatus.FAILED);

        done(installation.transfers().cancel(id, mandate("c")));

        assertThat(installation.describe(id).get().status()).isEqualTo(TransferStatus.CANCELLED);
        assertThatThrownBy(() -> done(installation.transfers().resume(id, mandate("r"))))
                .hasMessageContaining("has ended: cancelled");
    }

    private static Mandate mandate(String command) {
        return new Mandate("ada", "because", command);
    }

    private FailedTasks only(int task) {
        return new FailedTasks(Optional.of(new JobId(id, "count", 0)), Ordinals.of(task));
    }

    private static void done(CompletionStage<?> answer) throws Exception {
        answer.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private void await(Predicate<Summary> wanted) throws Exception {
        var deadline = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            if (wanted.test(installation.describe(id).get(30, TimeUnit.SECONDS))) {
                return;
            }
        }
        throw new AssertionError(
                "the transfer stands at " + installation.describe(id).get());
    }

    /** Fails what is broken at the moment, counts what succeeds or fails, and can be held up. */
    private static final class Switched implements AnyParameters {
        private final Map<String, Integer> runs = new ConcurrentHashMap<>();
        private final Set<String> broken = ConcurrentHashMap.newKeySet();
        private final Semaphore begun = new Semaphore(0);
        private final Semaphore gate = new Semaphore(0);
        private volatile boolean gated;

        /** Nothing began for a while, longer than a hand-out takes. */
        void awaitQuiet() throws InterruptedException {
            boolean busy = true;
            while (busy) {
                busy = begun.tryAcquire(2, TimeUnit.SECONDS);
            }
        }

        @Override
        public TaskResult run(Map<String, Object> parameters, TaskInput task, ActionContext context)
                throws InterruptedException {
            var name = task.file().map(file -> file.path().toString()).orElse("package");
            begun.release();
            if (gated) {
                gate.acquire();
            }
            runs.merge(name, 1, Integer::sum);
            if (broken.contains(name)) {
                return TaskResult.failed(name + " is broken");
            }
            return task.file().isPresent()
                    ? TaskResult.completed()
                    : TaskResult.completed(new Finding.AipStored("file:///store/a", 12, "00"));
        }
    }
}
