package database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running server on one cluster: starts it on a free port of the loopback interface and waits until it answers. */
final class PostgresServer {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
    private static final String LOOPBACK = "127.0.0.1";
    private static final int PORT_TRIES = 5;
    private static final int LOGS_KEPT = 5;

    /** After a crash the server first replays up to max_wal_size of its log. */
    private static final Duration READY_LIMIT = Duration.ofMinutes(5);

    private static final List<String> SETTINGS = List.of(
            // What is acknowledged must survive a power cut: never leave these two to a default.
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "listen_addresses=" + LOOPBACK,
            // No socket file: its path may be 107 bytes long at most, and a data directory's may be longer.
            "unix_socket_directories=",
            "password_encryption=scram-sha-256",
            "max_connections=60",
            "shared_buffers=128MB",
            "work_mem=16MB",
            "maintenance_work_mem=64MB",
            "max_wal_size=1GB",
            // Containers often have 64 MB of shared memory and one or two cores that the tools need.
            "max_parallel_workers_per_gather=0",
            "jit=off",
            "timezone=UTC",
            "log_timezone=UTC",
            "log_min_messages=warning",
            "log_checkpoints=off",
            "log_min_error_statement=panic",
            "logging_collector=off");

    private final Process process;
    private final int port;

    private PostgresServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @throws DatabaseUnavailable if the server ends instead of getting ready, with what it printed */
    static PostgresServer start(Path cluster, Path logs, PostgresPrograms programs) throws IOException {
        for (int attempt = 1; ; attempt++) {
            keepOlderLogs(logs);
            var port = freePort();
            var server = startOn(port, cluster, programs);
            if (server.isPresent()) {
                return server.get();
            }
            // Between our look at the port and the server's somebody may have taken it; nothing else is worth a retry.
            if (attempt == PORT_TRIES || isFree(port)) {
                throw didNotStart(cluster, logs);
            }
        }
    }

    /** Starts the server of the same cluster again, where its clients look for it. */
    PostgresServer startAgain(Path cluster, Path logs, PostgresPrograms programs) throws IOException {
        keepOlderLogs(logs);
        var again = startOn(port, cluster, programs);
        if (again.isEmpty()) {
            throw didNotStart(cluster, logs);
        }
        return again.get();
    }

    private static Optional<PostgresServer> startOn(int port, Path cluster, PostgresPrograms programs)
            throws IOException {
        // No process of this cluster runs, but the number in a file that was left may by now be somebody else's, at
        // whose sight the server would refuse to start.
        Files.deleteIfExists(cluster.resolve("postmaster.pid"));
        var process = programs.startInOwnSession("postgres.log", "postgres", arguments(cluster, port));
        return waitUntilReady(process, cluster) ? Optional.of(new PostgresServer(process, port)) : Optional.empty();
    }

    private static DatabaseUnavailable didNotStart(Path cluster, Path logs) throws IOException {
        return new DatabaseUnavailable("The embedded PostgreSQL in " + cluster + " did not start: "
                + PostgresPrograms.tail(logs.resolve("postgres.log")));
    }

    private static List<String> arguments(Path cluster, int port) {
        var arguments = new ArrayList<>(List.of("-D", cluster.toString(), "-c", "port=" + port));
        for (var setting : SETTINGS) {
            arguments.add("-c");
            arguments.add(setting);
        }
        return arguments;
    }

    private static boolean waitUntilReady(Process process, Path cluster) throws IOException {
        var begun = System.nanoTime();
        var told = false;
        try {
            while (!process.waitFor(10, TimeUnit.MILLISECONDS)) {
                if (saysReady(cluster, process.pid())) {
                    return true;
                }
                var waited = Duration.ofNanos(System.nanoTime() - begun);
                if (!told && waited.toSeconds() >= 5) {
                    told = true;
                    LOG.info("PostgreSQL is recovering what an earlier kill left unfinished; waiting for it");
                }
                if (waited.compareTo(READY_LIMIT) > 0) {
                    process.destroyForcibly();
                    throw new DatabaseUnavailable("The embedded PostgreSQL in " + cluster + " was not ready after "
                            + READY_LIMIT.toMinutes() + " minutes and was stopped. Its log is beside it.");
                }
            }
            return false;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while PostgreSQL was starting", e);
        }
    }

    // The server writes its number on the first line of postmaster.pid and, once it answers, "ready" on a later one.
    private static boolean saysReady(Path cluster, long pid) throws IOException {
        var file = cluster.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return false;
        }
        var lines = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                .lines()
                .map(String::strip)
                .toList();
        return lines.size() > 1 && lines.get(0).equals(Long.toString(pid)) && lines.contains("ready");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, loopback())) {
            return socket.getLocalPort();
        }
    }

    // Not by name: no resolver, and never the other family's loopback.
    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(loopback(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void keepOlderLogs(Path logs) throws IOException {
        for (int age = LOGS_KEPT - 1; age >= 0; age--) {
            var from = logs.resolve(age == 0 ? "postgres.log" : "postgres." + age + ".log");
            if (Files.exists(from)) {
                Files.move(from, logs.resolve("postgres." + (age + 1) + ".log"), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    CompletableFuture<?> ended() {
        return process.onExit();
    }

    String url(String database) {
        return url(port, database);
    }

    static String url(int port, String database) {
        return "jdbc:postgresql://" + LOOPBACK + ":" + port + "/" + database;
    }
}
