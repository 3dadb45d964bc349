package crash.cluster;

import crash.ExecutionLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The execution logs of all nodes, a file each, which outlive their processes. */
public record Logs(Path directory) {

    /** A line, and who wrote it. */
    public record Seen(String node, ExecutionLog.Line line) {}

    public ExecutionLog of(String node, InstantSource clock) throws IOException {
        Files.createDirectories(directory);
        return new ExecutionLog(directory.resolve(node), clock);
    }

    /** Every line, in the order of time. */
    public List<Seen> read() throws IOException {
        var all = new ArrayList<Seen>();
        try (var files = Files.newDirectoryStream(directory)) {
            for (var file : files) {
                ExecutionLog.read(file)
                        .forEach(line -> all.add(new Seen(file.getFileName().toString(), line)));
            }
        }
        all.sort(Comparator.comparingLong(seen -> seen.line().millis()));
        return all;
    }
}
