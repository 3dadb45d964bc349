package actors;

import static org.assertj.core.api.Assertions.assertThat;

import actors.transfer.TransferActor.Summary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import model.Finding;
import model.Mandate;
import model.TaskResult;
import model.TransferId;
import model.TransferStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import preservation.ActionContext;
import preservation.TaskInput;

/** With two places, no more than two transfers are on their way, and all get their turn. */
class AdmissionTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int PLACES = 2;

    @TempDir
    Path directory;

    private final Held action = new Held();
    private final List<TransferId> transfers =
            Stream.generate(() -> new TransferId(UUID.randomUUID())).limit(6).toList();
    private SmallInstallation installation;

    @BeforeEach
    void begin() throws Exception {
        installation = new SmallInstallation(directory, action, (id, upTo) -> upTo, PLACES);
        for (var transfer : transfers) {
            installation.submit(transfer);
        }
        await(() -> with(TransferStatus.PROCESSING).size() == PLACES);
    }

    @AfterEach
    void end() {
        action.gate.countDown();
        installation.close();
    }

    @Test
    void no_more_than_the_places_are_taken_at_once_and_all_come_to_their_end() throws Exception {
        assertThat(with(TransferStatus.QUEUED)).hasSize(transfers.size() - PLACES);

        action.gate.countDown();

        for (var transfer : transfers) {
            await(transfer, summary -> summary.status() == TransferStatus.STORED);
        }
        assertThat(action.most).isEqualTo(PLACES);
    }

    @Test
    void the_queue_keeps_to_priorities_and_a_cancelled_one_leaves_it() throws Exception {
        var queued = with(TransferStatus.QUEUED);
        var first = queued.get(3);
        var cancelled = queued.get(0);

        done(installation.transfers().prioritize(first, 90, mandate("u")));
        done(installation.transfers().cancel(cancelled, mandate("c")));
        assertThat(status(cancelled)).isEqualTo(TransferStatus.CANCELLED);

        done(installation.transfers().pause(with(TransferStatus.PROCESSING).get(0), mandate("p")));
        await(first, summary -> summary.status() == TransferStatus.PROCESSING);
        assertThat(with(TransferStatus.QUEUED)).containsExactly(queued.get(1), queued.get(2));

        action.gate.countDown();
        for (var transfer : List.of(first, queued.get(1), queued.get(2))) {
            await(transfer, summary -> summary.status() == TransferStatus.STORED);
        }
        assertThat(action.begun).doesNotContain(cancelled);
    }

    @Test
    void a_pause_leaves_its_place_to_another_and_the_paused_one_waits_for_one_again() throws Exception {
        var before = with(TransferStatus.PROCESSING);
        var paused = before.get(0);

        done(installation.transfers().pause(paused, mandate("p")));
        await(() -> with(TransferStatus.PROCESSING).size() == PLACES);
        assertThat(with(TransferStatus.PROCESSING)).doesNotContain(paused);
        done(installation.transfers().resume(paused, mandate("r")));
        assertThat(status(paused)).isEqualTo(TransferStatus.QUEUED);

        action.gate.countDown();
        for (var transfer : transfers) {
            await(transfer, summary -> summary.status() == TransferStatus.STORED);
        }
    }

    private List<TransferId> with(TransferStatus status) throws Exception {
        var found = new ArrayList<TransferId>();
        for (var transfer : transfers) {
            if (status(transfer) == status) {
                found.add(transfer);
            }
        }
        return found;
    }

    private TransferStatus status(TransferId transfer) throws Exception {
        return installation.describe(transfer).get(30, TimeUnit.SECONDS).status();
    }

    private static Mandate mandate(String command) {
        return new Mandate("ada", "because", command);
    }

    private static void done(CompletionStage<?> answer) throws Exception {
        answer.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private void await(TransferId transfer, Predicate<Summary> wanted) throws Exception {
        await(() -> wanted.test(installation.describe(transfer).get(30, TimeUnit.SECONDS)));
    }

    private interface Wanted {
        boolean holds() throws Exception;
    }

    private static void await(Wanted wanted) throws Exception {
        var deadline = System.nanoTime() + LIMIT.toNanos();
        while (!wanted.holds()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** Waits at a gate, and counts the transfers between their first task's begin and their last one's end. */
    private static final class Held implements AnyParameters {
        private final CountDownLatch gate = new CountDownLatch(1);
        private final Set<TransferId> begun = ConcurrentHashMap.newKeySet();
        private final Set<TransferId> active = new HashSet<>();
        private int most;

        @Override
        public TaskResult run(Map<String, Object> parameters, TaskInput task, ActionContext context)
                throws InterruptedException {
            var transfer = context.transfer().id();
            enter(transfer);
            gate.await();
            if (task.file().isPresent()) {
                return TaskResult.completed();
            }
            leave(transfer);
            return TaskResult.completed(new Finding.AipStored("file:///store/a", 12, "00"));
        }

        private synchronized void enter(TransferId transfer) {
            begun.add(transfer);
            active.add(transfer);
            most = Math.max(most, active.size());
        }

        private synchronized void leave(TransferId transfer) {
            active.remove(transfer);
        }
    }
}
