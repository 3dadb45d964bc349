package actors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import model.Finding;
import model.TaskResult;
import model.TransferId;
import model.TransferStatus;
import org.apache.pekko.persistence.testkit.JournalOperation;
import org.apache.pekko.persistence.testkit.ProcessingPolicy;
import org.apache.pekko.persistence.testkit.ProcessingResult;
import org.apache.pekko.persistence.testkit.ProcessingSuccess;
import org.apache.pekko.persistence.testkit.StorageFailure;
import org.apache.pekko.persistence.testkit.WriteEvents;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import preservation.ActionContext;
import preservation.TaskInput;

/** A journal that fails delays a transfer; it loses nothing, and nothing is done twice. */
class FailingJournalTest {

    /** More than the small workflow writes, so that the last ones see no failure. */
    private static final int WRITES = 24;

    private static final Duration LIMIT = Duration.ofSeconds(90);

    @TempDir
    Path directory;

    private final Runs runs = new Runs();
    private final ExecutorService clients = Executors.newFixedThreadPool(WRITES);

    @AfterEach
    void stop() {
        clients.shutdownNow();
    }

    @Test
    void whichever_write_fails_the_transfer_ends_and_each_task_runs_once() throws Exception {
        try (var installation = new SmallInstallation(directory, runs, (id, upTo) -> upTo)) {
            var failing = new FailNth();
            installation.journal().withPolicy(failing);
            var transfers = new ArrayList<TransferId>();
            for (int i = 1; i <= WRITES; i++) {
                var id = new TransferId(UUID.randomUUID());
                failing.failAt(id, i);
                transfers.add(id);
            }

            CompletableFuture.allOf(transfers.stream()
                            .map(id -> CompletableFuture.runAsync(() -> submit(installation, id), clients))
                            .toArray(CompletableFuture[]::new))
                    .join();

            for (var id : transfers) {
                awaitEnd(installation, id, failing);
            }
            assertThat(failing.failed).as("writes that failed").hasSizeGreaterThan(12);
            assertThat(runs.counts.values()).containsOnly(1).hasSize(WRITES * (SmallInstallation.FILES + 1));
        }
    }

    @Test
    void a_transfer_goes_on_though_nobody_asks_about_it() throws Exception {
        try (var installation = new SmallInstallation(directory, runs, (id, upTo) -> upTo)) {
            submit(installation, new TransferId(UUID.randomUUID()));

            runs.awaitFirst();
        }
    }

    @Test
    void a_journal_that_is_away_for_a_while_delays_the_transfer() throws Exception {
        try (var installation = new SmallInstallation(directory, runs, (id, upTo) -> upTo)) {
            var away = new Away();
            var id = new TransferId(UUID.randomUUID());
            installation.journal().withPolicy(away);
            submit(installation, id);
            runs.awaitFirst();

            away.since = System.nanoTime();

            awaitEnd(installation, id, away);
            assertThat(away.refused.get()).as("writes that failed").isPositive();
            assertThat(runs.counts.values()).containsOnly(1).hasSize(SmallInstallation.FILES + 1);
        }
    }

    /** A submission whose write fails gets no answer; the same command again is the same submission. */
    private static void submit(SmallInstallation installation, TransferId id) {
        for (int attempt = 1; ; attempt++) {
            try {
                installation.submit(id);
                return;
            } catch (CompletionException unanswered) {
                assertThat(attempt)
                        .as("attempts to submit, the last of which ended in %s", unanswered)
                        .isLessThan(4);
            }
        }
    }

    private static void awaitEnd(SmallInstallation installation, TransferId id, Object journal) throws Exception {
        var deadline = System.nanoTime() + LIMIT.toNanos();
        var summary = "nothing";
        while (System.nanoTime() < deadline) {
            try {
                var now = installation.describe(id).get(30, TimeUnit.SECONDS);
                summary = now.toString();
                if (now.status().isEnded()) {
                    assertThat(now.status()).as(summary).isEqualTo(TransferStatus.STORED);
                    return;
                }
            } catch (ExecutionException unanswered) {
                summary = unanswered.toString(); // the actor was starting anew; asked again
            }
        }
        throw new AssertionError("the transfer stands at " + summary + " with " + journal);
    }

    /** Counts how often each task ran. */
    private static final class Runs implements AnyParameters {
        private final Map<String, Integer> counts = new ConcurrentHashMap<>();
        private final CountDownLatch first = new CountDownLatch(1);

        void awaitFirst() throws InterruptedException {
            assertThat(first.await(30, TimeUnit.SECONDS)).isTrue();
        }

        @Override
        public TaskResult run(Map<String, Object> parameters, TaskInput task, ActionContext context) {
            var key = context.transfer().id() + "/"
                    + task.file().map(file -> file.path().toString()).orElse("package");
            counts.merge(key, 1, Integer::sum);
            first.countDown();
            return task.file().isPresent()
                    ? TaskResult.completed()
                    : TaskResult.completed(new Finding.AipStored("file:///store/a", 12, "00"));
        }
    }

    /** Fails one write of each transfer: the transfer's own and its jobs' are counted together. */
    private static final class FailNth implements ProcessingPolicy<JournalOperation> {
        private final Map<String, AtomicInteger> left = new ConcurrentHashMap<>();
        private final List<String> failed = new CopyOnWriteArrayList<>();

        void failAt(TransferId id, int write) {
            left.put(id.toString(), new AtomicInteger(write));
        }

        @Override
        public ProcessingResult tryProcess(String persistenceId, JournalOperation operation) {
            var parts = persistenceId.split("\\|", -1);
            var counter = parts.length < 2 ? null : left.get(parts[1]);
            if (counter == null || !(operation instanceof WriteEvents) || counter.decrementAndGet() != 0) {
                return ProcessingSuccess.getInstance();
            }
            failed.add(persistenceId);
            return new StorageFailure(new IOException("this write was chosen to fail"));
        }

        @Override
        public String toString() {
            return failed.toString();
        }
    }

    /** Fails every write of a while. */
    private static final class Away implements ProcessingPolicy<JournalOperation> {
        private static final long WHILE = Duration.ofSeconds(3).toNanos();
        private final AtomicInteger refused = new AtomicInteger();
        private volatile long since;

        @Override
        public ProcessingResult tryProcess(String persistenceId, JournalOperation operation) {
            if (since == 0 || System.nanoTime() - since > WHILE || !persistenceId.contains("|")) {
                return ProcessingSuccess.getInstance();
            }
            refused.incrementAndGet();
            return new StorageFailure(new IOException("the journal is away"));
        }

        @Override
        public String toString() {
            return refused + " refusals";
        }
    }
}
