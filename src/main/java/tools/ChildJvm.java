package tools;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * A Java program of our own in a process beside us, with a heap of its own. It dies with us as every tool does, and ends by
 * itself when its standard input ends, which says nothing.
 *
 * @param program has a {@code main} method and is on our own class path
 * @param environment what it is told; nothing of our own environment is handed down
 */
public record ChildJvm(ToolRunner runner, Class<?> program, int heapMegabytes, Map<String, String> environment) {

    /** What it says to a person, and what a crash of the virtual machine leaves, which is rarely longer. */
    private static final int OUTPUT_BYTES_MAX = 64 << 10;

    /**
     * Options that open what libraries of ours need, whatever the version of Java, and the classes that we began with: it has
     * our class path. A virtual machine that can't use them begins without.
     */
    private static final Set<String> KEPT =
            Set.of("--add-opens", "--enable-native-access", "--sun-misc-unsafe", "-XX:SharedArchiveFile=", "-Xlog:cds");

    public ChildJvm {
        environment = Map.copyOf(environment);
    }

    /**
     * Runs it to its end, or to the end of its time.
     *
     * @param directory its working directory, and where it puts what is temporary
     * @param givenUp asked now and then; once it says true, the child is killed with all that it started
     * @throws InterruptedException when it was given up or the thread interrupted; nothing is left running
     * @throws IOException when it could not be started, or could not be killed
     */
    public ToolRun run(List<String> arguments, Path directory, Duration limit, BooleanSupplier givenUp)
            throws IOException, InterruptedException {
        var line = new ArrayList<>(start(directory));
        line.addAll(arguments);
        return runner.runTethered(new ToolRequest(line, directory, limit, OUTPUT_BYTES_MAX, environment), givenUp);
    }

    private List<String> start(Path directory) {
        var line = JavaCommand.withHeap(heapMegabytes);
        line.addAll(List.of("-XX:-CreateCoredumpOnCrash", "-XX:+ErrorFileToStderr", "-Dfile.encoding=UTF-8"));
        line.add("-Djava.io.tmpdir=" + directory);
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> KEPT.stream().anyMatch(option::startsWith))
                .forEach(line::add);
        line.addAll(JavaCommand.program(program));
        return line;
    }
}
