package preservation.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import model.FilePath;
import model.JobId;
import model.Loss;
import model.Ordinals;
import model.TaskOutcome;
import model.TaskStatus;
import model.Time;
import model.TransferId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import storage.Blobs;
import storage.RemoveTree;
import testing.Entries;
import testing.OwnJvm;
import tools.ChildJvm;
import tools.Programs;
import tools.ToolRunner;

/** Real processes: what ends one is what the test says, and the process that runs the test lives on. */
class ApartTest {

    private static final AttemptKey KEY = new AttemptKey(
            new JobId(new TransferId(UUID.fromString("11111111-2222-4333-8444-555555555555")), "step", 0), 4);
    private static final ToolRunner RUNNER = ToolRunner.start(Programs.ofThisMachine());
    private static final int HEAP_MEGABYTES = 64;

    @TempDir
    Path root;

    private final List<TaskOutcome> brought = new ArrayList<>();
    private AttemptPlace place;
    private Path attempt;

    @BeforeEach
    void plan_the_job() throws Exception {
        place = place(root);
        attempt = place.area().root().resolve(order("").directory().display());
        Files.createDirectories(attempt.getParent());
        try (var facts = new FactsFile.Writer(place.area().root().resolve("facts"))) {
            facts.add(Entries.file("objects/good.txt"));
            facts.add(Entries.file("objects/deadly.txt"));
            facts.seal();
        }
    }

