package crash.cluster;

import crash.ExecutionLog;
import crash.LogTail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The execution logs of all nodes, a file each, which outlive their processes. */
public final class Logs {

    private final Path directory;
    private final Map<Path, LogTail> tails = new HashMap<>();

    public Logs(Path directory) {
        this.directory = directory;
    }

    /** A line, and who wrote it. */
    public record Seen(String node, ExecutionLog.Line line) {}

    public ExecutionLog of(String node, InstantSource clock) throws IOException {
        Files.createDirectories(directory);
        return new ExecutionLog(directory.resolve(node), clock);
    }

    /** Every line, in the order of time. */
    public synchronized List<Seen> read() throws IOException {
        var all = new ArrayList<Seen>();
        try (var files = Files.newDirectoryStream(directory)) {
            for (var file : files) {
                tails.computeIfAbsent(file, LogTail::new)
                        .lines()
                        .forEach(line -> all.add(new Seen(file.getFileName().toString(), line)));
            }
        }
        all.sort(Comparator.comparingLong(seen -> seen.line().millis()));
        return all;
    }
}
