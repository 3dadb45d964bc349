package crash.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import testing.OwnJvm;

/** One node as an operator's supervisor runs it: whenever its process has ended, it is started again. */
final class NodeProcess implements AutoCloseable {

    /** What the JVM reports of a SIGKILL, and what a test action ends its process with. */
    private static final int KILLED = 137;

    private final String name;
    private final Path directory;
    private final Map<String, String> environment;
    private final Deaths deaths;
    private final InstantSource clock;
    private final Map<Long, ProcessHandle> children = new HashMap<>();
    private final AtomicInteger starts = new AtomicInteger();
    private long pauseMillis;
    private boolean closed;
    private Process process;

    NodeProcess(String name, Path directory, Map<String, String> environment, Deaths deaths, InstantSource clock) {
        this.name = name;
        this.directory = directory;
        this.environment = environment;
        this.deaths = deaths;
        this.clock = clock;
    }

    synchronized void start() {
        if (closed) {
            return;
        }
        var vector = OwnJvm.command("app.CrashClusterNode", "-Xmx400m");
        vector.add(directory.resolveSibling("logs").toString());
        var builder = new ProcessBuilder(vector)
                .redirectErrorStream(true)
                .redirectOutput(
                        directory.resolve("out-" + starts.incrementAndGet()).toFile());
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        pauseMillis = 0;
        var unused = process.onExit().thenAccept(this::ended);
    }

    private void ended(Process gone) {
        long pause;
        synchronized (this) {
            if (closed) {
                return;
            }
            deaths.add(name, clock.millis(), gone.exitValue() == KILLED);
            pause = pauseMillis;
        }
        CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS).execute(this::start);
    }

    /** Kills only this process, not what it started; the supervisor comes after the pause. */
    synchronized void kill(long pause) {
        pauseMillis = pause;
        process.toHandle().descendants().forEach(child -> children.put(child.pid(), child));
        process.destroyForcibly();
    }

    /** Programs that a killed process had started and that are alive. */
    synchronized List<String> leftChildren() {
        return children.values().stream()
                .filter(child -> child.isAlive() && !isZombie(child.pid()))
                .map(child -> name + "'s " + child.pid() + " "
                        + child.info().command().orElse("?"))
                .toList();
    }

    /** It has ended, and only waits for its new parent to take note, which in a container may never happen. */
    private static boolean isZombie(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.startsWith(" Z ", stat.lastIndexOf(')') + 1);
        } catch (IOException gone) {
            return false; // then it is not alive either
        }
    }

    /** The end of what its latest process said. */
    String said() throws IOException {
        var file = directory.resolve("out-" + starts.get());
        var all = Files.exists(file) ? Files.readString(file) : "";
        return name + ": " + all.substring(Math.max(0, all.length() - 3000));
    }

    @Override
    public synchronized void close() {
        closed = true;
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