    @Test
    void what_the_other_process_brings_is_the_result() throws Exception {
        assertThat(work("nothing").carryOut()).isEqualTo(Ended.well());

        var result = brought.get(0).result();
        assertThat(brought).extracting(TaskOutcome::ordinal).containsExactly(1);
        assertThat(result.status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(result.message())
                .isEqualTo("done by " + pid())
                .isNotEqualTo("done by " + ProcessHandle.current().pid());
        try (var output =
                Blobs.open(place.area().blobs(), result.stdout().blob().orElseThrow())) {
            assertThat(output.readAllBytes()).as("what it kept").isNotEmpty();
        }
        assertThat(attempt.resolveSibling("attempt-4.alone")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "halt | ended with exit code 137, as of signal 9 (SIGKILL)",
                "exit | ended with exit code 0",
                "fill | ran out of memory"
            })
    void a_task_that_ends_its_own_process_has_failed(String deed, String how) throws Exception {
        assertThat(work(deed).carryOut()).isEqualTo(Ended.well());

        isToBlame(how);
    }

    @ParameterizedTest
    @CsvSource({"KILL, 'ended with exit code 137, as of signal 9 (SIGKILL)'", "SEGV, crashed by SIGSEGV (exit code 1)"})
    void a_process_that_a_crash_or_the_kernel_ends_is_proof(String signal, String how) throws Exception {
        var ended = CompletableFuture.supplyAsync(work("wait")::carryOut);

        var child = begun();
        assertThat(children()).contains(child);
        send(signal, child);

        assertThat(ended.get(30, TimeUnit.SECONDS)).isEqualTo(Ended.well());
        isToBlame(how);
    }

    private void isToBlame(String how) {
        assertThat(brought).hasSize(1);
        var result = brought.get(0).result();
        assertThat(result.status()).isEqualTo(TaskStatus.FAILED);
        assertThat(result.message()).startsWith("objects/deadly.txt: ").contains(how);
        assertThat(result.blame()).contains(FilePath.of("objects/deadly.txt"));
    }

    @Test
    void a_process_that_is_asked_to_end_proves_nothing() throws Exception {
        var ended = CompletableFuture.supplyAsync(work("wait")::carryOut);

        send("TERM", begun());

        var how = ended.get(30, TimeUnit.SECONDS);
        assertThat(how.loss()).isEqualTo(Loss.WORKER_DIED);
        assertThat(how.trouble()).contains("SIGTERM");
        assertThat(brought).isEmpty();
    }

    @Test
    void what_is_given_up_dies_and_proves_nothing() throws Exception {
        var work = work("wait");
        var ended = CompletableFuture.supplyAsync(work::carryOut);
        var child = begun();

        work.giveUp();

        assertThat(ended.get(30, TimeUnit.SECONDS).trouble()).isEqualTo("interrupted");
        assertThat(child.isAlive()).isFalse();
        assertThat(brought).isEmpty();
    }

    @Test
    void what_is_given_up_just_after_its_death_proves_nothing() throws Exception {
        var work = work("wait");
        var thread = new Thread(work::carryOut);
        thread.start();
        var child = begun();

        send("KILL", child);
        child.onExit().get(30, TimeUnit.SECONDS);
        work.giveUp();
        thread.interrupt();
        thread.join(30_000);

        assertThat(brought).isEmpty();
    }

    @Test
    void an_action_that_breaks_off_uses_up_a_try() throws Exception {
        var how = work("error").carryOut();

        assertThat(how).isEqualTo(Ended.broke("java.lang.AssertionError: a bug"));
        assertThat(brought).isEmpty();
    }

    @Test
    void a_full_disk_over_there_is_a_full_disk_here() throws Exception {
        var how = work("full").carryOut();

        assertThat(how.room()).isFalse();
        assertThat(how.trouble()).contains("No space left on device");
        assertThat(brought).isEmpty();
    }

    @Test
    void a_flood_of_output_changes_nothing() throws Exception {
        assertThat(work("flood").carryOut()).isEqualTo(Ended.well());

        assertThat(brought).extracting(outcome -> outcome.result().status()).containsExactly(TaskStatus.COMPLETED);
    }

    @Test
    void a_process_that_never_begins_proves_nothing() throws Exception {
        var how = new WorkApart(order("nothing"), place, jvm(ApartTest.class), brought::addAll).carryOut();

        assertThat(how.loss()).isEqualTo(Loss.WORKER_DIED);
        assertThat(how.trouble()).contains("before it began");
        assertThat(brought).isEmpty();
    }

    @Test
    void a_task_has_its_time_limit_there_as_well() throws Exception {
        var how = new WorkApart(order("wait", Duration.ofSeconds(5)), place, jvm(DeadlyProcess.class), brought::addAll)
                .carryOut();

        assertThat(how).isEqualTo(Ended.broke("no result within its time limit of PT5S"));
        assertThat(children()).isEmpty();
    }

    @Test
    void it_dies_with_its_parent() throws Exception {
        var vector = OwnJvm.command(DeadlyProcess.Parent.class.getName());
        vector.add(root.toString());
        var parent = new ProcessBuilder(vector).redirectErrorStream(true).start();
        try {
            var child = begun();

            send("KILL", parent.toHandle());

            assertThat(child.onExit().get(30, TimeUnit.SECONDS)).isNotNull();
            assertThat(SealedResult.read(place.area().root(), KEY)).isEmpty();
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void only_what_is_to_be_alone_is_begun_in_another_process() throws Exception {
        var actions = new Actions(DeadlyProcess.byName(), Optional.of(jvm(DeadlyProcess.class)));
        var here = new AttemptPlace(place.area(), actions, place.blobs(), place.time(), place.room());
        var threads = new AttemptThreads(here);
        long ours = ProcessHandle.current().pid();

        assertThat(begin(threads, order("nothing", false))).isEqualTo("done by " + ours);

        RemoveTree.at(attempt);
        assertThat(begin(threads, order("nothing", true)))
                .isNotEqualTo("done by " + ours)
                .startsWith("done by ");
    }

    private static String begin(AttemptThreads threads, AttemptOrder order) throws Exception {
        var said = new CompletableFuture<String>();
        var slot = Executors.newSingleThreadExecutor();
        var unused = threads.start(order, slot, new Execution.Progress() {
            @Override
            public boolean begin() {
                return true;
            }

            @Override
            public void bring(List<TaskOutcome> outcomes) {
                said.complete(outcomes.get(0).result().message());
            }

            @Override
            public void end(Ended how) {
                said.complete("nothing: " + how);
            }
        });
        try {
            return said.get(60, TimeUnit.SECONDS);
        } finally {
            slot.shutdownNow();
        }
    }

    // --- What it takes ----------------------------------------------------------------------------

    private WorkApart work(String deed) {
        return new WorkApart(order(deed), place, jvm(DeadlyProcess.class), brought::addAll);
    }

    static ChildJvm jvm(Class<?> program) {
        return new ChildJvm(RUNNER, program, HEAP_MEGABYTES, Map.of());
    }

    static AttemptPlace place(Path root) throws IOException {
        var area = new WorkArea(
                Files.createDirectories(root.resolve("work")), Files.createDirectories(root.resolve("blobs")));
        var time = Time.of(Clock.systemUTC());
        return new AttemptPlace(
                area, new Actions(Map.of()), new Blobs(area.blobs(), "worker"), time, new Room(area, time));
    }

    static AttemptOrder order(String deed) {
        return order(deed, Duration.ofMinutes(1), true);
    }

    private static AttemptOrder order(String deed, Duration limit) {
        return order(deed, limit, true);
    }

    private static AttemptOrder order(String deed, boolean alone) {
        return order(deed, Duration.ofMinutes(1), alone);
    }

    private static AttemptOrder order(String deed, Duration limit, boolean alone) {
        return new AttemptOrder(
                KEY,
                "act",
                Map.of("deed", deed),
                SampleOrders.facts(KEY.job().transfer()),
                FilePath.of("facts"),
                true,
                Ordinals.of(1),
                limit,
                alone);
    }

    /** The other process, once its action runs. */
    /** The JDK shows the first page of a command line only, and the main class comes after a long class path. */
    private static List<ProcessHandle> children() {
        return ProcessHandle.current()
                .descendants()
                .filter(child -> child.info().commandLine().orElse("").contains("ErrorFileToStderr"))
                .toList();
    }

    private ProcessHandle begun() throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!Files.exists(attempt.resolve(DeadlyProcess.PID))) {
            assertThat(System.nanoTime()).as("no action began").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return ProcessHandle.of(pid()).orElseThrow();
    }

    private long pid() throws IOException {
        return Long.parseLong(Files.readString(attempt.resolve(DeadlyProcess.PID)));
    }

    private static void send(String signal, ProcessHandle to) throws Exception {
        var kill = new ProcessBuilder("kill", "-s", signal, Long.toString(to.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }
}
