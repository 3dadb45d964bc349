package database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends every PostgreSQL process that an earlier, killed owner of this directory left running. They are known by the
 * program they run, which lies in this directory, so no number that was given to somebody else is ever signalled. Only
 * for who holds the directory's lock.
 */
final class LeftoverProcesses {

    private static final Logger LOG = LoggerFactory.getLogger(LeftoverProcesses.class);
    private static final Set<String> LAUNCHERS = Set.of("setsid", "unshare");
    private static final Duration POLITE = Duration.ofSeconds(20);
    private static final Duration FIRM = Duration.ofSeconds(5);

    private final Path directory;
    private final PostgresPrograms programs;

    LeftoverProcesses(Path directory, PostgresPrograms programs) {
        this.directory = directory;
        this.programs = programs;
    }

    /**
     * @param cluster the database whose server, if it still runs, is asked to stop in order
     * @throws DatabaseUnavailable if something can't be ended
     */
    void end(Path cluster) throws IOException {
        var left = running();
        if (left.isEmpty()) {
            return;
        }
        var server = serverPid(cluster);
        var polite = left.stream()
                .filter(p -> server.filter(pid -> pid == p.pid()).isPresent())
                .findFirst();
        if (polite.isPresent()) {
            LOG.info("stopping the PostgreSQL server (process {}) that an earlier run left behind", server.get());
            stop(polite.get());
        }
        kill();
    }

    /** Asks a server to stop: first in order, then at once (it then recovers at its next start). */
    void stop(ProcessHandle server) throws IOException {
        programs.signal("INT", server.pid());
        if (!endsWithin(server, POLITE)) {
            LOG.warn("PostgreSQL did not stop within {} s; it is told to stop at once", POLITE.toSeconds());
            programs.signal("QUIT", server.pid());
            endsWithin(server, FIRM);
        }
    }

    /** Ends without asking whatever still runs. */
    void kill() throws IOException {
        var giveUp = System.nanoTime() + POLITE.toNanos();
        // A process may fork between the look and the signal, so look until nothing is there.
        for (var left = running(); !left.isEmpty(); left = running()) {
            if (System.nanoTime() > giveUp) {
                throw new DatabaseUnavailable("Processes of an earlier run still use " + directory
                        + " and can't be ended: "
                        + left.stream().map(ProcessHandle::pid).toList() + ". End them by hand (kill -9).");
            }
            left.forEach(ProcessHandle::destroyForcibly);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    private static boolean endsWithin(ProcessHandle process, Duration limit) {
        var giveUp = System.nanoTime() + limit.toNanos();
        while (process.isAlive() && System.nanoTime() < giveUp) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        return !process.isAlive();
    }

    List<ProcessHandle> running() {
        return ProcessHandle.allProcesses().filter(this::isOurs).toList();
    }

    private boolean isOurs(ProcessHandle process) {
        var proc = Path.of("/proc", Long.toString(process.pid()));
        try {
            var program = Files.readSymbolicLink(proc.resolve("exe"));
            return program.startsWith(directory)
                    || (LAUNCHERS.contains(program.getFileName().toString()) && launchesOurs(proc));
        } catch (IOException e) {
            // Gone, a kernel thread, or another user's: none of them is ours.
            return false;
        }
    }

    private boolean launchesOurs(Path proc) throws IOException {
        var arguments = new String(Files.readAllBytes(proc.resolve("cmdline")), StandardCharsets.UTF_8).split("\0", -1);
        var prefix = directory.resolve(PostgresBinaries.PREFIX).toString();
        return Arrays.stream(arguments).anyMatch(argument -> argument.startsWith(prefix));
    }

    private static Optional<Long> serverPid(Path cluster) throws IOException {
        var file = cluster.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var lines = Files.lines(file)) {
            return lines.findFirst()
                    .map(String::strip)
                    .filter(s -> s.matches("\\d{1,18}"))
                    .map(Long::valueOf);
        }
    }
}
