package crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import testing.LentServer;
import testing.OwnJvm;

/** Starts processes on one data directory, one after another, and kills them. */
final class CrashProcess {

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(180);
    private static final String CONFIGURATION =
            """
            name: crash
            workflow: standard
            choices:
              approve-transfer: approve
              choose-virus-scan: scan
              choose-format-identification: identify
              select-compression: tar-gzip
              approve-storage: store
            """;

    private final Path data;
    private final Path source;
    private final Clock clock = Clock.systemUTC();
    private final List<Long> kills = new ArrayList<>();
    private final Map<Long, ProcessHandle> children = new HashMap<>();
    private final Path recording;
    private final LogTail seen;
    private int runs;

    /** @param recording the jar of {@link RecordStates}; beside it the classes of the first run are kept for all later ones */
    CrashProcess(Path data, Path source, Path recording) throws IOException {
        this.data = data;
        this.source = source;
        this.recording = recording;
        seen = new LogTail(log());
        LentServer.to(data);
        Files.createDirectories(data.resolve("configs"));
        Files.writeString(data.resolve("configs/crash.yaml"), CONFIGURATION);
    }

    Path data() {
        return data;
    }

    /** The states that its actors have had. */
    Path states() {
        return data.resolve("states.log");
    }

    Path log() {
        return data.resolve("execution.log");
    }

    /** When each was killed, in milliseconds of the epoch. */
    List<Long> kills() {
        return kills;
    }

    /** Programs that killed processes had started and that are alive. */
    List<String> leftChildren() {
        return children.values().stream()
                .filter(ProcessHandle::isAlive)
                .map(child -> child.pid() + " " + child.info().command().orElse("?"))
                .toList();
    }

    int childrenSeen() {
        return children.size();
    }

    /** Runs until the moment, and kills: only this process, not what it started. */
    void killAt(Moment moment) throws Exception {
        long reachedBefore = reached();
        var process = start(moment);
        long began = System.nanoTime();
        while (reached() == reachedBefore) {
            check(process, began, moment.text());
        }
        boolean ended = process.waitFor(moment.delayMillis(), TimeUnit.MILLISECONDS);
        process.toHandle().descendants().forEach(child -> children.put(child.pid(), child));
        long now = clock.millis();
        process.destroyForcibly().waitFor();
        if (!ended) {
            kills.add(now);
        }
    }

    /** Runs until the transfer and the process have ended. */
    void finish() throws Exception {
        var process = start(new Moment("none", Moment.Phase.OPEN, 0, 0));
        long began = System.nanoTime();
        while (process.isAlive()) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                break;
            }
            checkTime(process, began, "the end");
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException("the last run failed: " + said());
        }
    }

    private void check(Process process, long began, String what) throws Exception {
        if (process.waitFor(10, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("the process ended before " + what + ": " + said());
        }
        checkTime(process, began, what);
    }

    private void checkTime(Process process, long began, String what) throws IOException {
        if (System.nanoTime() - began > LIMIT_NANOS) {
            process.toHandle().descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IllegalStateException("not reached in time: " + what + ": " + said());
        }
    }

    private long reached() throws IOException {
        return seen.lines().stream().filter(line -> line.word().equals("at")).count();
    }

    private String said() throws IOException {
        var all = Files.readString(output());
        return all.substring(Math.max(0, all.length() - 6000));
    }

    private Path output() {
        return data.resolve("run-" + runs + ".out");
    }

    private Process start(Moment moment) throws IOException {
        var vector = OwnJvm.behind(recording, "app.CrashNode", "-Xmx400m", "-Dmuniment.states=" + states());
        vector.addAll(List.of(data.toString(), log().toString(), moment.text(), "crash"));
        if (runs == 0) {
            vector.add(source.toString());
        }
        runs++;
        return new ProcessBuilder(vector)
                .redirectErrorStream(true)
                .redirectOutput(output().toFile())
                .start();
    }

    /** The AIP under its final name in the store. */
    Optional<Path> aip() throws IOException {
        var store = data.resolve("store");
        if (!Files.exists(store)) {
            return Optional.empty();
        }
        try (var tree = Files.walk(store)) {
            return tree.filter(file -> file.getFileName().toString().matches("[^.].*[.]tar[.]gz"))
                    .findAny();
        }
    }

    /** Everything in the directories in which a bag was being built. */
    List<String> bagFiles() throws IOException {
        try (var tree = Files.walk(data.resolve("work"))) {
            return tree.map(Path::toString)
                    .filter(name -> name.contains("/prepare-aip-0/"))
                    .toList();
        }
    }
}
