package database;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Starts PostgreSQL's programs the way this machine allows: with a clean environment and, where we are root (which they
 * refuse) or a user without a name (which they can't look up), as "nobody" of a user namespace of their own. Outside of
 * it their files still belong to us. It does not know what the programs are for.
 */
final class PostgresPrograms {

    private static final String NOBODY = "65534";
    private static final int OUTPUT_LIMIT = 4_000;
    private static final Duration QUICK = Duration.ofSeconds(20);

    private final Path home;
    private final Path directory;
    private final List<String> prefix;

    private PostgresPrograms(Path home, Path directory, List<String> prefix) {
        this.home = home;
        this.directory = directory;
        this.prefix = prefix;
    }

    /**
     * @param home where the programs are unpacked
     * @param directory the working directory of everything that is started, and the home of what it prints
     * @throws DatabaseUnavailable if the programs can't be run here
     */
    static PostgresPrograms at(Path home, Path directory) throws IOException {
        var inNamespace = FileOwner.ourUid() == 0 || "?".equals(System.getProperty("user.name"));
        var prefix = inNamespace
                ? List.of("unshare", "--user", "--map-user=" + NOBODY, "--map-group=" + NOBODY)
                : List.<String>of();
        var programs = new PostgresPrograms(home, directory, prefix);
        programs.requireRunnable();
        return programs;
    }

    private void requireRunnable() throws IOException {
        String said;
        try {
            var probe = run(QUICK, "probe.log", "postgres", List.of("--version"));
            if (probe.exitCode() == 0) {
                return;
            }
            said = probe.output() + " (exit code " + probe.exitCode() + ")";
        } catch (IOException e) {
            said = e.getMessage();
        }
        throw new DatabaseUnavailable("The embedded PostgreSQL can't be started: " + said + ". " + advice());
    }

    private String advice() {
        return prefix.isEmpty()
                ? "Set MUNIMENT_DATABASE_URL to use a PostgreSQL server of your own."
                : "PostgreSQL refuses to run as root, so it is run in a user namespace, which this machine may forbid "
                        + "(or whose user may not enter " + home + "). Run Muniment as an ordinary user, or set "
                        + "MUNIMENT_DATABASE_URL to use a PostgreSQL server of your own.";
    }

    /** Runs a program to its end, which may be a violent one when it takes longer than the limit. */
    Ended run(Duration limit, String log, String program, List<String> arguments) throws IOException {
        var process = start(List.of(), log, program, arguments);
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
                return new Ended(-1, program + " did not end within " + limit.toSeconds() + " seconds");
            }
            return new Ended(process.exitValue(), tail(directory.resolve("log").resolve(log)));
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + program + " was running", e);
        }
    }

    /** Starts a program in a session of its own, so that Ctrl-C at the terminal reaches us and not it. */
    Process startInOwnSession(String log, String program, List<String> arguments) throws IOException {
        return start(List.of("setsid"), log, program, arguments);
    }

    private Process start(List<String> first, String log, String program, List<String> arguments) throws IOException {
        var vector = new ArrayList<>(first);
        vector.addAll(prefix);
        vector.add(home.resolve("bin").resolve(program).toString());
        vector.addAll(arguments);
        var builder = new ProcessBuilder(vector)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(directory.resolve("log").resolve(log).toFile());
        // PGDATA, PGPORT, PGOPTIONS and their kin would change what the programs do.
        var path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", path, "LC_ALL", "C"));
        return builder.start();
    }

    /** Sends a signal ("INT", "QUIT") that {@link ProcessHandle} has no word for. */
    void signal(String signal, long pid) throws IOException {
        run(QUICK, "signal.log", "pg_ctl", List.of("kill", signal, Long.toString(pid)));
    }

    /** The end of what a program printed. */
    static String tail(Path log) throws IOException {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            var from = Math.max(0, file.length() - OUTPUT_LIMIT);
            file.seek(from);
            var bytes = new byte[(int) Math.min(OUTPUT_LIMIT, file.length() - from)];
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8).strip();
        }
    }

    record Ended(int exitCode, String output) {}
}
