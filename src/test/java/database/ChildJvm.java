package database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import testing.OwnJvm;

/** Another process on a data directory. Its main class does one of a few things and says on a file what it did. */
final class ChildJvm {

    private static final Instant SINCE = Instant.parse("2026-11-24T04:00:00Z");

    static final String MEMORY = "-Xmx256m";

    private ChildJvm() {}

    /** What a second process says when it tries to lock the directory: "locked" or the refusal. */
    static String tryToLock(Path data) throws Exception {
        var said = Files.createTempFile("said", ".txt");
        var child = start(jvm(), "lock", data, said);
        if (!child.waitFor(60, TimeUnit.SECONDS)) {
            child.destroyForcibly();
            throw new IllegalStateException("the child did not end");
        }
        return Files.readString(said).strip();
    }

    /** Starts a process that counts in a table, one commit a number, and notes on the file what was acknowledged. */
    static Process startCounting(Path data, Path said) throws IOException {
        return start(jvm(), "count", data, said);
    }

    /** @param jvm the words that start a virtual machine with this class */
    static Process start(List<String> jvm, String what, Path data, Path said) throws IOException {
        var vector = new ArrayList<>(jvm);
        vector.addAll(List.of(what, data.toString(), said.toString()));
        return new ProcessBuilder(vector)
                .redirectErrorStream(true)
                .redirectOutput(said.resolveSibling(said.getFileName() + ".out").toFile())
                .start();
    }

    private static List<String> jvm() {
        return OwnJvm.command(ChildJvm.class.getName(), MEMORY, OwnJvm.BOTH_COMPILERS);
    }

    public static void main(String[] arguments) throws Exception {
        var data = Path.of(arguments[1]);
        var said = Path.of(arguments[2]);
        try (var directory = DataDirectory.lock(data, "child", SINCE)) {
            if (arguments[0].equals("lock")) {
                say(said, "locked");
            } else {
                count(directory, said, arguments[0].equals("count") ? Integer.MAX_VALUE : 3);
            }
        } catch (DataDirectoryInUse | DatabaseUnavailable e) {
            say(said, e.getMessage());
        }
    }

    private static void count(DataDirectory directory, Path said, int numbers) throws Exception {
        var begun = System.nanoTime();
        try (var postgres = EmbeddedPostgres.start(directory);
                var connection = postgres.database().connect();
                var statement = connection.createStatement()) {
            say(said, "ready after " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun) + " ms");
            statement.execute("CREATE TABLE IF NOT EXISTS counted (number INT PRIMARY KEY)");
            for (int i = 0; i < numbers; i++) {
                var row = statement.executeQuery(
                        "INSERT INTO counted SELECT coalesce(max(number), 0) + 1 FROM counted RETURNING number");
                row.next();
                say(said, "counted " + row.getInt(1));
            }
        }
        say(said, "stopped");
    }

    private static void say(Path said, String line) throws IOException {
        Files.writeString(said, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
