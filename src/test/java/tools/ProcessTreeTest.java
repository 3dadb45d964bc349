package tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testing.OwnJvm;

/** Whatever becomes of a tool, of its run, or of the JVM that started it: nothing that it started outlives that. */
class ProcessTreeTest {

    private static final ToolRunner RUNNER = ToolRunner.start(Programs.ofThisMachine());

    @TempDir
    Path directory;

    @AfterAll
    static void close() {
        RUNNER.close();
    }

    @Test
    void when_its_time_is_over_the_whole_tree_dies() throws Exception {
        var run = RUNNER.run(shell(ToolOwner.TREE, Duration.ofMillis(700)), () -> false);

        assertThat(run.timedOut()).isTrue();
        assertThat(run.isGood()).isFalse();
        assertThat(run.took()).isBetween(Duration.ofMillis(700), Duration.ofSeconds(20));
        assertThat(numbers(run.stdout().text())).hasSize(3).noneMatch(ProcessTreeTest::isAlive);
    }

    @Test
    void when_it_is_given_up_the_whole_tree_dies() throws Exception {
        var started = directory.resolve("started");
        var request = shell("(" + ToolOwner.TREE + ") > started.part & sleep 0.3; mv started.part started; wait");

        assertThatThrownBy(() -> RUNNER.run(request, () -> Files.exists(started)))
                .isInstanceOf(InterruptedException.class);

        assertThat(numbers(Files.readString(started))).hasSize(3).noneMatch(ProcessTreeTest::isAlive);
    }

    @Test
    void when_its_thread_is_interrupted_the_whole_tree_dies() throws Exception {
        var thrown = new AtomicReference<Throwable>();
        var running = new CountDownLatch(1);
        var pids = directory.resolve("pids");
        var thread = new Thread(() -> {
            try {
                RUNNER.run(shell("(" + ToolOwner.TREE + ") > pids"), () -> {
                    if (lines(pids) == 3) {
                        running.countDown();
                    }
                    return false;
                });
            } catch (Exception e) {
                thrown.set(e);
            }
        });
        thread.start();
        assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();

        thread.interrupt();
        thread.join(20_000);

        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(numbers(Files.readString(pids))).hasSize(3).noneMatch(ProcessTreeTest::isAlive);
    }

    @Test
    void what_a_tool_leaves_running_dies_with_its_run() throws Exception {
        var run = RUNNER.run(shell("sleep 600 & echo $!; setsid sleep 600 >/dev/null 2>&1 & echo $!"), () -> false);

        assertThat(run.exitCode()).isZero();
        assertThat(run.took()).isLessThan(Duration.ofSeconds(20));
        assertThat(numbers(run.stdout().text())).hasSize(2).noneMatch(ProcessTreeTest::isAlive);
    }

    /** As a program has none that is just taking another's place, when {@code execve} has not given it its own yet. */
    @Test
    void what_a_tool_leaves_running_without_an_environment_dies_with_its_run() throws Exception {
        var run = RUNNER.run(shell("env -i sleep 600 & echo $!; sleep 0.3"), () -> false);

        assertThat(numbers(run.stdout().text())).hasSize(1).noneMatch(ProcessTreeTest::isAlive);
    }

    @Test
    void when_the_jvm_is_killed_the_tree_of_its_tool_dies() throws Exception {
        var jvm = owner();
        var tree = readTree(jvm);
        assertThat(tree).hasSize(3).allMatch(ProcessTreeTest::isAlive);

        jvm.destroyForcibly();

        for (long pid : tree) {
            awaitEnd(pid);
        }
    }

    @Test
    void when_jvm_and_watch_are_killed_the_next_start_sweeps() throws Exception {
        var jvm = owner("kill-the-watch-too");
        var tree = readTree(jvm);
        jvm.destroyForcibly().waitFor();
        assertThat(tree).hasSize(3).allMatch(ProcessTreeTest::isAlive);

        try (var next = ToolRunner.start(Programs.ofThisMachine())) {
            assertThat(tree).noneMatch(ProcessTreeTest::isAlive);
            assertThat(next.programs()).isNotNull();
        }
    }

    @Test
    void a_start_leaves_the_tools_of_living_jvms_alone() throws Exception {
        var jvm = owner();
        var tree = readTree(jvm);

        ToolRunner.start(Programs.ofThisMachine()).close();

        assertThat(tree).hasSize(3).allMatch(ProcessTreeTest::isAlive);
        jvm.destroyForcibly();
        for (long pid : tree) {
            awaitEnd(pid);
        }
    }

    /** The shape of a container: there the session that began outside has the number 0. */
    @Test
    void what_is_mute_and_no_tool_s_is_left_alone_where_sessions_have_no_number() throws Exception {
        var script = "env -i sleep 600 & mute=$!; sleep 0.3; \"$@\" </dev/null; kill -0 $mute && echo spared";
        var vector =
                new ArrayList<>(List.of("unshare", "--user", "--map-root-user", "--pid", "--fork", "--mount-proc"));
        vector.addAll(List.of("sh", "-c", script, "sh"));
        vector.addAll(OwnJvm.command(WatchProcess.class.getName()));
        vector.add("nobody");

        var container = new ProcessBuilder(vector).redirectErrorStream(true).start();

        var said = new String(container.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said).endsWith("spared\n");
    }

    @Test
    void closing_the_runner_kills_what_still_runs_and_starts_nothing_more() throws Exception {
        var runner = ToolRunner.start(Programs.ofThisMachine());
        var tool = runner.open(shell("exec sleep 600"));

        runner.close();

        assertThat(tool.waitFor(20_000)).isTrue();
        assertThatThrownBy(() -> runner.open(shell("true"))).hasMessageContaining("shutting down");
        tool.close();
    }

    private ToolRequest shell(String script) {
        return shell(script, Duration.ofMinutes(1));
    }

    private ToolRequest shell(String script, Duration limit) {
        return new ToolRequest(directory, limit, "sh", "-c", script);
    }

    private Process owner(String... more) throws Exception {
        var vector = OwnJvm.command(ToolOwner.class.getName());
        vector.add(directory.toString());
        vector.addAll(List.of(more));
        return new ProcessBuilder(vector)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static List<Long> readTree(Process jvm) throws Exception {
        var pids = new ArrayList<Long>();
        var lines = new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.US_ASCII));
        for (var line = lines.readLine(); line != null && !line.equals("ready"); line = lines.readLine()) {
            if (line.matches("[0-9]+")) {
                pids.add(Long.parseLong(line));
            }
        }
        return pids;
    }

    private static long lines(Path file) {
        try {
            return Files.readString(file).lines().count();
        } catch (IOException notYet) {
            return 0;
        }
    }

    private static List<Long> numbers(String text) {
        return text.lines().map(Long::parseLong).toList();
    }

    /** A zombie that nobody has collected yet is dead enough. */
    private static boolean isAlive(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException gone) {
            return false;
        }
    }

    private static void awaitEnd(long pid) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (isAlive(pid)) {
            assertThat(System.nanoTime()).as("process %s is to end", pid).isLessThan(end);
            ProcessHandle.of(pid).ifPresent(handle -> handle.onExit()
                    .completeOnTimeout(handle, 50, TimeUnit.MILLISECONDS)
                    .join());
        }
    }
}
